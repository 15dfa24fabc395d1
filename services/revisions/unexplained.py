"""More to bring, to pay or to wait for, and no line of the change says so.

A paper that two matters shared and now do not, a matter that moved to another department: nothing
that was added asks for more, and yet a person has more to do. What rises so is said in a line of
its own, which needs a legal basis as every other. It rests on what is newly cited where it can come
from: at a matter, a material, a question, an answer, or somebody who must join.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from services.catalogue.spec import LegalBasisSpec, LifeEventSpec
from services.catalogue.text import Text
from services.checks.citations import citations
from services.checks.findings import Spot
from services.overlays.differences import new_bases
from services.revisions.measures import Burden, Line, MeasureKind

Bases = tuple[LegalBasisSpec, ...]
Cited = tuple[Spot, Bases]
SAID = {
    MeasureKind.DOCUMENTS: Text("多交或多签材料", "more papers to hand in or sign"),
    MeasureKind.FIELDS: Text("多填几项", "more to fill in"),
    MeasureKind.VISITS: Text("多跑几趟", "more visits"),
    MeasureKind.DAYS: Text("多等几天", "more days to wait"),
    MeasureKind.FEES: Text("多交钱", "more to pay"),
    MeasureKind.DEPARTMENTS: Text("多和几个部门打交道", "more departments to deal with"),
}
REFUSED = None
"""What a question, an answer or the whole can bring about beside the measures."""


def unexplained(burden: Burden, before: LifeEventSpec, after: LifeEventSpec) -> Iterator[Line]:
    """A line for each measure that rises, and for situations newly refused, where none is there."""
    here = Spot(after.code)
    cited = list(_cited_anew(before, after))
    for measure in burden.measures:
        if measure.worse and not _explains(burden, measure.kind):
            text = Text(
                f"在 {measure.worse} 种情形下要{SAID[measure.kind].zh}",
                f"In {measure.worse} situations: {SAID[measure.kind].en}",
            )
            bases = _grounds(cited, measure.kind)
            yield Line(here, text, adds=True, legal_bases=bases, raises=(measure.kind,))
    if burden.newly_refused and not _explains(burden, REFUSED):
        text = refused(burden.newly_refused)
        yield Line(here, text, adds=True, legal_bases=_grounds(cited, REFUSED))


def refused(situations: int) -> Text:
    return Text(
        f"有 {situations} 种情况以前能办，现在不能办。",
        f"{situations} situations could go on before and cannot now.",
    )


def _explains(burden: Burden, kind: MeasureKind | None) -> bool:
    return any(
        line.adds and (_can_raise(line.spot, kind) if line.raises is None else kind in line.raises)
        for line in burden.lines
    )


def _can_raise(spot: Spot, kind: MeasureKind | None) -> bool:
    if spot.element:
        return kind is MeasureKind.FIELDS
    if spot.requirement:
        return kind in (MeasureKind.DOCUMENTS, MeasureKind.VISITS, MeasureKind.DAYS)
    if spot.matter:
        return kind is not REFUSED
    if spot.question:
        return kind in (MeasureKind.VISITS, REFUSED)
    return kind in (MeasureKind.DOCUMENTS, MeasureKind.FIELDS, MeasureKind.VISITS, REFUSED)


def _grounds(cited: Iterable[Cited], kind: MeasureKind | None) -> Bases:
    fitting = (basis for spot, bases in cited if _can_raise(spot, kind) for basis in bases)
    return tuple(dict.fromkeys(fitting))


def _cited_anew(before: LifeEventSpec, after: LifeEventSpec) -> Iterator[Cited]:
    """What each part cites or quotes that the same part did not before."""
    known: dict[Spot, Bases] = {}
    for spot, bases in _cited(before):
        known[spot] = (*known.get(spot, ()), *bases)
    for spot, bases in _cited(after):
        yield spot, new_bases(bases, known.get(spot, ()))


def _cited(spec: LifeEventSpec) -> Iterator[Cited]:
    yield from citations(spec)
    for included in spec.matters:
        matter = included.matter
        yield Spot(spec.code, matter.code), matter.legal_bases
        for requirement in matter.requirements:
            yield Spot(spec.code, matter.code, requirement.key), requirement.legal_bases
