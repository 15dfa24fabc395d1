"""沿用: what the catalogue's matters read already, when permissions begin to be kept.

The departments had agreed to it before, on paper or by a list; it is written down as granted, so
that nothing that ran yesterday stops today. Afterwards whatever is new is asked for.
"""

from __future__ import annotations

from collections import defaultdict

from django.db import transaction
from django.utils import timezone

from datasharing.lists.catalogue.owners import assign_owners
from datasharing.lists.permissions import policy
from datasharing.lists.permissions.models import SharingPermission
from datasharing.lists.permissions.states import PermissionState
from datasharing.models import DataResource
from datasharing.states import Sharing
from materials.models import FieldRequirement, Requirement
from portal.accounts.actor import Actor
from portal.journal.actions import record
from services.models import EditionState

PURPOSE = "沿用：目录里的事项已在使用"
PURPOSE_EN = "Carried over: matters of the catalogue use it already"

Pair = tuple[str, int]
"""Code of a resource, and the department that reads it."""


@transaction.atomic(savepoint=False)
def carry_over(*, actor: Actor) -> int:
    """Grant every department what its matters read of registers that are shared on conditions.

    Only what nobody has asked for yet: what was refused, taken back or has run out is not granted
    again. Returns how many permissions were written.
    """
    policy.check_may_carry_over(actor=actor)
    assign_owners()
    resources = {
        each.code: each for each in DataResource.objects.filter(sharing=Sharing.CONDITIONAL)
    }
    known = _known()
    now, rows = timezone.now(), []
    for (code, asker), matters in sorted(reads_of_the_catalogue().items()):
        resource = resources.get(code)
        if resource is None or resource.owner_id == asker:
            continue
        spoken_for = known[code, asker]
        new = sorted(matters - spoken_for) if None not in spoken_for else []
        if new:
            rows.append(
                SharingPermission(
                    resource=resource,
                    asker_id=asker,
                    purpose=PURPOSE,
                    purpose_en=PURPOSE_EN,
                    matters=new,
                    state=PermissionState.GRANTED,
                    asked_at=now,
                    asked_by_name=actor.name,
                    due_on=timezone.localdate(now),
                    answered_at=now,
                    answered_by_name=actor.name,
                    seen_at=now,
                )
            )
    SharingPermission.objects.bulk_create(rows)
    if rows:
        record("resources", "permissions.carried_over", actor=actor, count=len(rows))
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
