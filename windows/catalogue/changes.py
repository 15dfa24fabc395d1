"""Two versions of a life event side by side, change by change, so that a resident understands it.

What changed inside a matter `services.overlays.compare` says, as it does for regions. Here stands
what the life event adds: who applies with whom, under which conditions, asked what, and when each
matter applies. A line that adds something names what it rests on, and only what is cited or quoted
anew: what held before cannot carry a new demand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from services.catalogue.spec import IncludedMatter, LegalBasisSpec, LifeEventSpec
from services.catalogue.text import Text
from services.checks.findings import Spot
from services.overlays.compare import compare
from services.overlays.differences import Kind, new_bases
from services.overlays.grounds import bases_in_words
from services.overlays.reach import reaches_more
from services.revisions.burden import Line, MeasureKind
from services.revisions.sentences import condition_in_words
from windows.catalogue.questions import question_lines
from windows.catalogue.whole import whole_lines
from windows.planning.names import both

DAYS = (MeasureKind.DAYS,)
VISITS = (MeasureKind.VISITS,)
RAISES = {
    Kind.LONGER_LIMIT: DAYS,
    Kind.LONGER_STATUTE: DAYS,
    Kind.BEYOND_STATUTE: DAYS,
    Kind.NOT_AT_ONCE: DAYS,
    Kind.LONGER_PROCEDURE: DAYS,
    Kind.EXTRA_PROCEDURE: (*DAYS, *VISITS),
    Kind.EXTRA_VISIT: VISITS,
    Kind.FEWER_WAYS: VISITS,
    Kind.HIGHER_FEE: (MeasureKind.FEES,),
    Kind.OTHER_FEE: (MeasureKind.FEES,),
    Kind.DROPPED_OUTPUT: (MeasureKind.DOCUMENTS, *VISITS),
    Kind.LESSER_OUTPUT: (MeasureKind.DOCUMENTS, *VISITS),
    Kind.OTHER_DEMAND: (),
}
"""What a difference can bring about; of the others its spot says it."""
ANOTHER = Text("另一个事项", "another matter")


def lines(before: LifeEventSpec | None, after: LifeEventSpec) -> Iterator[Line]:
    if before is None:
        text = Text(f"新增一件事“{after.name}”", f"New life event “{after.name_en or after.name}”")
        yield Line(Spot(after.code), text)
        return
    yield from whole_lines(before, after)
    yield from question_lines(before, after)
    old = {included.matter.code: included for included in before.matters}
    new = {included.matter.code: included for included in after.matters}
    names = {code: _name(included) for code, included in (old | new).items()}
    for code, included in new.items():
        if code in old:
            yield from _place(after, old[code], included, names)
            yield from _matter(after, old[code], included)
            continue
        text = Text(f"增加事项“{names[code].zh}”", f"Matter “{names[code].en}” added")
        yield Line(Spot(after.code, code), text, adds=True, legal_bases=_cited(included))
    for code in old:
        if code not in new:
            text = Text(f"去掉事项“{names[code].zh}”", f"Matter “{names[code].en}” removed")
            yield Line(Spot(after.code, code), text)


def _matter(after: LifeEventSpec, was: IncludedMatter, now: IncludedMatter) -> Iterator[Line]:
    name = _name(now)
    for each in compare(was.matter, now.matter):
        yield Line(
            Spot(
                after.code, now.matter.code, requirement=each.requirement, element=each.element
            ),
            Text(f"“{name.zh}”：{each.text.zh}", f"“{name.en}”: {each.text.en}"),
            adds=each.adds,
            legal_bases=each.legal_bases,
            raises=RAISES.get(each.kind),
        )  # fmt: skip


def _place(
    after: LifeEventSpec, was: IncludedMatter, now: IncludedMatter, names: Mapping[str, Text]
) -> Iterator[Line]:
    """When the matter applies, and what it waits for."""
    name, spot = _name(now), Spot(after.code, now.matter.code)
    grounds = new_bases(_cited(now), _cited(was))
    if was.condition != now.condition:
        adds = reaches_more(was.condition, now.condition)
        when = condition_in_words(now.condition, after)
        text = (
            Text(f"更多情形要办“{name.zh}”：{when.zh}",
                 f"“{name.en}” is needed in more situations: {when.en}")
            if adds
            else Text(f"更少情形要办“{name.zh}”：{when.zh}",
                      f"“{name.en}” is needed in fewer situations: {when.en}")
        )  # fmt: skip
        yield Line(spot, text, adds, grounds if adds else ())
    for code in now.starts_after:
        if code not in was.starts_after:
            other = names.get(code, ANOTHER)
            text = Text(
                f"“{name.zh}”要等“{other.zh}”办好后才开始",
                f"“{name.en}” waits for “{other.en}” now",
            )
            yield Line(spot, text, adds=True, legal_bases=grounds, raises=DAYS)
    for code in was.starts_after:
        if code not in now.starts_after:
            other = names.get(code, ANOTHER)
            text = Text(
                f"“{name.zh}”不用再等“{other.zh}”",
                f"“{name.en}” no longer waits for “{other.en}”",
            )
            yield Line(spot, text)
    if was.legal_bases != now.legal_bases:
        cited = bases_in_words(was.legal_bases, now.legal_bases)
        text = Text(f"“{name.zh}”列入这件事的{cited.zh}", f"“{name.en}” as part of it – {cited.en}")
        yield Line(spot, text)


def _cited(included: IncludedMatter) -> tuple[LegalBasisSpec, ...]:
    """For its place in the life event, and for the matter itself."""
    return (*included.legal_bases, *included.matter.legal_bases)


def _name(included: IncludedMatter) -> Text:
    return both(included.matter.name, included.matter.name_en)
