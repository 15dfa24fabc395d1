"""What an editor's form calls each column, for the faults that the tables would find.

The forms are above this package, so their words stand here too; a test keeps them the same.
"""

from __future__ import annotations

from collections.abc import Mapping

from services.catalogue.text import Text

Labels = Mapping[str, Text]

NAME = Text("名称", "Name")
NAME_EN = Text("英文名称", "Name in English")
ENGLISH = Text("英文", "English")
DEPARTMENT = Text("哪个部门决定", "Deciding department")

EVENT: Labels = {
    "name": NAME,
    "name_en": NAME_EN,
    "audience": Text("服务对象", "For whom"),
    "theme": Text("主题", "Theme"),
    "theme_en": Text("主题（英文）", "Theme (English)"),
    "summary": Text("一句话说明", "In one sentence"),
    "summary_en": Text("一句话说明（英文）", "In one sentence (English)"),
    "provenance": Text("出处", "Where it comes from"),
}
MATTER: Labels = {
    "name": NAME,
    "name_en": NAME_EN,
    "department": DEPARTMENT,
    "type": Text("事项类型", "Kind of matter"),
    "handling": Text("办件类型", "Handling"),
    "day_unit": Text("按什么算天", "Days counted as"),
    "fee": Text("收费", "Fee"),
    "fee_en": Text("收费（英文）", "Fee (English)"),
    "visit_reason": Text("为什么非要本人到场", "Why the person must come"),
    "visit_reason_en": Text("到场原因（英文）", "Why the person must come (English)"),
}
QUESTION: Labels = {
    "id": Text("问题的代码", "Code of the question"),
    "text": Text("问什么", "What is asked"),
    "text_en": ENGLISH,
    "why": Text("为什么要问", "Why it is asked"),
    "why_en": Text("为什么要问（英文）", "Why it is asked (English)"),
}
OPTION: Labels = {
    "value": Text("回答的代码", "Code of the answer"),
    "label": Text("回答", "Answer"),
    "label_en": ENGLISH,
    "outcome": Text("选了它会怎样", "What choosing it does"),
    "reason": Text("告诉办事人的理由", "Reason told to the applicant"),
    "reason_en": Text("理由（英文）", "Reason (English)"),
    "hands_to": Text("转到哪件事", "Life event it leads to"),
    "proved_by": Text("哪个数据可以直接证明", "Data that can prove it"),
}
BASIS: Labels = {
    "law": Text("法律法规", "Law or rule"),
    "article": Text("第几条", "Article"),
}
REQUIREMENT: Labels = {
    "key": Text("材料的代码", "Code of the document"),
    "material": Text("材料", "Document"),
    "name": Text("在这个事项里怎么称呼", "What this matter calls it"),
    "name_en": NAME_EN,
}
FIELD: Labels = {
    "element": Text("填写项的代码", "Code of the field"),
    "label": Text("填什么", "What to fill in"),
    "label_en": ENGLISH,
    "kind": Text("是什么样的内容", "Kind of content"),
    "hint": Text("提示", "Hint"),
    "hint_en": Text("提示（英文）", "Hint (English)"),
}
