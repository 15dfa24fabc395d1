"""数据目录: what each department offers, on what terms, and what runs between whom."""
