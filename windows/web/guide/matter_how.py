"""A matter: documents, steps, ways of handling and time."""

from __future__ import annotations

from services.catalogue.codelists import HandleForm, label_of
from services.catalogue.spec import Condition, DayUnit, Handling
from services.catalogue.text import Text
from windows.planning import sentences as say
from windows.planning.names import both
from windows.web.guide import shared
from windows.web.guide.blocks import (
    Block,
    Fact,
    Facts,
    Line,
    Link,
    Links,
    Papers,
    Points,
    Step,
    Steps,
    stated,
)
from windows.web.guide.conditions import in_words
from windows.web.guide.matter_page import MatterPage
from windows.web.guide.papers import Wanted, paper

RENEWAL = Text(
    "证照有效期届满 30 日前；按时申请、届满时还没有决定的，视为准予延续",
    "30 days before the licence ends; undecided at its end, it counts as renewed",
)
HANDLING = {
    Handling.INSTANT: Text("即办件，当场办结", "Decided on the spot"),
    Handling.PROMISED: Text("承诺件，在承诺的时间内办结", "Decided within the promised time"),
    Handling.OTHER: Text("其他", "Other"),
}


def materials(page: MatterPage) -> tuple[Block, ...]:
    matter = page.matter
    if not matter.requirements:
        return (Line(Text("不用交材料", "No documents are needed")),)
    rows = [
        paper([Wanted(each, (each.condition,), matter.code)], page.ground, is_of_event=False)
        for each in matter.requirements
    ]
    return (Papers(tuple(rows)),)


def receiving(page: MatterPage) -> tuple[Block, ...]:
    points = [
        Text(
            "窗口：到任何一个政务服务中心的综合窗口，线上线下标准一样",
            "At a window: any all-in-one window; the same rules as online",
        )
    ]
    if page.ways_in.links:
        points.insert(
            0,
            Text(
                "网上：从下面的“一件事”进入，一次申请，几件一起办",
                "Online: through one of these things, one application for all of it",
            ),
        )
    if page.matter.elements.is_schedule:
        points.append(Text("可以预约", "You can book a time"))
    blocks: tuple[Block, ...] = (Points(tuple(points)),)
    elsewhere = page.matter.elements.online_handle_url
    if elsewhere.startswith(("https://", "http://")):
        blocks = (
            *blocks,
            Links((Link(Text("网上办理地址", "Where it is done online"), elsewhere),)),
        )
    return (*blocks, page.ways_in) if page.ways_in.links else blocks


def flow(page: MatterPage) -> tuple[Block, ...]:
    flow = page.matter.elements.handle_flow
    if not flow:
        return (shared.STAGES,)
    return (Steps(tuple(_flow_step(page, number) for number in range(len(flow)))),)


def _flow_step(page: MatterPage, number: int) -> Step:
    step = page.matter.elements.handle_flow[number]
    zh, en = [], []
    if step.handle_dept:
        dept = page.ground.called(step.handle_dept)
        zh.append(dept.zh)
        en.append(dept.en)
    if step.handle_day is not None:
        days = say.day_count(step.handle_day, page.matter.day_unit)
        zh.append(days.zh)
        en.append(days.en)
    for each in (step.standard, step.result):
        if each:
            zh.append(each)
            en.append(each)
    if step.is_special:
        zh.append("特别程序，时间另算")
        en.append("a special procedure; its time is extra")
    what = Text("；".join(zh), "; ".join(en))
    return Step(both(step.link_name, step.link_name_en), what)


def ways(page: MatterPage) -> tuple[Block, ...]:
    matter, elements = page.matter, page.matter.elements
    rows = [Fact(Text("办件类型", "Kind of case"), HANDLING[matter.handling])]
    if elements.handle_type:
        forms = [label_of(HandleForm, each) for each in elements.handle_type]
        rows.append(Fact(Text("办理形式", "Ways"), say.joined(forms, "、", ", ")))
    rows.append(Fact(Text("要不要到场", "Do you have to come?"), _visits(page)))
    if elements.service_type:
        agent = Text(elements.service_type, elements.service_type)
        rows.append(Fact(Text("中介服务", "Intermediary service"), agent))
    if elements.renews:
        rows.append(Fact(Text("什么时候申请延续", "When to apply"), RENEWAL))
    return (Facts(tuple(rows)),)


def _visits(page: MatterPage) -> Text:
    """What the planner counts, in words, with the conditions under which it does."""
    matter, options = page.matter, page.ground.options
    reasons = [both(matter.visit_reason, matter.visit_reason_en)] if matter.visit_reason else []
    for requirement in matter.requirements:
        if requirement.original_at_window:
            name = both(requirement.name, requirement.name_en)
            reasons.append(
                Text(f"要在窗口看“{name.zh}”的原件", f"the original of “{name.en}” is shown")
            )
    for procedure in matter.procedures:
        if procedure.attended:
            name = both(procedure.name, procedure.name_en)
            only = in_words([procedure.condition], options)
            reasons.append(
                Text(f"{name.zh}要您在场（仅当{only.zh}）", f"{name.en}, only if {only.en}")
                if only
                else Text(f"{name.zh}要您在场", f"{name.en}: you must be there")
            )
    reasons += [
        Text(f"“{each.name}”要本人领取", f"“{each.name_en or each.name}” is collected in person")
        for each in matter.outputs
        if each.window_only
    ]
    if not reasons:
        return Text("不用到场", "No")
    why = say.joined(reasons)
    return Text(f"最多来一次：{why.zh}", f"Once at most: {why.en}")


def time(page: MatterPage) -> tuple[Block, ...]:
    matter, elements = page.matter, page.matter.elements
    lawful = shared.by_law(matter)
    rows = [
        Fact(Text("承诺", "Promised"), shared.limit(matter)),
        Fact(Text("法定", "By law"), lawful or Text("法律没有规定期限", "The law sets no limit")),
    ]
    rows += [
        Fact(both(each.name, each.name_en), _extra(page, each.days, each.unit, each.condition))
        for each in matter.procedures
    ]
    notes = [
        *stated(elements.promise_explain, elements.promise_explain_en),
        *stated(elements.anticipate_explain, elements.anticipate_explain_en),
    ]
    usual = shared.usual_block(
        page.usual,
        promised=shared.working(matter.promised_days, matter.day_unit),
        statutory=shared.lawful_working(matter),
    )
    return (Facts(tuple(rows)), *notes, *usual)


def _extra(page: MatterPage, days: int | None, unit: DayUnit, condition: Condition) -> Text:
    """What a special procedure adds, and when."""
    if days is None:
        text = Text("时间另算，由部门书面告知", "extra time, told in writing by the department")
    else:
        count = say.day_count(days, unit)
        text = Text(f"另加 {count.zh}", f"plus {count.en}")
    only = in_words([condition], page.ground.options)
    if only is None:
        return text
    return Text(f"{text.zh}（仅当{only.zh}）", f"{text.en} (only if {only.en})")
