"""The guide of one matter: each section of the standard from what its edition states."""

from __future__ import annotations

from collections.abc import Callable

from windows.web.guide import matter_end as end
from windows.web.guide import matter_how as how
from windows.web.guide import matter_what as what
from windows.web.guide import shared
from windows.web.guide.blocks import Block, Section, missing
from windows.web.guide.matter_page import MatterPage
from windows.web.guide.order import FAQ, ORDER

Build = Callable[[MatterPage], tuple[Block, ...]]
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


def sections(page: MatterPage) -> tuple[Section, ...]:
    """All 22 in order; one for which nothing is known says so."""
    told = [
        Section(number, key, title, SECTIONS[key](page) or missing())
        for number, (key, title) in enumerate(ORDER, 1)
    ]
    if questions := shared.faq([page.matter]):
        told.append(Section(len(ORDER) + 1, *FAQ, questions))
    return tuple(told)
