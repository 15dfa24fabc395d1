"""A matter has ended: nobody is pressed for a paper that no other one uses."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from portal.accounts.actor import SYSTEM
from windows.approvals.models import Approval
from windows.approvals.states import UNDECIDED
from windows.cases.models import Case
from windows.deferred.models import Deferral
from windows.deferred.queries import OPEN, used_by
from windows.moving import move_deferral


def open_ones(case: Case) -> list[Deferral]:
    """Of a locked case, locked."""
    found = Deferral.objects.select_for_update(of=("self",)).select_related("slot")
    return list(found.filter(OPEN, slot__case=case).order_by("pk"))


def open_matters(case: Case) -> frozenset[str]:
    """Codes of the matters that are not decided."""
    waiting = Approval.objects.filter(case=case, state__in=UNDECIDED)
    return frozenset(waiting.values_list("matter_edition__matter__code", flat=True))


def close(deferrals: Sequence[Deferral], move: str) -> None:
    for deferral in deferrals:
        move_deferral(deferral, move, actor=SYSTEM)
        deferral.closed_at = timezone.now()
        deferral.save()


def close_unneeded(case: Case) -> None:
    """For a locked case, one of whose matters has just ended."""
    following = open_ones(case)
    if following:
        waiting = open_matters(case)
        close([each for each in following if not used_by(each.slot) & waiting], "drop")
