"""到办事现场次数 against everything else that tells whether somebody must come."""

from __future__ import annotations

from collections.abc import Iterator

from services.catalogue.codelists import HandleForm, OnlineDepth
from services.catalogue.spec import MatterSpec, Necessity
from services.catalogue.text import Text
from services.checks.findings import Finding
from services.checks.saying import contradiction, missing

WHOLLY_ONLINE = frozenset({OnlineDepth.RESULT.value, OnlineDepth.LICENCE.value})
"""全程网办 (Ⅳ级): the result comes back online too."""


def visit_reason(matter: MatterSpec) -> Iterator[Finding]:
    """到现场次数不为 0 ⇒ 写明原因."""
    elements = matter.elements
    if elements.limit_scene_num and not (elements.limit_scene_explain or matter.visit_reason):
        yield missing(
            "wenzhou.visit_reason",
            matter,
            Text(
                f"须到现场 {elements.limit_scene_num} 次，没有写原因",
                f"It needs {elements.limit_scene_num} visits and does not say why",
            ),
            Text("写明到现场的原因，或改为 0 次", "Say why, or state 0 visits"),
            element="limit_scene_explain",
        )


def visits(matter: MatterSpec) -> Iterator[Finding]:
    """到现场次数为 0 ⇒ 没有任何须到场的要求."""
    if matter.elements.limit_scene_num != 0:
        return
    for why in _occasions(matter):
        yield contradiction(
            "wenzhou.visits",
            matter,
            Text(
                f"到现场次数是 0，但是{why.zh}",
                f"It states 0 visits, but {why.en}",
            ),
            Text("免去这项要求，或如实写明次数", "Drop the demand, or state the true number"),
            element="limit_scene_num",
        )


def _occasions(matter: MatterSpec) -> Iterator[Text]:
    """What brings everybody to the window; what only some answers bring is the planner's affair."""
    if matter.visit_reason:
        yield Text("写有须到场的原因", "a reason for coming in person is given")
    for each in matter.requirements:
        is_for_all = not each.condition.alternatives and each.necessity is Necessity.REQUIRED
        if each.original_at_window and is_for_all:
            yield Text(
                f"材料“{each.name}”要在窗口看原件",
                f"the original of “{each.name_en or each.name}” must be seen at the window",
            )
    for procedure in matter.procedures:
        if procedure.attended and not procedure.condition.alternatives:
            yield Text(
                f"特别程序“{procedure.name}”要本人在场",
                f"the person must attend “{procedure.name_en or procedure.name}”",
            )
    for output in matter.outputs:
        if output.window_only:
            yield Text(
                f"结果“{output.name}”只能到窗口领取",
                f"“{output.name_en or output.name}” can be had only in person",
            )


def by_post(matter: MatterSpec) -> Iterator[Finding]:
    """到现场次数为 0 且不网办 ⇒ 办理形式含快递申请."""
    elements = matter.elements
    if elements.limit_scene_num != 0 or elements.is_online is not False:
        return
    if elements.handle_type and HandleForm.POST not in elements.handle_type:
        yield contradiction(
            "wenzhou.post",
            matter,
            Text(
                "不用到现场也不网办，办理形式却没有快递申请",
                "Neither a visit nor online, yet it cannot be sent by post",
            ),
            Text("加上快递申请，或改网办、次数", "Add the post, or correct visits or online"),
            element="handle_type",
        )


def online_depth(matter: MatterSpec) -> Iterator[Finding]:
    """全程网办 ⇒ 0 次."""
    elements = matter.elements
    if elements.online_handle_depth in WHOLLY_ONLINE and (
        elements.limit_scene_num or matter.visit_reason
    ):
        yield contradiction(
            "wenzhou.online_depth",
            matter,
            Text("全程网办，却须到现场", "Wholly online, and yet a visit is needed"),
            Text("把网办深度改浅，或免去到场", "State a lesser depth, or drop the visit"),
            element="online_handle_depth",
        )


def online(matter: MatterSpec) -> Iterator[Finding]:
    """不网办 ⇒ 没有网办深度."""
    if matter.elements.is_online is False and matter.elements.online_handle_depth:
        yield contradiction(
            "wenzhou.online",
            matter,
            Text("不网办，却写有网办深度", "Not online, and yet a depth of online handling"),
            Text("去掉网办深度，或改为网办", "Drop the depth, or say that it is online"),
            element="online_handle_depth",
        )
