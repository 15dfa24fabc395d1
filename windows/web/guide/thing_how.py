"""A whole thing: one list of documents, the order of its matters, visits and time."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from services.catalogue.spec import OutcomeKind
from services.catalogue.text import Text
from windows.planning import sentences as say
from windows.planning.names import both, quoted
from windows.planning.span import Days
from windows.web.guide import shared
from windows.web.guide.blocks import Block, Fact, Facts, Line, Link, Links, Papers, Points
from windows.web.guide.papers import Wanted, paper
from windows.web.guide.thing_page import ThingPage

DEPENDS = Text("看您的情况", "depending on your situation")


def materials(page: ThingPage) -> tuple[Block, ...]:
    """The union over all matters: what one hand-in meets stands once."""
    groups: dict[tuple[str, tuple[str, ...]], list[Wanted]] = {}
    for included in page.spec.matters:
        for each in included.matter.requirements:
            wanted = Wanted(each, (included.condition, each.condition), included.matter.code)
            groups.setdefault((each.material, each.about), []).append(wanted)
    if not groups:
        return (Line(Text("不用交材料", "No documents are needed")),)
    note = Text(
        "下面列的是所有情况加在一起；回答几个问题，就知道您要准备哪几份。",
        "This is the list for all situations together; answer a few questions to see yours.",
    )
    rows = tuple(paper(group, page.ground, is_of_event=True) for group in groups.values())
    return (Line(note, is_quiet=True), Papers(rows))


def receiving(page: ThingPage) -> tuple[Block, ...]:
    code = page.spec.code
    count = len(page.spec.questions)
    start = Link(
        Text("网上申请", "Apply online"),
        reverse("questions", args=[code]),
        Text(
            f"先回答 {count} 个问题，不用登录；看到方案后再决定办不办",
            f"First answer {say.plural(count, 'question')}, without logging in; decide once you "
            "have seen the plan",
        ),
    )
    points = [
        Text(
            "窗口：到任何一个政务服务中心的综合窗口，窗口替您录入，标准和网上一样",
            "At a window: any all-in-one window; they fill it in with you, by the same rules",
        )
    ]
    points += [
        Text(
            f"“{question.text}”选“{option.label}”的，要到窗口办：{option.reason}",
            f"At a window only, if you answer “{option.label_en or option.label}” to "
            f"“{question.text_en or question.text}”: {option.reason_en or option.reason}",
        )
        for question in page.spec.questions
        for option in question.options
        if option.outcome is OutcomeKind.IN_PERSON
    ]
    return (Links((start,)), Points(tuple(points)))


def flow(page: ThingPage) -> tuple[Block, ...]:
    if page.span is None:
        return (shared.STAGES,)
    waits = dict(page.span.waits)
    rows = tuple(
        Fact(both(matter.name, matter.name_en), _start(waits.get(matter.code, ()), page))
        for matter in page.matters
    )
    order = Text(
        "各事项什么时候开始（前面的在您的情况里不办，就不用等）：",
        "When each matter starts (nobody waits for what is not done in your situation):",
    )
    return (shared.STAGES, Line(order), Facts(rows))


def _start(earlier: Sequence[str], page: ThingPage) -> Text:
    if not earlier:
        return say.AT_ONCE
    names = quoted(page.ground.matters[code] for code in earlier)
    return Text(f"等{names.zh}办好后开始", f"Starts after {names.en}")


def ways(page: ThingPage) -> tuple[Block, ...]:
    rows = [
        Fact(
            Text("办理形式", "Ways"),
            Text("网上、窗口都可以，一套标准", "Online or at a window, by the same rules"),
        )
    ]
    if page.span is not None:
        rows.append(Fact(Text("要不要到场", "Do you have to come?"), _visits(page)))
    return (Facts(tuple(rows)),)


def _visits(page: ThingPage) -> Text:
    if page.span is None or page.span.most_visits == 0:
        return Text("不用到场", "No")
    reasons = [both(m.visit_reason, m.visit_reason_en) for m in page.matters if m.visit_reason]
    names = dict.fromkeys(
        both(r.name, r.name_en)
        for m in page.matters
        for r in m.requirements
        if r.original_at_window
    )
    reasons += [
        Text(f"“{n.zh}”的原件要在窗口看", f"the original of “{n.en}” is shown at the window")
        for n in names
    ]
    why = say.joined(dict.fromkeys(reasons))
    most = page.span.most_visits
    zh = (
        f"最多来 {most} 次"
        if page.span.fewest_visits
        else f"不用来，或最多来 {most} 次（{DEPENDS.zh}）"
    )
    en = f"{say.plural(most, 'visit')} at most"
    if not page.span.fewest_visits:
        en = f"No need to come, or {en}, {DEPENDS.en}"
    return Text(f"{zh}：{why.zh}", f"{en}: {why.en}") if why.zh else Text(zh, en)


def time(page: ThingPage) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if page.span is not None:
        found = page.span
        rows = [Fact(Text("承诺", "Promised"), _depending(found.shortest, found.longest))]
        lawful = Text("法律没有规定期限", "The law sets no limit")
        if found.lawful_shortest and found.lawful_longest:
            lawful = _depending(found.lawful_shortest, found.lawful_longest)
        rows.append(Fact(Text("法定", "By law"), lawful))
        blocks.append(Facts(tuple(rows)))
        blocks += shared.usual_block(
            page.usual,
            promised=shared.working(*found.longest),
            statutory=shared.working(*found.lawful_longest) if found.lawful_longest else None,
        )
    each = Text(
        "从受理那天算起，按最慢的一条路算，同时办的不重复算。各事项自己的时限：",
        "From acceptance, along the slowest path; what runs together counts once. Each by itself:",
    )
    own = []
    for matter in page.matters:
        promised, law = shared.limit(matter), shared.by_law(matter)
        said = Text(f"承诺 {promised.zh}", f"promised: {promised.en}")
        if law:
            said = Text(f"{said.zh}，法定 {law.zh}", f"{said.en}; by law: {law.en}")
        own.append(Fact(both(matter.name, matter.name_en), said))
    return (*blocks, Line(each, is_quiet=True), Facts(tuple(own)))


def between(shortest: Days, longest: Days) -> Text:
    """“1 到 4 个工作日”; one figure where it is always the same."""
    least, most = _days(shortest), _days(longest)
    if shortest == longest:
        return most
    if shortest[0] and shortest[1] is longest[1]:
        least = Text(f"{shortest[0]} ", str(shortest[0]))
    return Text(f"{least.zh}到 {most.zh}", f"{least.en} to {most.en}")


def _depending(shortest: Days, longest: Days) -> Text:
    range_ = between(shortest, longest)
    if shortest == longest:
        return range_
    return Text(f"{range_.zh}（{DEPENDS.zh}）", f"{range_.en}, {DEPENDS.en}")


def _days(days: Days) -> Text:
    return say.day_count(*days) if days[0] else Text("当天", "same day")
