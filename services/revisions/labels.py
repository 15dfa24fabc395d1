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
    "on_denial": Text("一项不予许可时", "When one matter is denied"),
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
    "promised_days": Text("承诺几天办好", "Promised days"),
    "statutory_days": Text("法律规定最多几天", "Most days by law"),
    "outputs": Text("办好后给什么", "What comes out of it"),
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
GUIDE: Labels = {
    "accept_condition": Text("受理条件", "Conditions of acceptance"),
    "prohibition": Text("不予受理的情形", "When it is not accepted"),
    "count_limit": Text("数量限制", "Limit in number"),
    "handle_place": Text("办理地点", "Where"),
    "handle_time": Text("办理时间", "Opening hours"),
    "consult_phone": Text("咨询电话", "Phone for questions"),
    "complain_phone": Text("投诉电话", "Phone for complaints"),
    "server_type": Text("服务谁", "Whom it serves"),
    "handle_type": Text("怎么办理", "How it is handled"),
    "handle_area": Text("在哪里都能办", "Where it can be done"),
    "is_fee": Text("收费吗", "Is there a fee"),
    "is_pay_online": Text("能网上付吗", "Payable online"),
    "is_express": Text("能邮寄吗", "Sent by post"),
    "is_entry_center": Text("进政务服务中心吗", "At the service centre"),
    "result_type": Text("结果是什么", "Kind of result"),
    "power_source": Text("权力来源", "Source of the power"),
    "use_level": Text("行使层级", "Level"),
    "dept_type": Text("实施主体性质", "Kind of body"),
    "questions": Text("常见问题", "Frequent questions"),
    "charges": Text("收费项目", "Charges"),
    "handle_flow": Text("办理流程", "Steps"),
    "limit_scene_num": Text("要到现场几次", "Number of visits"),
    "limit_scene_explain": Text("到现场的原因", "Why one must come"),
    "online_handle_depth": Text("网上办理深度", "Depth of online handling"),
    "project_type": Text("办件类型", "Handling"),
    "entrust_name": Text("受委托的单位", "Entrusted body"),
    "result_guid": Text("结果样本的网址", "Address of the sample of the result"),
    "service_type": Text("中介服务", "Intermediaries"),
    "extension_days": Text("法律另行规定的延长期限", "Days of extension"),
    "extension_basis": Text("延长期限的法律依据", "Law on extension"),
    "renews": Text("延续哪一种证照", "Licence that is renewed"),
    "valid_years": Text("证照有效期（年）", "Years of validity"),
}
"""Standard elements that checks speak of; those with a field are called as it is called."""
