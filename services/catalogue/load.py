"""Publishing a catalogue: the one action that writes matters, life events and their editions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

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
from services.models import Region
from services.policy import must_be_able_to_load
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
    """Publish whatever of `spec` differs from what is published; leave everything else alone.

    Only editors, administrators and the system may. Life events of other files are never touched,
    and a second loading of the same file writes nothing. Raises MayNotLoad, NoSuchRegion, or
    CatalogueRefused where the file contradicts another one.
    """
    _lock()
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
    tallies["life_events"] = bring_events(spec.life_events, departments, matters.editions, now=now)
    catch_up()
    report = Report(tallies)
    if not report.changed_nothing:
        record(
            STREAM,
            "catalogue.loaded",
            actor=actor,
            title=spec.title,
            region=region,
            counts={kind: tally.counts() for kind, tally in tallies.items()},
            life_events=tallies["life_events"].created + tallies["life_events"].changed,
            matters=tallies["matters"].created + tallies["matters"].changed,
        )
    return report


def _lock() -> None:
    """One loading at a time: two interleaved would give one edition number twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [STREAM])


def _matters(spec: CatalogueSpec) -> Iterator[MatterSpec]:
    for event in spec.life_events:
        for each in event.matters:
            yield each.matter
    yield from spec.matters


def _cited(spec: CatalogueSpec) -> Iterator[LegalBasisSpec]:
    for matter in _matters(spec):
        yield from matter.legal_bases
        for requirement in matter.requirements:
            yield from requirement.legal_bases
