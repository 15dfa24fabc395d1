"""Publishing a catalogue: the one place that writes matters, life events and their editions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from django.db import connection, transaction
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.journal.actions import record
from services.catalogue.faults import Fault
from services.catalogue.loading.before import without_retired
from services.catalogue.loading.conflicts import conflicts
from services.catalogue.loading.departments import bring_departments
from services.catalogue.loading.events import bring_events
from services.catalogue.loading.judging import Judged, Places, judge_loading, unfit, unsound
from services.catalogue.loading.law import bring_legal_bases
from services.catalogue.loading.matters import bring_matters
from services.catalogue.loading.refusal import LoadingRefused
from services.catalogue.loading.telling import tell
from services.catalogue.sections import Tally, sections
from services.catalogue.spec import CatalogueSpec, LegalBasisSpec, MatterSpec
from services.catalogue.text import Text
from services.errors import CatalogueRefused, NoSuchRegion
from services.models import Department, Region
from services.policy import must_be_able_to_load
from services.search.publication import catch_up

STREAM = "catalogue"
NO_REASON = Text("")
NOWHERE: Places = MappingProxyType({})
NO_ENDS: Mapping[str, date | None] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Report:
    """What a loading did, by kind: departments, matters, life_events, and those of the sections."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    judged: Judged | None = None
    """What the checks and the meter said, where they were asked."""
    left_retired: tuple[str, ...] = ()
    """Life events of the file that were retired as the file has them: they stay so."""

    @property
    def changed_nothing(self) -> bool:
        return not any(tally.created or tally.changed for tally in self.tallies.values())


@transaction.atomic(savepoint=False)
def load_catalogue(
    spec: CatalogueSpec,
    *,
    actor: Actor,
    region: str,
    why: Text = NO_REASON,
    places: Places = NOWHERE,
) -> Report:
    """Publish whatever of a file differs from what is published, if it passes what every
    publication must pass; leave everything else alone (docs/decisions/0031).

    Only editors, administrators and the system may. Life events of other files are never touched,
    and a second loading of the same file writes nothing. What is new or replaces an edition is told
    on the public change page. `places` says where in the file a life event begins. Raises
    MayNotLoad, NoSuchRegion, CatalogueRefused where the file contradicts another one, and
    LoadingRefused with everything that the checks, missing legal bases or a missing reason stop.
    """
    lock_catalogue()
    must_be_able_to_load(actor)
    spec, left = without_retired(spec, places)
    ground = _prepare(spec, actor=actor, region=region)
    _refuse(unsound(spec, places, region=region))
    judged = judge_loading(spec)
    _refuse(unfit(judged, why=why, places=places), judged)
    report = _write(spec, ground, actor=actor, ends={})
    if not report.changed_nothing:
        tell(judged, spec, why=why, actor=actor)
        journal_loading(spec, report, actor=actor, region=region, why=why, adds=judged.adds)
    return replace(report, judged=judged, left_retired=left)


@transaction.atomic(savepoint=False)
def publish_catalogue(
    spec: CatalogueSpec,
    *,
    actor: Actor,
    region: str,
    ends: Mapping[str, date | None] = NO_ENDS,
) -> Report:
    """Write the editions of everything in `spec` that reads differently from what is published.

    Checks no content and tells nobody: that is the caller's, and only gates may call it
    (`services.revisions.publishing`, `services.imports.publish`; a test keeps the list). A matter
    that other life events include may change only if they are in `spec` too, with the same wording
    (`services.revisions.affected`). `ends`: life event code → last day of validity; those named get
    a new edition in any case. Raises MayNotLoad, NoSuchRegion, CatalogueRefused.
    """
    lock_catalogue()
    must_be_able_to_load(actor)
    return _write(spec, _prepare(spec, actor=actor, region=region), actor=actor, ends=ends)


def journal_loading(
    spec: CatalogueSpec,
    report: Report,
    *,
    actor: Actor,
    region: str,
    why: Text = NO_REASON,
    adds: bool = False,
) -> None:
    """Write down who loaded what; the caller has seen that it changed something."""
    record(
        STREAM,
        "catalogue.loaded",
        actor=actor,
        title=spec.title,
        region=region,
        counts={kind: tally.counts() for kind, tally in report.tallies.items()},
        life_events=_written(report, "life_events"),
        matters=_written(report, "matters"),
        why=why.zh,
        why_en=why.en,
        adds_burden=adds,
    )


@dataclass(frozen=True, slots=True)
class _Ground:
    """What all editions share, brought up to date before any is made."""

    departments: dict[str, Department]
    tallies: dict[str, Tally]


def _prepare(spec: CatalogueSpec, *, actor: Actor, region: str) -> _Ground:
    home = Region.objects.filter(code=region).first()
    if home is None:
        raise NoSuchRegion(code=region)
    if faults := conflicts(spec, home):
        raise CatalogueRefused(faults)
    departments, department_tally = bring_departments(spec.departments, home)
    tallies = {"departments": department_tally}
    for section in sections():
        tallies |= section.prepare(spec, actor=actor)
    return _Ground(departments, tallies)


def _write(
    spec: CatalogueSpec, ground: _Ground, *, actor: Actor, ends: Mapping[str, date | None]
) -> Report:
    now = timezone.now()
    matters = bring_matters(
        list({each.code: each for each in _matters(spec)}.values()),
        ground.departments,
        bring_legal_bases(_cited(spec)),
        now=now,
        actor=actor,
    )
    events = bring_events(
        spec.life_events, ground.departments, matters.editions, now=now, ends=ends
    )
    catch_up()
    return Report({**ground.tallies, "matters": matters.tally, "life_events": events})


def _refuse(faults: list[Fault], judged: Judged | None = None) -> None:
    if faults:
        raise LoadingRefused(list(dict.fromkeys(faults)), judged=judged)


def lock_catalogue() -> None:
    """One publication at a time: two interleaved would give one edition number twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [STREAM])


def _written(report: Report, kind: str) -> list[str]:
    return report.tallies[kind].created + report.tallies[kind].changed


def _matters(spec: CatalogueSpec) -> Iterator[MatterSpec]:
    for event in spec.life_events:
        for each in event.matters:
            yield each.matter
    yield from spec.matters


def _cited(spec: CatalogueSpec) -> Iterator[LegalBasisSpec]:
    for event in spec.life_events:
        yield from event.own_bases()
    for matter in _matters(spec):
        yield from matter.legal_bases
        for requirement in matter.requirements:
            yield from requirement.legal_bases
