"""容缺受理: accepted although papers that the guide lists may follow, each by its day."""
