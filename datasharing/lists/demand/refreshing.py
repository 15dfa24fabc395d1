"""The rows follow the catalogue: written anew where it changed. What was said with the owner stays,
unless the data is somebody else's now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from datasharing.lists.demand.deriving import Derived, Facts, derive
from datasharing.lists.demand.facts import facts_now, mark_now, published
from datasharing.lists.demand.models import STANDARD, DataDemand, DemandRound
from datasharing.lists.demand.moves import lead_back, move, start_over, write
from datasharing.lists.demand.states import DemandState
from materials.models import Requirement
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.errors import NotAllowed
from portal.journal.actions import record
from services.catalogue.text import Text
from services.models import Edition

STREAM = "demands"
PIECE = 200
LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended('datasharing.demands', 0))"
FOLLOWS = (
    "edition_id", "department_id", "material_type_id", "name", "name_en", "way", "sources",
    "owner_id", "owner_name", "owner_name_en", "is_connected", "is_current", "places",
)  # fmt: skip
"""Columns that say what the catalogue says."""
SAID = ("asked_on", "answer_due_on", "planned_on", "reason")
"""What was said with the owner; written only to begin anew with another one."""


@dataclass(frozen=True, slots=True)
class Followed:
    created: int = 0
    changed: int = 0
    gone: int = 0
    is_busy: bool = False
    """Somebody else is at it."""

    def plus(self, other: Followed) -> Followed:
        return Followed(
            self.created + other.created, self.changed + other.changed, self.gone + other.gone
        )


def refresh_if_changed(*, actor: Actor) -> Followed | None:
    """None where neither the catalogue nor the resource list has changed since the last time."""
    mark = mark_now()
    if DemandRound.objects.filter(mark=mark).exists():
        return None
    return refresh_demands(actor=actor)


@transaction.atomic(savepoint=False)
def refresh_demands(*, actor: Actor) -> Followed:
    """One row a requirement of every published edition. Safe to run at any time, and again."""
    if actor.kind not in {Role.SYSTEM, Role.ADMIN}:
        raise NotAllowed
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
        if not cursor.fetchone()[0]:
            return Followed(is_busy=True)
    mark, facts = mark_now(), facts_now()
    total = Followed()
    for editions in _by_matter():
        total = total.plus(_follow(editions, facts, actor=actor))
    total = total.plus(_retired(actor=actor))
    DemandRound.objects.update_or_create(only=True, defaults={"mark": mark, "at": timezone.now()})
    if total != Followed():
        told = {"created": total.created, "changed": total.changed, "gone": total.gone}
        record(STREAM, "demands.followed", actor=actor, **told)
    return total


def _by_matter() -> Iterator[dict[int, list[Edition]]]:
    """Published editions by matter, the standard first, then the newest; in pieces."""
    ids = iter(published().order_by("matter_id").values_list("matter_id", flat=True).distinct())
    while piece := list(islice(ids, PIECE)):
        found: defaultdict[int, list[Edition]] = defaultdict(list)
        for edition in published().filter(matter__in=piece):
            found[edition.matter_id].append(edition)
        for editions in found.values():
            editions.sort(key=_standard_first)
        yield dict(found)


def _standard_first(edition: Edition) -> tuple[bool, float]:
    at = edition.published_at
    return edition.region_id is not None, -(at.timestamp() if at else 0)


def _follow(by_matter: Mapping[int, Sequence[Edition]], facts: Facts, *, actor: Actor) -> Followed:
    editions = [each.pk for some in by_matter.values() for each in some]
    rows = defaultdict(list)
    for row in Requirement.objects.filter(edition__in=editions).select_related("material_type"):
        rows[row.edition_id].append(row)
    kept = {
        (each.matter_id, each.key): each
        for each in DataDemand.objects.select_for_update().filter(matter__in=by_matter)
    }
    created, changed = [], []
    for matter, some in by_matter.items():
        for requirement, edition, places in _wanted(some, rows):
            says = _says(requirement, edition, places, facts)
            known = kept.pop((matter, requirement.key), None)
            if known is None:
                created.append(_new(matter, requirement.key, says))
            elif _changed(known, says, actor=actor):
                changed.append(known)
    gone = [each for each in kept.values() if each.is_current]
    DataDemand.objects.bulk_create(created)
    write(changed, (*FOLLOWS, *SAID))
    return Followed(len(created), len(changed), _gone(gone, actor=actor))


def _wanted(
    editions: Sequence[Edition], rows: Mapping[int, Sequence[Requirement]]
) -> Iterator[tuple[Requirement, Edition, list[str]]]:
    """Each requirement once, in the words of the first edition that has it."""
    first: dict[str, tuple[Requirement, Edition]] = {}
    places: defaultdict[str, list[str]] = defaultdict(list)
    for edition in editions:
        for row in rows[edition.pk]:
            first.setdefault(row.key, (row, edition))
            places[row.key].append(edition.region_id or STANDARD)
    for key, (row, edition) in first.items():
        yield row, edition, sorted(places[key])


def _says(row: Requirement, edition: Edition, places: list[str], facts: Facts) -> dict[str, Any]:
    derived: Derived = derive(
        row.sources,
        material=row.material_type.code,
        material_name=Text(row.material_type.name, row.material_type.name_en),
        is_generated=row.generated_form,
        facts=facts,
    )
    return {
        "edition_id": edition.pk,
        "department_id": edition.department_id,
        "material_type_id": row.material_type_id,
        "name": row.name,
        "name_en": row.name_en,
        "way": derived.way.value,
        "sources": [each.as_json() for each in derived.found],
        "owner_id": derived.owner.department_id,
        "owner_name": derived.owner.name.zh,
        "owner_name_en": derived.owner.name.en,
        "is_connected": derived.is_connected,
        "is_current": True,
        "places": places,
    }


def _new(matter: int, key: str, says: Mapping[str, Any]) -> DataDemand:
    state = DemandState.CONNECTED if says["is_connected"] else DemandState.NOT_ASKED
    return DataDemand(matter_id=matter, key=key, state=state, **says)


def _changed(demand: DataDemand, says: Mapping[str, Any], *, actor: Actor) -> bool:
    """Whether anything is different now; what was asked of somebody stays with them where the
    catalogue names nobody.
    """
    told = dict(says)
    if demand.asked_on is not None and not told["owner_name"]:
        for name in ("owner_id", "owner_name", "owner_name_en"):
            told[name] = getattr(demand, name)
    different = {name for name in FOLLOWS if getattr(demand, name) != told[name]}
    if not different:
        return False
    was = Text(demand.owner_name, demand.owner_name_en or demand.owner_name)
    is_anothers = demand.asked_on is not None and _is_another(demand, told)
    for name in different:
        setattr(demand, name, told[name])
    if is_anothers:
        start_over(demand)
        _owner_changed(demand, was, actor=actor)
    if "is_current" in different:
        _record(demand, "demand.back", actor=actor)
    if "is_connected" in different:
        _connection_changed(demand, actor=actor)
    return True


def _is_another(demand: DataDemand, told: Mapping[str, Any]) -> bool:
    """Another department, or another name where one of them is none of the portal's.

    杭州市公安局 is what was called 公安局 before it was one.
    """
    if demand.owner_id is not None and told["owner_id"] is not None:
        return bool(demand.owner_id != told["owner_id"])
    return not told["owner_name"].endswith(demand.owner_name)


def _owner_changed(demand: DataDemand, was: Text, *, actor: Actor) -> None:
    owner = {"owner": demand.owner_name, "owner_en": demand.owner_name_en or demand.owner_name}
    _record(demand, "demand.owner_changed", actor=actor, was=was.zh, was_en=was.en, **owner)


def _connection_changed(demand: DataDemand, *, actor: Actor) -> None:
    if demand.is_connected:
        move(demand, "connect", actor=replace(actor, kind=Role.SYSTEM))
        source = next((each for each in demand.sources if each["is_connected"]), None)
        name = (source["name"], source["name_en"]) if source else (demand.name, demand.name_en)
        _record(demand, "demand.connected", actor=actor, source=name[0], source_en=name[1])
        return
    lead_back(demand)
    _record(demand, "demand.disconnected", actor=actor)


def _retired(*, actor: Actor) -> Followed:
    """Of matters that have no published edition at all."""
    over = DataDemand.objects.select_for_update().filter(is_current=True)
    over = over.exclude(matter__in=published().values("matter"))
    return Followed(gone=_gone(list(over), actor=actor))


def _gone(demands: Iterable[DataDemand], *, actor: Actor) -> int:
    """They stay with all that was kept, out of the list; the catalogue may ask again."""
    count = 0
    for demand in demands:
        demand.is_current, demand.places = False, []
        demand.save(update_fields=["is_current", "places"])
        _record(demand, "demand.gone", actor=actor)
        count += 1
    return count


def _record(demand: DataDemand, verb: str, *, actor: Actor, **more: str) -> None:
    words = {"material": demand.name, "material_en": demand.name_en or demand.name}
    record(demand.stream, verb, actor=actor, **words, **more)
