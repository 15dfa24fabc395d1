"""A whole thing: what is done together, on which law, by whom, for whom."""

from __future__ import annotations

from django.urls import reverse

from services.catalogue.spec import OutcomeKind
from services.catalogue.text import Text
from windows.planning import sentences as say
from windows.planning.names import both
from windows.web.guide import shared
from windows.web.guide.blocks import Block, Fact, Facts, Line, Link, Links, Points
from windows.web.guide.conditions import in_words
from windows.web.guide.matter_what import AUDIENCE, WINDOW
from windows.web.guide.thing_page import ThingPage


def name(page: ThingPage) -> tuple[Block, ...]:
    links = []
    for included in page.spec.matters:
        matter = included.matter
        department = page.ground.called(matter.department)
        only = in_words([included.condition], page.ground.options)
        note = department
        if only:
            note = Text(f"{department.zh}；仅当{only.zh}", f"{department.en}; only if {only.en}")
        links.append(
            Link(
                both(matter.name, matter.name_en),
                reverse("matter", args=[matter.code]) + page.query,
                note,
            )
        )
    together = Text(
        f"{len(links)} 个事项，一次申请一起办：",
        f"{say.plural(len(links), 'matter')}, done together with one application:",
    )
    return (Line(both(page.spec.name, page.spec.name_en)), Line(together), Links(tuple(links)))


def code(page: ThingPage) -> tuple[Block, ...]:
    rows = [Fact(Text("一件事编码", "Code of the thing"), Text(page.spec.code, page.spec.code))]
    for matter in page.matters:
        own = matter.elements.task_code or matter.code
        rows.append(Fact(both(matter.name, matter.name_en), Text(own, own)))
    return (Facts(tuple(rows)),)


def scope(page: ThingPage) -> tuple[Block, ...]:
    spec = page.spec
    rows = [Fact(Text("服务对象", "For"), AUDIENCE[spec.audience])]
    if spec.theme:
        rows.append(Fact(Text("主题", "Theme"), both(spec.theme, spec.theme_en)))
    if spec.parties:
        roles = say.joined((both(p.label, p.label_en) for p in spec.parties), "、", ", ")
        rows.append(Fact(Text("一起申请的人", "Who else applies"), roles))
    return (Facts(tuple(rows)),)


def basis(page: ThingPage) -> tuple[Block, ...]:
    bases = (each for matter in page.matters for each in matter.legal_bases)
    return shared.articles(bases, page.ground)


def receiver(page: ThingPage) -> tuple[Block, ...]:
    if not page.spec.lead:
        return (Line(WINDOW),)
    lead = page.ground.called(page.spec.lead)
    return (Line(WINDOW), Facts((Fact(Text("牵头部门", "Lead department"), lead),)))


def decider(page: ThingPage) -> tuple[Block, ...]:
    by: dict[str, list[Text]] = {}
    for matter in page.matters:
        by.setdefault(matter.department, []).append(both(matter.name, matter.name_en))
    rows = tuple(
        Fact(page.ground.called(department), say.joined(names, "、", ", "))
        for department, names in by.items()
    )
    return (Facts(rows),)


def quantity(page: ThingPage) -> tuple[Block, ...]:
    rows = tuple(
        Fact(both(m.name, m.name_en), both(m.elements.count_limit, m.elements.count_limit_en))
        for m in page.matters
        if m.elements.count_limit
    )
    return (Facts(rows),) if rows else (Line(Text("没有数量限制", "No limit in number")),)


def conditions(page: ThingPage) -> tuple[Block, ...]:
    points = tuple(both(zh, en) for zh, en in page.spec.conditions)
    rows = tuple(
        Fact(
            both(m.name, m.name_en),
            both(m.elements.accept_condition, m.elements.accept_condition_en),
        )
        for m in page.matters
        if m.elements.accept_condition
    )
    return (*((Points(points),) if points else ()), *((Facts(rows),) if rows else ()))


def prohibitions(page: ThingPage) -> tuple[Block, ...]:
    """The answers with which one cannot apply, then what single matters forbid."""
    points = [
        Text(
            f"“{question.text}”选“{option.label}”：{option.reason}",
            f"You answer “{option.label_en or option.label}” to "
            f"“{question.text_en or question.text}”: {option.reason_en or option.reason}",
        )
        for question in page.spec.questions
        for option in question.options
        if option.outcome is OutcomeKind.INELIGIBLE
    ]
    points += [
        both(m.elements.prohibition, m.elements.prohibition_en)
        for m in page.matters
        if m.elements.prohibition
    ]
    return (Points(tuple(points)),) if points else ()
