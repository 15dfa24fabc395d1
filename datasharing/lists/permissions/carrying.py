"""沿用: what the catalogue's matters read already, when permissions begin to be kept.

The departments had agreed to it before, on paper or by a list; it is written down as granted once,
so that nothing that ran yesterday stops today. Whatever is new after that is asked for, and the
owner answers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from datasharing.lists.catalogue.owners import assign_owners
from datasharing.lists.permissions import policy
from datasharing.lists.permissions.limits import ANSWER, last_day
from datasharing.lists.permissions.models import SharingPermission
from datasharing.lists.permissions.states import PermissionState
from datasharing.models import DataResource
from datasharing.states import Sharing
from materials.models import FieldRequirement, Requirement
from portal.accounts.actor import Actor
from portal.journal.actions import record
from portal.journal.queries import entries_for
from services.models import Department, EditionState

STREAM = "resources"
CARRIED = "permissions.carried_over"
PURPOSE = "沿用：目录里的事项已在使用"
PURPOSE_EN = "Carried over: matters of the catalogue use it already"
LONGEST, LONGEST_EN = 300, 400

Pair = tuple[str, int]
"""Code of a resource, and the department that reads it."""
New = tuple[DataResource, int, list[str]]
"""A resource, the department that reads it, and for which matters."""


@dataclass(frozen=True, slots=True)
class Carried:
    granted: int = 0
    asked: int = 0


@transaction.atomic(savepoint=False)
def carry_over(*, actor: Actor) -> Carried:
    """The first time: grant every department what its matters read of registers that are shared on
    conditions. Any later time: ask their owners for what has come since.

    Only what nobody has asked for yet: what was refused, taken back or has run out stays so. A time
    before there was a catalogue does not count as the first.
    """
    policy.check_may_carry_over(actor=actor)
    reads, resources = reads_of_the_catalogue(), _conditional()
    if entries_for(STREAM).filter(verb=CARRIED).exists():
        return Carried(asked=_ask(_unspoken(reads, resources), actor))
    granted = _grant(_unspoken(reads, resources), actor)
    if reads:
        record(STREAM, CARRIED, actor=actor, count=granted)
    return Carried(granted=granted)


@transaction.atomic(savepoint=False)
def suppose_agreed(*, actor: Actor) -> int:
    """For demonstrations and rehearsals, as often as they like: everybody has agreed to everything
    that the catalogue reads and nobody has asked for.
    """
    policy.check_may_carry_over(actor=actor)
    granted = _grant(_unspoken(reads_of_the_catalogue(), _conditional()), actor)
    if granted:
        record(STREAM, CARRIED, actor=actor, count=granted)
    return granted


def _conditional() -> dict[str, DataResource]:
    """With their owners, and held: two who carry over at once do it one after the other."""
    assign_owners()
    found = DataResource.objects.select_for_update().filter(sharing=Sharing.CONDITIONAL)
    return {each.code: each for each in found.order_by("pk")}


def _unspoken(
    reads: Mapping[Pair, set[str]], resources: Mapping[str, DataResource]
) -> Iterator[New]:
    """Reads of others' registers for which nobody has asked."""
    known = _known()
    for (code, asker), matters in sorted(reads.items()):
        resource = resources.get(code)
        if resource is None or resource.owner_id == asker:
            continue
        spoken_for = known[code, asker]
        new = sorted(matters - spoken_for) if None not in spoken_for else []
        if new:
            yield resource, asker, new


def _grant(new: Iterator[New], actor: Actor) -> int:
    now = timezone.now()
    rows = [
        SharingPermission(
            resource=resource,
            asker_id=asker,
            purpose=PURPOSE,
            purpose_en=PURPOSE_EN,
            matters=matters,
            state=PermissionState.GRANTED,
            asked_at=now,
            asked_by_name=actor.name,
            due_on=timezone.localdate(now),
            answered_at=now,
            answered_by_name=actor.name,
            seen_at=now,
        )
        for resource, asker, matters in new
    ]
    return len(SharingPermission.objects.bulk_create(rows))


def _ask(new: Iterator[New], actor: Actor) -> int:
    """The purpose names the matters: what comes next year is another question."""
    rows, due_on = list(new), last_day(timezone.localdate(), ANSWER)
    departments = Department.objects.in_bulk([asker for _, asker, _ in rows])
    for resource, asker, matters in rows:
        codes = ", ".join(matters)
        permission = SharingPermission.objects.create(
            resource=resource,
            asker=departments[asker],
            purpose=f"目录里的事项要用：{codes}"[:LONGEST],
            purpose_en=f"Matters of the catalogue use it: {codes}"[:LONGEST_EN],
            matters=matters,
            asked_by_name=actor.name,
            due_on=due_on,
        )
        record(
            f"resource:{resource.code}",
            "permission.asked",
            actor=actor,
            permission=permission.pk,
            resource=resource.name,
            resource_en=resource.name_en or resource.name,
            asker=permission.asker.name,
            asker_en=permission.asker.name_en or permission.asker.name,
            purpose=permission.purpose,
        )
    return len(rows)


def reads_of_the_catalogue() -> dict[Pair, set[str]]:
    """(resource, department) → the matters whose requirements or fields name the resource.

    Of every edition that a case can rest on: published, or retired since.
    """
    found: dict[Pair, set[str]] = defaultdict(set)
    live = [EditionState.PUBLISHED, EditionState.RETIRED]
    needed = Requirement.objects.filter(edition__state__in=live).values_list(
        "edition__department_id", "edition__matter__code", "sources"
    )
    for department, matter, sources in needed:
        for source in sources:
            if source.get("resource"):
                found[source["resource"], department].add(matter)
    filled = FieldRequirement.objects.filter(edition__state__in=live).values_list(
        "edition__department_id", "edition__matter__code", "prefill"
    )
    for department, matter, paths in filled:
        for path in paths:
            found[path.partition(".")[0], department].add(matter)
    return found


def _known() -> dict[Pair, set[str | None]]:
    """The matters somebody has asked for, whatever came of it; None stands for all of them."""
    known: dict[Pair, set[str | None]] = defaultdict(set)
    for code, asker, matters in SharingPermission.objects.values_list(
        "resource__code", "asker_id", "matters"
    ):
        known[code, asker] |= set(matters or [None])
    return known
