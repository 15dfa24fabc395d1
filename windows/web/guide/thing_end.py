"""A whole thing: what it costs, what comes out of it, rights, where to ask and to look."""

from __future__ import annotations

from services.catalogue.elements import Remedy
from services.catalogue.spec import OnDenial
from services.catalogue.text import Text
from windows.planning import sentences as say
from windows.planning.names import both
from windows.web.guide import shared
from windows.web.guide.blocks import Block, Fact, Facts, Line, Points, stated
from windows.web.guide.thing_page import ThingPage

IF_DENIED = {
    OnDenial.CONTINUE: Text(
        "如果其中一项不予许可：要用它结果的事项会终止，并告诉您原因；其余的照常办。",
        "If one of these is denied: what needs its result ends, and you are told why. All others "
        "go on.",
    ),
    OnDenial.STOP: Text(
        "如果其中一项不予许可：这件事要每一项都准予才能办成，其余的不再办；已经准予的仍然有效。",
        "If one of these is denied: every part must be granted here, so the others end. What was "
        "granted stays valid.",
    ),
    OnDenial.ASK: Text(
        "如果其中一项不予许可：要用它结果的事项会终止，并告诉您原因；其余的还要不要办，由您决定，"
        "没有回答就照常办。",
        "If one of these is denied: what needs its result ends, and you are told why. Whether the "
        "others go on is for you to say; without an answer they do.",
    ),
}


def fees(page: ThingPage) -> tuple[Block, ...]:
    rows = []
    for matter in page.matters:
        name = both(matter.name, matter.name_en)
        rows += [
            Fact(name, Text(f"{row.label.zh}：{row.value.zh}", f"{row.label.en}: {row.value.en}"))
            for row in shared.fee_rows(matter)
        ]
    return (Facts(tuple(rows)),) if rows else ()


def result(page: ThingPage) -> tuple[Block, ...]:
    rows = tuple(
        Fact(
            both(matter.name, matter.name_en),
            say.joined((shared.output_line(each) for each in matter.outputs), "、", ", "),
        )
        for matter in page.matters
        if matter.outputs
    )
    return (Facts(rows),) if rows else ()


def delivery(page: ThingPage) -> tuple[Block, ...]:
    outputs = [output for matter in page.matters for output in matter.outputs]
    return shared.delivery(
        outputs, is_express=any(matter.elements.is_express for matter in page.matters)
    )


def rights(page: ThingPage) -> tuple[Block, ...]:
    told: dict[Block, None] = {}
    for matter in page.matters:
        elements = matter.elements
        told |= dict.fromkeys(stated(elements.right_enjoy_by_law, elements.right_enjoy_by_law_en))
        told |= dict.fromkeys(stated(elements.duty_perform_by_law, elements.duty_perform_by_law_en))
    is_authority = any(page.ground.is_authority(matter.department) for matter in page.matters)
    note = Text(
        "对其中一个事项的决定不服，只对作出决定的部门提出；复议机关和法院见各事项的指南。",
        "Turn against the department that decided; the bodies are named in each matter's guide.",
    )
    points = (Points((note,)),) if is_authority else ()
    if len(page.matters) > 1:
        points = (Line(IF_DENIED[page.spec.on_denial]), *points)
    return (*told, *shared.remedies(Remedy(), Remedy(), is_authority=is_authority), *points)


def advice(page: ThingPage) -> tuple[Block, ...]:
    return shared.phones(
        [
            (page.ground.called(matter.department), matter.elements.consult_phone)
            for matter in page.matters
            if matter.elements.consult_phone
        ]
    )


def complaints(page: ThingPage) -> tuple[Block, ...]:
    return shared.phones(
        [
            (page.ground.called(matter.department), matter.elements.complain_phone)
            for matter in page.matters
            if matter.elements.complain_phone
        ]
    )


def offices(page: ThingPage) -> tuple[Block, ...]:
    own = [place for matter in page.matters for place in shared.own_place(matter, page.ground)]
    return shared.offices(list(dict.fromkeys(own)), page.ground)


def progress(page: ThingPage) -> tuple[Block, ...]:
    return shared.progress()
