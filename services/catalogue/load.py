"""Publishing a catalogue: the one place that writes matters, life events and their editions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.journal.actions import record
from services.catalogue.loading.conflicts import conflicts
from services.catalogue.loading.departments import bring_departments
from services.catalogue.loading.events import bring_events
from services.catalogue.loading.law import bring_legal_bases
from services.catalogue.loading.matters import bring_matters
from services.catalogue.sections import Tally, sections
from services.catalogue.spec import CatalogueSpec, LegalBasisSpec, MatterSpec
from services.errors import CatalogueRefused, NoSuchRegion
from services.models import EditionState, LifeEventEdition, Region
from services.policy import must_be_able_to_load
from services.revisions.disclosure import disclose_loading
from services.search.publication import catch_up

STREAM = "catalogue"


@dataclass(frozen=True, slots=True)
class Report:
    """What a loading did, by kind: departments, matters, life_events, and those of the sections."""

    tallies: dict[str, Tally] = field(default_factory=dict)

    @property
    def changed_nothing(self) -> bool:
        return not any(tally.created or tally.changed for tally in self.tallies.values())


@transaction.atomic(savepoint=False)
def load_catalogue(spec: CatalogueSpec, *, actor: Actor, region: str) -> Report:
    """Publish whatever of a file differs from what is published; leave everything else alone.

    Only editors, administrators and the system may. Life events of other files are never touched,
    and a second loading of the same file writes nothing. What replaces an edition is told on the
    public change page. Raises MayNotLoad, NoSuchRegion, or CatalogueRefused where the file
    contradicts another one.
    """
    lock_catalogue()
    before = _published(spec)
    report = publish_catalogue(spec, actor=actor, region=region)
    if not report.changed_nothing:
        disclose_loading(before, spec.life_events, title=spec.title, actor=actor)
        record(
            STREAM,
            "catalogue.loaded",
            actor=actor,
            title=spec.title,
            region=region,
            counts={kind: tally.counts() for kind, tally in report.tallies.items()},
            life_events=_written(report, "life_events"),
            matters=_written(report, "matters"),
        )
    return report


@transaction.atomic(savepoint=False)
def publish_catalogue(
    spec: CatalogueSpec,
    *,
    actor: Actor,
    region: str,
    ends: Mapping[str, date | None] | None = None,
) -> Report:
    """Write the editions of everything in `spec` that reads differently from what is published.

    A matter that other life events include may change only if they are in `spec` too, with the
    same wording (`services.revisions.affected`). `ends`: life event code → last day of validity;
    those named get a new edition in any case. Tells nobody: that is the caller's. Raises as
    `load_catalogue`.
    """
    lock_catalogue()
    must_be_able_to_load(actor)
    home = Region.objects.filter(code=region).first()
    if home is None:
        raise NoSuchRegion(code=region)
    if faults := conflicts(spec, home):
        raise CatalogueRefused(faults)
    departments, department_tally = bring_departments(spec.departments, home)
    tallies = {"departments": department_tally}
    for section in sections():
        tallies |= section.prepare(spec, actor=actor)
    cited = bring_legal_bases(_cited(spec))
    now = timezone.now()
    matters = bring_matters(
        list({each.code: each for each in _matters(spec)}.values()),
        departments,
        cited,
        now=now,
        actor=actor,
    )
    tallies["matters"] = matters.tally
    tallies["life_events"] = bring_events(
        spec.life_events, departments, matters.editions, now=now, ends=ends or {}
    )
    catch_up()
    return Report(tallies)


def lock_catalogue() -> None:
    """One publication at a time: two interleaved would give one edition number twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [STREAM])


def _published(spec: CatalogueSpec) -> dict[str, LifeEventEdition]:
    codes = [event.code for event in spec.life_events]
    editions = LifeEventEdition.objects.filter(
        life_event__code__in=codes, state=EditionState.PUBLISHED
    )
    return {each.life_event.code: each for each in editions.select_related("life_event")}


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
