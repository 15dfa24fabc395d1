"""Standard elements in words, those that are stated: “基本编码 000131003000”."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from services.catalogue.codelists import label_of
from services.catalogue.elements import MaterialElements, MatterElements
from services.catalogue.parsing.elements import LISTS
from services.catalogue.text import Text

OF_MATTER = {
    "catalog_code": Text("基本编码", "Basic code"),
    "local_catalog_code": Text("地方基本目录编码", "Local catalogue code"),
    "task_code": Text("实施编码", "Task code"),
    "task_handle_item": Text("业务办理项编码", "Handling item code"),
    "power_source": Text("权力来源", "Source of power"),
    "use_level": Text("行使层级", "Level"),
    "use_content": Text("权限划分和行使内容", "Powers"),
    "dept_type": Text("实施主体性质", "Kind of body"),
    "entrust_name": Text("委托部门", "Entrusted by"),
    "project_type": Text("审查类型", "Review"),
    "online_handle_depth": Text("网办深度", "Online depth"),
    "online_handle_url": Text("网办地址", "Online address"),
    "service_basis": Text("中介服务依据", "Law on intermediaries"),
    "extension_days": Text("可以延长（日）", "May be extended by (days)"),
    "extension_basis": Text("延长依据", "Law on extension"),
    "renews": Text("延续的证照", "Renews"),
    "valid_years": Text("证照有效期（年）", "Valid for (years)"),
    "run_system": Text("运行系统", "System"),
    "run_level": Text("运行层级", "Level of the system"),
    "task_state": Text("事项状态", "State"),
}
OF_MATERIAL = {
    "material_code": Text("标准材料编码", "Standard code"),
    "material_type": Text("材料类型", "Kind"),
    "material_format": Text("材料形式", "Format"),
    "original_num": Text("原件份数", "Originals"),
    "copies_num": Text("复印件份数", "Copies"),
    "page_format": Text("规格", "Page"),
    "collection": Text("收取方式", "Taken in"),
    "spared": Text("免提交方式", "Spared by"),
    "source_type": Text("来源渠道", "Source"),
    "source_explain": Text("来源渠道说明", "About the source"),
    "issuing_body": Text("出具机构", "Issued by"),
    "issuing_place": Text("办理地点", "Where it is issued"),
    "issuing_time": Text("时间要求", "Time"),
    "handle_case": Text("必要情形", "Needed when"),
    "deferred_days": Text("容缺后补期限（工作日）", "Working days in which it may follow"),
    "trust_level": Text("最低可信等级", "Trust needed"),
    "fill_explain": Text("填报须知", "How to fill it in"),
    "accept_stand": Text("受理标准", "Accepted when"),
    "form_guid": Text("空白表", "Blank form"),
    "example_guid": Text("样表", "Sample"),
}


def stated_elements(elements: MatterElements | MaterialElements) -> Iterator[Text]:
    """Those with a form of their own on the editing page (`forms.register`, `forms.papers`)."""
    named = OF_MATTER if isinstance(elements, MatterElements) else OF_MATERIAL
    for name, label in named.items():
        held = getattr(elements, name)
        if held in ("", None, ()):
            continue
        said = _said(name, held, getattr(elements, f"{name}_en", ""))
        yield Text(f"{label.zh} {said.zh}", f"{label.en}: {said.en or said.zh}")


def _said(name: str, held: Any, english: str) -> Text:
    if name not in LISTS:
        return Text(str(held), english)
    labels = [label_of(LISTS[name], word) for word in ([held] if isinstance(held, str) else held)]
    return Text("、".join(each.zh for each in labels), ", ".join(each.en for each in labels))
