"""The checks over many life events and matters, with how long each took."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from services.catalogue.matter_reading import matter_specs
from services.catalogue.reading import published_spec
from services.catalogue.spec import CatalogueSpec, LifeEventSpec, MatterSpec
from services.checks.findings import Finding, Severity
from services.checks.registry import Checked, Coverage, check_life_event, check_matter
from services.models import Edition, EditionState, LifeEventEdition
from services.queries import published_life_events

LIFE_EVENT, MATTERS = "life_event", "matters"
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Subject:
    """One life event, or all matters that stand alone together, and what the checks said."""

    kind: str
    code: str
    name: str
    findings: tuple[Finding, ...]
    coverage: Coverage
    seconds: float
    number: int = 1
    """How many matters, for MATTERS."""

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)


def check_published(codes: Collection[str] = ()) -> Iterator[Subject]:
    """What is online: every life event, then every matter outside of them; or those of `codes`."""
    found = published_life_events().order_by("life_event__code")
    if codes:
        found = found.filter(life_event__code__in=codes)
    yield from check_events(published_spec(edition) for edition in found)
    yield from check_matters(_lone_matters(codes))


def check_catalogue_spec(spec: CatalogueSpec, codes: Collection[str] = ()) -> Iterator[Subject]:
    """A file, before it is loaded."""
    yield from check_events(each for each in spec.life_events if not codes or each.code in codes)
    yield from check_matters(each for each in spec.matters if not codes or each.code in codes)


def check_events(specs: Iterable[LifeEventSpec]) -> Iterator[Subject]:
    for spec in specs:
        started = time.perf_counter()
        checked = check_life_event(spec)
        yield Subject(
            LIFE_EVENT,
            spec.code,
            spec.name,
            tuple(_within(finding, spec.code) for finding in checked.findings),
            checked.coverage,
            time.perf_counter() - started,
        )


def check_matters(specs: Iterable[MatterSpec]) -> Iterator[Subject]:
    """One subject for all of them; none where there are none."""
    started = time.perf_counter()
    number = 0
    found: list[Finding] = []
    for spec in specs:
        number += 1
        found += check_matter(spec).findings
    if number:
        checked = Checked(tuple(found))
        seconds = time.perf_counter() - started
        yield Subject(MATTERS, "", "", checked.findings, checked.coverage, seconds, number)


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
    ids = found.order_by("matter__code").values_list("pk", flat=True).iterator()
    while chunk := list(islice(ids, CHUNK)):
        specs = matter_specs(chunk)
        yield from (specs[pk] for pk in chunk)


def _within(finding: Finding, code: str) -> Finding:
    return replace(finding, spot=replace(finding.spot, life_event=finding.spot.life_event or code))
