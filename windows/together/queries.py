"""What was done together, for those who may know."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count, Q

from portal.accounts.actor import Actor
from portal.accounts.models import SignLevel
from windows.approvals.models import Approval
from windows.together.errors import TogetherNotFound
from windows.together.models import Together, TogetherOutcome


def together_for(actor: Actor, key: UUID) -> Together:
    """One's own, and for those who sign above that of their department. Raises TogetherNotFound."""
    run = Together.objects.select_related("department").filter(pk=key).first()
    if run is None or not actor.department_code:
        raise TogetherNotFound
    is_above = actor.level >= SignLevel.REVIEWER and run.department.code == actor.department_code
    if run.by_id != actor.user_id and not is_above:
        raise TogetherNotFound
    return run


def case_numbers(shown: Collection[int]) -> list[str]:
    """Of approvals that this officer was shown a moment ago, also where they left the department
    meanwhile; for the numbers of a signed list only, as nobody is asked whether they may see them.
    """
    found = Approval.objects.filter(pk__in=shown).order_by("case__number")
    return list(found.values_list("case__number", flat=True)) if shown else []


def unfinished(actor: Actor) -> list[Together]:
    """One's own batches of which something is neither done nor refused, the newest first: `left`
    and `ended` say how many. Also one that another page is doing at this moment.
    """
    left = TogetherOutcome.objects.filter(is_done=None).values("together")
    return list(
        Together.objects.filter(by_id=actor.user_id, pk__in=left)
        .annotate(
            left=Count("outcomes", filter=Q(outcomes__is_done__isnull=True)),
            ended=Count("outcomes", filter=Q(outcomes__is_done__isnull=False)),
        )
        .order_by("-at")
    )
