"""Reading tickets, always in somebody's sight."""

from __future__ import annotations

from django.db.models import QuerySet

from datasharing.disputes.errors import DisputeNotFound
from datasharing.disputes.models import DataDispute
from datasharing.disputes.policy import in_sight
from datasharing.disputes.states import DisputeState
from portal.accounts.actor import Actor
from portal.worded import Worded

ANSWERED_SHOWN = 50


def open_disputes(actor: Actor) -> QuerySet[DataDispute]:
    """What waits for an answer, the most urgent first."""
    return in_sight(actor).filter(state=DisputeState.OPEN).order_by("due_on", "pk")


def closed_disputes(actor: Actor) -> list[DataDispute]:
    """The last answered or taken back."""
    closed = in_sight(actor).exclude(state=DisputeState.OPEN)
    return list(closed.order_by("-closed_at", "-pk")[:ANSWERED_SHOWN])


def dispute_for(actor: Actor, pk: int) -> DataDispute:
    """Raises DisputeNotFound for one out of sight."""
    found = in_sight(actor).filter(pk=pk).first()
    if found is None:
        raise DisputeNotFound
    return found


def disputes_of(case_number: str) -> list[DataDispute]:
    """Every ticket of one case, oldest first. The caller has checked that the case may be seen."""
    return _OF_CASE(case_number)


def in_force(case_number: str) -> list[DataDispute]:
    """Those whose words prevail in the case: all that the person has not taken back.

    An authority's answer does not change that: the case is decided on what the person stated, and
    who states something false answers for it.
    """
    taken_back = DisputeState.WITHDRAWN
    return [each for each in disputes_of(case_number) if each.state != taken_back]


_OF_CASE: Worded[DataDispute] = Worded(
    lambda case: (
        DataDispute.objects.filter(case_number=case)
        .select_related("exchange__resource", "evidence")
        .order_by("pk")
    )
)
