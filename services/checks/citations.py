"""Where a life event itself cites law; what its matters cite is theirs."""

from __future__ import annotations

from collections.abc import Iterator

from services.catalogue.spec import LegalBasisSpec, LifeEventSpec
from services.checks.findings import Spot


def citations(spec: LifeEventSpec) -> Iterator[tuple[Spot, tuple[LegalBasisSpec, ...]]]:
    """Each condition, party, question, answer and place of a matter, with what it rests on."""
    for _sentence, bases in spec.condition_bases:
        yield Spot(spec.code), bases
    for party in spec.parties:
        yield Spot(spec.code), party.legal_bases
    for question in spec.questions:
        yield Spot(spec.code, question=question.id), question.legal_bases
        for option in question.options:
            spot = Spot(spec.code, question=question.id, option=option.value)
            yield spot, option.legal_bases
    for included in spec.matters:
        yield Spot(spec.code, included.matter.code), included.legal_bases
