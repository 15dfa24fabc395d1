"""Papers and fields of one life event: walked from door to door, and asked now. Pure.

Measured for somebody of whom nothing is known beforehand (no licence held, no document on file),
with the answers that set the most departments to work: the same that a rehearsal takes. Before:
every requirement of every matter, for every party, as each door would ask it, and every field of
every form. Now: what the plan leaves to the person; a promise to sign counts as asked. Optional
papers count on neither side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from services.catalogue.spec import (
    Answers,
    CatalogueSpec,
    LifeEventSpec,
    Necessity,
    OutcomeKind,
    SourceKind,
)
from services.catalogue.text import Text
from windows.planning import Channel, Known, Plan, plan
from windows.planning.known import APPLICANT
from windows.planning.plan import PlannedMaterial
from windows.planning.proof import NO_DATES
from windows.rehearsal.busiest import busiest

SOME_DAY = date(2026, 3, 2)
SHARED, GENERATED = "shared", "generated"


@dataclass(frozen=True, slots=True)
class Spared:
    """One life event; `by_source`: interface, kind of source, shared or generated → papers."""

    code: str
    name: Text
    matters: int
    before: int
    asked: int
    promised: int
    """Of `asked`: promises to sign."""
    by_source: Mapping[str, int]
    fields_before: int
    fields_once: int
    """Each once for all matters together."""
    fields_asked: int
    """Of those, what neither a register nor the person's own record fills in."""


@dataclass(frozen=True, slots=True)
class Total:
    before: int
    asked: int
    promised: int
    by_source: Mapping[str, int]
    fields_before: int
    fields_once: int
    fields_asked: int

    @property
    def spared_share(self) -> float:
        """Of the papers, in percent."""
        return 100 * (self.before - self.asked) / self.before if self.before else 0.0


def measure(catalogue: CatalogueSpec, known: Known) -> list[Spared]:
    """Every life event of the catalogue in the order of the codes; none where nothing goes on."""
    events = sorted(catalogue.life_events, key=lambda event: (event.code[0] != "P", event.code))
    found = (_measured(event, known) for event in events)
    return [each for each in found if each is not None]


def total(rows: Iterable[Spared]) -> Total:
    rows = list(rows)
    sources: Counter[str] = Counter()
    for row in rows:
        sources.update(row.by_source)
    return Total(
        before=sum(row.before for row in rows),
        asked=sum(row.asked for row in rows),
        promised=sum(row.promised for row in rows),
        by_source=dict(sorted(sources.items())),
        fields_before=sum(row.fields_before for row in rows),
        fields_once=sum(row.fields_once for row in rows),
        fields_asked=sum(row.fields_asked for row in rows),
    )


def _measured(event: LifeEventSpec, known: Known) -> Spared | None:
    chosen = busiest(event, lambda answers: _plan(event, answers, known))
    if chosen is None:
        return None
    made = chosen.plan
    asked, promised, by_source = _papers(event, made)
    spared = sum(by_source.values())
    return Spared(
        code=event.code,
        name=made.name,
        matters=len(made.matters),
        before=asked + spared,
        asked=asked,
        promised=promised,
        by_source=dict(sorted(by_source.items())),
        fields_before=sum(len(field.asked_by) for field in made.fields),
        fields_once=len(made.fields),
        fields_asked=sum(_is_typed(field.prefill, made, known) for field in made.fields),
    )


def _plan(event: LifeEventSpec, answers: Answers, known: Known) -> Plan:
    """At the window where these answers must be handled in person."""
    made = plan(event, answers, known, today=SOME_DAY, calendar=NO_DATES)
    if made.outcome.kind is not OutcomeKind.IN_PERSON:
        return made
    at_window = Known(connected=known.connected, names=known.names, channel=Channel.WINDOW)
    return plan(event, answers, at_window, today=SOME_DAY, calendar=NO_DATES)


def _papers(event: LifeEventSpec, made: Plan) -> tuple[int, int, Counter[str]]:
    """Asked, of those promised, and spared by source. The sums are those of `Plan.burden`."""
    optional = {
        (included.matter.code, requirement.key)
        for included in event.matters
        for requirement in included.matter.requirements
        if requirement.necessity is Necessity.OPTIONAL
    }
    asked = promised = 0
    by_source: Counter[str] = Counter()
    for material in made.materials:
        count = sum(use not in optional for use in material.needed_by)
        if not count:
            continue
        if material.asks:
            asked, count = asked + 1, count - 1
            promised += material.source.kind is SourceKind.COMMITMENT
            way = SHARED
        else:
            way = _way(material)
        if count:
            by_source[way] += count
    return asked, promised, by_source


def _way(material: PlannedMaterial) -> str:
    if material.generated:
        return GENERATED
    source = material.source
    if source.kind in (SourceKind.LICENCE, SourceKind.RESOURCE) and source.ref:
        return source.ref
    return source.kind.value


def _is_typed(prefill: tuple[str, ...], made: Plan, known: Known) -> bool:
    people = {APPLICANT, *(role for role, _ in made.parties)}
    origins = {path.partition(".")[0] for path in prefill}
    return not origins & (people | known.connected)
