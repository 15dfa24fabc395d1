"""A matter: what it costs, what comes out of it, rights, where to ask and to look."""

from __future__ import annotations

from services.catalogue.codelists import ResultType, label_of
from services.catalogue.text import Text
from windows.web.guide import shared
from windows.web.guide.blocks import (
    Block,
    Fact,
    Facts,
    Link,
    Links,
    Points,
    stated,
)
from windows.web.guide.matter_page import MatterPage


def fees(page: MatterPage) -> tuple[Block, ...]:
    rows = shared.fee_rows(page.matter)
    return (Facts(rows),) if rows else ()


def result(page: MatterPage) -> tuple[Block, ...]:
    matter, elements = page.matter, page.matter.elements
    if not matter.outputs:
        return ()
    points = tuple(shared.output_line(each) for each in matter.outputs)
    kind: tuple[Block, ...] = ()
    if elements.result_type:
        label = label_of(ResultType, elements.result_type)
        kind = (Facts((Fact(Text("结果类型", "Kind of result"), label),)),)
    sample: tuple[Block, ...] = ()
    if elements.result_guid.startswith(("https://", "http://")):
        sample = (Links((Link(Text("结果样本", "Sample of the result"), elements.result_guid),)),)
    return (Points(points), *kind, *sample)


def delivery(page: MatterPage) -> tuple[Block, ...]:
    return shared.delivery(page.matter.outputs, is_express=page.matter.elements.is_express)


def rights(page: MatterPage) -> tuple[Block, ...]:
    elements = page.matter.elements
    return (
        *stated(elements.right_enjoy_by_law, elements.right_enjoy_by_law_en),
        *stated(elements.duty_perform_by_law, elements.duty_perform_by_law_en),
        *shared.remedies(
            elements.administrative_review,
            elements.litigation,
            is_authority=page.ground.is_authority(page.matter.department),
        ),
    )


def advice(page: MatterPage) -> tuple[Block, ...]:
    phone = page.matter.elements.consult_phone
    return shared.phones([(page.ground.called(page.matter.department), phone)] if phone else [])


def complaints(page: MatterPage) -> tuple[Block, ...]:
    phone = page.matter.elements.complain_phone
    return shared.phones([(page.ground.called(page.matter.department), phone)] if phone else [])


def offices(page: MatterPage) -> tuple[Block, ...]:
    return shared.offices(shared.own_place(page.matter, page.ground), page.ground)


def progress(page: MatterPage) -> tuple[Block, ...]:
    return shared.progress()
