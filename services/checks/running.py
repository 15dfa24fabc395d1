"""The checks over many life events and matters, with how long each took.

Findings are handed on one by one as they are found (`Tell`): a run over a hundred thousand matters
keeps their number, not them.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from services.catalogue.lookups import matter_specs
from services.catalogue.reading import published_spec
from services.catalogue.spec import CatalogueSpec, LifeEventSpec, MatterSpec
from services.checks.findings import Finding, Severity
from services.checks.registry import Coverage, MatterChecker, check_life_event
from services.models import Edition, EditionState, LifeEventEdition
from services.overlays.laid_over import RegionalEditions
from services.queries import published_life_events

LIFE_EVENT, MATTERS = "life_event", "matters"
CHUNK = 500
Tell = Callable[[Finding], None]


@dataclass(frozen=True, slots=True)
class Subject:
    """One life event, or all matters that stand alone together, and how many findings there are."""

    kind: str
    code: str
    name: str
    counts: Counter[Severity]
    coverage: Coverage
    seconds: float
    number: int = 1
    """How many matters, for MATTERS."""
    is_stopped: bool = False
    """True where it is not even sound, so that nothing else was asked of it."""

    def count(self, severity: Severity) -> int:
        return self.counts[severity]


@dataclass
class Run:
    """One run of the checks: what it tells goes to `tell`, statutes are read once for all of it."""

    tell: Tell
    checker: MatterChecker = field(default_factory=MatterChecker)
    regional: RegionalEditions = field(default_factory=RegionalEditions)

    def events(
        self, specs: Iterable[LifeEventSpec], *, with_own_matters: bool = False
    ) -> Iterator[Subject]:
        """Each as the standard has it, then where a region has editions of its own: as a whole,
        and `with_own_matters` also those editions. Only the standard's coverage is counted.
        """
        for spec in specs:
            started = time.perf_counter()
            checked = check_life_event(spec, checker=self.checker)
            checker = self.checker if with_own_matters else None
            there = self.regional.findings(spec, checked.findings, checker=checker)
            found = chain(checked.findings, there)
            counts = self._told(_within(finding, spec.code) for finding in found)
            seconds = time.perf_counter() - started
            yield Subject(LIFE_EVENT, spec.code, spec.name, counts, checked.coverage, seconds)

    def matters(self, specs: Iterable[MatterSpec]) -> Iterator[Subject]:
        """One subject for all of them; none where there are none."""
        started = time.perf_counter()
        number, counts = 0, Counter[Severity]()
        for spec in specs:
            number += 1
            counts += self._told(self.checker.check(spec))
        if number:
            seconds = time.perf_counter() - started
            yield Subject(MATTERS, "", "", counts, Coverage(), seconds, number)

    def published(self, codes: Collection[str] = ()) -> Iterator[Subject]:
        """What is online: every life event, then every matter outside of them; or `codes`."""
        found = published_life_events().order_by("life_event__code")
        if codes:
            found = found.filter(life_event__code__in=codes)
        yield from self.events(
            (published_spec(edition) for edition in found), with_own_matters=True
        )
        yield from self.matters(_lone_matters(codes))

    def catalogue(self, spec: CatalogueSpec, codes: Collection[str] = ()) -> Iterator[Subject]:
        """A file, before it is loaded."""
        yield from self.events(each for each in spec.life_events if not codes or each.code in codes)
        yield from self.matters(each for each in spec.matters if not codes or each.code in codes)

    def stopped(self, spec: LifeEventSpec, findings: Sequence[Finding]) -> Iterator[Subject]:
        """A life event of which nothing else can be asked before these are mended."""
        counts = self._told(_within(finding, spec.code) for finding in findings)
        yield Subject(LIFE_EVENT, spec.code, spec.name, counts, Coverage(), 0.0, is_stopped=True)

    def _told(self, findings: Iterable[Finding]) -> Counter[Severity]:
        counts = Counter[Severity]()
        for finding in findings:
            counts[finding.severity] += 1
            self.tell(finding)
        return counts


def codes_online(codes: Collection[str]) -> set[str]:
    """Those of `codes` that name a published life event or matter."""
    events = published_life_events().filter(life_event__code__in=codes).order_by()
    matters = Edition.objects.filter(
        state=EditionState.PUBLISHED, region=None, matter__code__in=codes
    ).order_by()
    return {
        *events.values_list("life_event__code", flat=True),
        *matters.values_list("matter__code", flat=True),
    }


def _lone_matters(codes: Collection[str]) -> Iterator[MatterSpec]:
    """A chunk at a time; a matter named by its code is checked although a life event has it."""
    found = Edition.objects.filter(state=EditionState.PUBLISHED, region=None)
    if codes:
        found = found.filter(matter__code__in=codes)
    else:
        online = LifeEventEdition.objects.filter(state=EditionState.PUBLISHED)
        found = found.exclude(included_in__edition__in=online)
    editions = found.select_related("matter", "department").order_by("matter__code").iterator()
    while chunk := list(islice(editions, CHUNK)):
        specs = matter_specs(chunk)
        yield from (specs[edition.pk] for edition in chunk)


def _within(finding: Finding, code: str) -> Finding:
    return replace(finding, spot=replace(finding.spot, life_event=finding.spot.life_event or code))
