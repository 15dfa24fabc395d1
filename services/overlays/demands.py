"""Standard elements compared: each demands something, offers something, or only explains.

A demand in words cannot be compared by machine: whatever changes in it adds, unless it is gone. An
offer is the other way round: it adds unless it is new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from services.catalogue.codelists import (
    MaterialFormat,
    OnlineDepth,
    ReviewForm,
    TaskState,
    TrustLevel,
)
from services.catalogue.elements import MaterialElements, MatterElements
from services.catalogue.text import Text
from services.overlays.differences import Kind
from services.overlays.wording import bare

Found = tuple[Kind, Text, bool]


class Rule(Enum):
    DEMAND = auto()
    """Text; changed or new it adds, gone it eases."""
    OFFER = auto()
    """Text; changed or gone it adds, new it eases."""
    WAYS = auto()
    """A list; each member lost adds."""
    WHO = auto()
    """A list of those it is for; empty is everybody."""
    SERVICE = auto()
    """Yes or no; a yes lost adds."""
    COUNT = auto()
    """A number; more of it adds."""
    LENGTH = auto()
    """A number of years; fewer add, and none at all is for ever."""
    TIME = auto()
    """Days that one is given; fewer of them add, and so do days where none were stated."""
    ORDER = auto()
    """A code; a step down its order adds, and so does what stands in no order."""


@dataclass(frozen=True, slots=True)
class Element:
    rule: Rule
    name: Text
    order: tuple[str, ...] = ()
    """From worst to best."""
    kinds: tuple[Kind, Kind] = (Kind.OTHER_DEMAND, Kind.DROPPED_DEMAND)
    """Where it adds, and where it eases."""


FOR_EVER = 10**6
WAYS = (Kind.FEWER_WAYS, Kind.MORE_WAYS)
VISITS = (Kind.EXTRA_VISIT, Kind.DROPPED_VISIT)
DEPTHS = tuple(each.value for each in OnlineDepth if each is not OnlineDepth.OTHER)

OF_MATTER: Mapping[str, Element] = {
    "accept_condition": Element(Rule.DEMAND, Text("受理条件", "Conditions of acceptance")),
    "prohibition": Element(Rule.DEMAND, Text("禁止性要求", "What forbids applying")),
    "count_limit": Element(Rule.DEMAND, Text("数量限制", "Limit on the number")),
    "duty_perform_by_law": Element(Rule.DEMAND, Text("申请人义务", "Duties of the applicant")),
    "anticipate_explain": Element(Rule.DEMAND, Text("法定时限说明", "Notes on the legal limit")),
    "promise_explain": Element(Rule.DEMAND, Text("承诺时限说明", "Notes on the promise")),
    "limit_scene_explain": Element(Rule.DEMAND, Text("到现场的原因", "Why one has to come")),
    "limit_explain": Element(Rule.DEMAND, Text("限制说明", "Notes on limits")),
    "service_type": Element(Rule.DEMAND, Text("中介服务", "Services of intermediaries")),
    "service_basis": Element(Rule.DEMAND, Text("中介服务依据", "Law on intermediaries")),
    "extension_days": Element(Rule.COUNT, Text("可以延长的天数", "Days of extension")),
    "valid_years": Element(Rule.LENGTH, Text("证照有效期（年）", "Years of validity")),
    "right_enjoy_by_law": Element(Rule.OFFER, Text("申请人权利", "Rights of the applicant")),
    "handle_type": Element(Rule.WAYS, Text("办理形式", "Ways to apply"), kinds=WAYS),
    "handle_area": Element(Rule.WAYS, Text("通办范围", "Where one may apply"), kinds=WAYS),
    "server_type": Element(Rule.WHO, Text("服务对象", "Who may apply"), kinds=WAYS),
    "is_online": Element(Rule.SERVICE, Text("网上办理", "Applying online"), kinds=WAYS),
    "is_express": Element(Rule.SERVICE, Text("物流快递", "Delivery by post"), kinds=WAYS),
    "is_pay_online": Element(Rule.SERVICE, Text("网上支付", "Paying online"), kinds=WAYS),
    "is_schedule": Element(Rule.SERVICE, Text("预约办理", "Booking a time"), kinds=WAYS),
    "is_entry_center": Element(Rule.SERVICE, Text("大厅窗口", "A window in the hall"), kinds=WAYS),
    "limit_scene_num": Element(Rule.COUNT, Text("到现场次数", "Number of visits"), kinds=VISITS),
    "online_handle_depth": Element(
        Rule.ORDER, Text("网办深度", "Depth online"), ("", *DEPTHS), WAYS
    ),
    "project_type": Element(
        Rule.ORDER,
        Text("审查方式", "Form of review"),
        ("", ReviewForm.STAGED.value, ReviewForm.AT_ONCE.value),
        (Kind.NOT_AT_ONCE, Kind.AT_ONCE),
    ),
    "task_state": Element(
        Rule.ORDER,
        Text("事项状态", "State of the matter"),
        (TaskState.CANCELLED.value, TaskState.PAUSED.value, TaskState.IN_USE.value),
        WAYS,
    ),
}
OF_MATERIAL: Mapping[str, Element] = {
    "accept_stand": Element(Rule.DEMAND, Text("受理标准", "What makes it acceptable")),
    "page_format": Element(Rule.DEMAND, Text("纸张规格", "Paper size")),
    "issuing_body": Element(Rule.DEMAND, Text("出具机构", "Who issues it")),
    "issuing_time": Element(Rule.DEMAND, Text("时间要求", "How recent it has to be")),
    "spared": Element(Rule.SERVICE, Text("免提交", "Not having to hand it in"), kinds=WAYS),
    "source_explain": Element(Rule.DEMAND, Text("来源说明", "Notes on where it comes from")),
    "fill_explain": Element(Rule.DEMAND, Text("填报须知", "How to fill it in")),
    "handle_case": Element(Rule.OFFER, Text("必要情形", "When it is needed")),
    "collection": Element(Rule.WAYS, Text("收取方式", "Ways to hand it in"), kinds=WAYS),
    "original_num": Element(Rule.COUNT, Text("原件份数", "Number of originals")),
    "copies_num": Element(Rule.COUNT, Text("复印件份数", "Number of copies")),
    "deferred_days": Element(
        Rule.TIME, Text("容缺后补期限", "Working days in which it may follow")
    ),
    "material_format": Element(
        Rule.ORDER,
        Text("材料形式", "Form of the document"),
        (MaterialFormat.EITHER.value,),
        WAYS,
    ),
    "trust_level": Element(
        Rule.ORDER,
        Text("最低可信等级", "Trust that a copy must have"),
        (*(each.value for each in TrustLevel), ""),
    ),
}
"""An element in neither table explains, or is for exchanges: what a test holds complete."""
FEES = ("fee_basis", "charges", "is_fee")
"""Of these `fees` speaks."""


def element_changes(
    was: MatterElements | MaterialElements, now: MatterElements | MaterialElements
) -> Iterator[Found]:
    table = OF_MATTER if isinstance(now, MatterElements) else OF_MATERIAL
    for name, element in table.items():
        old, new = getattr(was, name), getattr(now, name)
        step = 0 if old == new else STEPS[element.rule](old, new, element)
        if step:
            adds = step > 0
            kind = element.kinds[0 if adds else 1]
            yield kind, _said(element, new, adds=adds), adds


def _text(old: str, new: str, element: Element) -> int:
    if bare(old) == bare(new):
        return 0
    gone, fresh = not bare(new), not bare(old)
    return -1 if (gone if element.rule is Rule.DEMAND else fresh) else 1


def _ways(old: Sequence[str], new: Sequence[str], element: Element) -> int:
    """What was never stated is not restricted by being stated."""
    if element.rule is Rule.WHO and not (old and new):
        return 1 if new else -1
    return 1 if set(old) - set(new) else -1 if set(new) - set(old) else 0


def _service(old: object, new: object, _element: Element) -> int:
    """Not stated is not offered."""
    return 1 if old and not new else -1 if new and not old else 0


def _count(old: int | None, new: int | None, _element: Element) -> int:
    return ((new or 0) > (old or 0)) - ((new or 0) < (old or 0))


def _length(old: int | None, new: int | None, _element: Element) -> int:
    lasts = (FOR_EVER if old is None else old, FOR_EVER if new is None else new)
    return (lasts[1] < lasts[0]) - (lasts[1] > lasts[0])


def _time(old: int | None, new: int | None, _element: Element) -> int:
    """Where none are stated, the usual ones hold, which are known only where the case is."""
    if old is None or new is None:
        return 1 if old is None else -1
    return 1 if new < old else -1


def _order(old: str, new: str, element: Element) -> int:
    """A code outside the order may be any worse; "" outside it is no restriction."""
    if old in element.order and new in element.order:
        return -1 if element.order.index(new) > element.order.index(old) else 1
    is_freed = new == element.order[-1] or (not new and "" not in element.order)
    return -1 if is_freed else 1


STEPS: Mapping[Rule, Callable[[Any, Any, Element], int]] = {
    Rule.DEMAND: _text,
    Rule.OFFER: _text,
    Rule.WAYS: _ways,
    Rule.WHO: _ways,
    Rule.SERVICE: _service,
    Rule.COUNT: _count,
    Rule.LENGTH: _length,
    Rule.TIME: _time,
    Rule.ORDER: _order,
}


def _said(element: Element, new: object, *, adds: bool) -> Text:
    zh, en = element.name.zh, element.name.en
    if element.rule in (Rule.DEMAND, Rule.OFFER):
        if new:
            return Text(f"{zh}改为：{new}", f"{en} now read: {new}")
        return Text(f"{zh}取消了", f"{en}: no longer stated")
    if element.rule is Rule.LENGTH and new is None:
        return Text(f"{zh}改为长期", f"{en}: no end now")
    if element.rule is Rule.TIME and new is None:
        return Text(f"{zh}取消了", f"{en}: no longer stated")
    if element.rule in (Rule.COUNT, Rule.LENGTH, Rule.TIME):
        return Text(f"{zh}改为 {new or 0}", f"{en}: {new or 0} now")
    more, less = CHANGED[element.rule]
    said = more if adds else less
    return Text(said.zh.format(zh), said.en.format(en))


SERVED = (Text("不再提供{}", "{} is no longer offered"), Text("开始提供{}", "{} is offered now"))
NARROWED = (Text("{}收窄了", "{}: narrower than before"), Text("{}放宽了", "{}: wider than before"))
CHANGED = {
    Rule.SERVICE: SERVED,
    Rule.WAYS: NARROWED,
    Rule.WHO: NARROWED,
    Rule.ORDER: NARROWED,
}
"""Where it adds, and where it eases."""
