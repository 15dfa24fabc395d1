"""Elements that every 实施清单 states: the missing ones in one finding for each matter."""

from __future__ import annotations

from collections.abc import Iterator

from services.catalogue.elements import Remedy
from services.catalogue.lawful import LICENCE
from services.catalogue.spec import MatterSpec
from services.catalogue.text import Text
from services.checks.findings import Finding
from services.checks.saying import missing

REQUIRED = {
    "catalog_code": Text("基本编码", "basic code"),
    "task_code": Text("实施编码", "task code"),
    "power_source": Text("权力来源", "source of power"),
    "use_level": Text("行使层级", "level"),
    "dept_type": Text("实施主体性质", "kind of body"),
    "accept_condition": Text("受理条件", "conditions"),
    "is_fee": Text("是否收费", "whether it costs something"),
    "server_type": Text("服务对象", "whom it serves"),
    "handle_type": Text("办理形式", "form of handling"),
    "limit_scene_num": Text("到办事现场次数", "visits"),
    "is_entry_center": Text("是否进驻政务大厅", "whether it is in the service hall"),
    "is_schedule": Text("是否支持预约", "whether one can book"),
    "is_pay_online": Text("是否支持网上支付", "whether it is paid online"),
    "is_express": Text("是否支持物流快递", "whether it is sent by post"),
    "is_online": Text("是否网办", "whether it is online"),
    "handle_place": Text("办理地点", "place"),
    "handle_time": Text("办理时间", "hours"),
    "consult_phone": Text("咨询电话", "number for enquiries"),
    "complain_phone": Text("监督投诉电话", "number for complaints"),
    "task_state": Text("事项状态", "state"),
}
REMEDIES = {
    "administrative_review": Text("行政复议机关", "where to ask for a review"),
    "litigation": Text("行政诉讼法院", "which court"),
}
_UNSTATED: tuple[object, ...] = ("", None, (), Remedy())


def complete(matter: MatterSpec) -> Iterator[Finding]:
    wanted = REQUIRED | (REMEDIES if matter.type == LICENCE else {})
    elements = matter.elements
    absent = [said for key, said in wanted.items() if getattr(elements, key) in _UNSTATED]
    if matter.statutory_days is None and not elements.anticipate_explain:
        absent.append(Text("法定时限为“无”的说明", "why there is no statutory limit"))
    if elements.is_online and not elements.online_handle_depth:
        absent.append(Text("网办深度", "depth of online handling"))
    if matter.outputs and not (elements.result_type or elements.result_guid):
        absent.append(Text("结果类型和样本", "kind and sample of the result"))
    if absent:
        yield missing(
            "wenzhou.missing",
            matter,
            Text(
                f"没有写明 {len(absent)} 个要素：{'、'.join(each.zh for each in absent)}",
                f"{len(absent)} elements not stated: {', '.join(each.en for each in absent)}",
            ),
            Text(
                "在这个事项的办事指南内容里补上", "Add them to what the matter says for its guide"
            ),
        )
