"""The guide of a whole thing: the sections of the standard over all its matters together."""

from __future__ import annotations

from collections.abc import Callable

from windows.web.guide import shared
from windows.web.guide import thing_end as end
from windows.web.guide import thing_how as how
from windows.web.guide import thing_what as what
from windows.web.guide.blocks import Block, Section, missing
from windows.web.guide.order import FAQ, ORDER
from windows.web.guide.thing_page import ThingPage

Build = Callable[[ThingPage], tuple[Block, ...]]
SECTIONS: dict[str, Build] = {
    "name": what.name,
    "code": what.code,
    "scope": what.scope,
    "basis": what.basis,
    "receiver": what.receiver,
    "decider": what.decider,
    "quantity": what.quantity,
    "conditions": what.conditions,
    "prohibitions": what.prohibitions,
    "materials": how.materials,
    "receiving": how.receiving,
    "flow": how.flow,
    "ways": how.ways,
    "time": how.time,
    "fees": end.fees,
    "result": end.result,
    "delivery": end.delivery,
    "rights": end.rights,
    "advice": end.advice,
    "complaints": end.complaints,
    "offices": end.offices,
    "progress": end.progress,
}


def sections(page: ThingPage) -> tuple[Section, ...]:
    """All 22 in order; one for which nothing is known says so."""
    told = [
        Section(number, key, title, SECTIONS[key](page) or missing())
        for number, (key, title) in enumerate(ORDER, 1)
    ]
    if questions := shared.faq(page.matters):
        told.append(Section(len(ORDER) + 1, *FAQ, questions))
    return tuple(told)
