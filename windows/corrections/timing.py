"""When the notice of all departments goes out: one condition, for the collector and the sweep."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate

from windows.approvals.models import Approval
from windows.approvals.states import AT_DEPARTMENT, IN_INBOX, ApprovalState
from windows.cases.states import CaseState
from windows.clock import day_after, today
from windows.corrections.models import OPEN, Correction, CorrectionItem, MissingReport
from windows.limits import limit

FARTHEST = 90
"""Natural days: no limit in this package is longer, holidays included."""


def untold() -> QuerySet[MissingReport]:
    """Reports that nobody has told yet, of matters that are still at their department."""
    return MissingReport.objects.filter(correction=None, approval__state__in=AT_DEPARTMENT)


def due_reports() -> QuerySet[MissingReport]:
    """Those for which nobody is waited for any more, and no other notice is open.

    Everybody has looked; or COLLECTING_WORKING_DAYS have passed since the first report; or the last
    of the days in which anything may be told has come (行政许可法 art. 32(1)(4)).
    """
    case = OuterRef("approval__case")
    asks_now = MissingReport.objects.filter(approval=OuterRef("pk"), correction=None)
    asked_before = CorrectionItem.objects.filter(approval=OuterRef("pk"))
    to_look = Q(state=ApprovalState.DISPATCHED) | Q(Exists(asked_before), state__in=IN_INBOX)
    silent = Approval.objects.filter(~Exists(asks_now), to_look, case=case)
    earlier = MissingReport.objects.filter(approval__case=case, correction=None)
    waited = earlier.filter(
        reported_at__date__lte=_over(limit("COLLECTING_WORKING_DAYS"), today() - dt.timedelta(1))
    )
    is_open = Correction.objects.filter(OPEN, case=case)
    return (
        untold()
        .filter(~Exists(is_open), approval__case__state=CaseState.ACCEPTED)
        .alias(since=Coalesce(TruncDate("renewed_at"), F("approval__counts_from")))
        .filter(
            ~Exists(silent)
            | Q(Exists(waited))
            | Q(since__lte=_over(limit("REPORTING_WORKING_DAYS"), today()))
        )
    )


def is_too_late(since: dt.date) -> bool:
    """Nothing may be asked for any more of what came in on this day."""
    last = day_after(since, limit("REPORTING_WORKING_DAYS"))
    return last is not None and last < today()


def _over(days: int, end: dt.date) -> dt.date:
    """The latest day whose limit of so many working days ends by `end`; far back if unknown."""
    for back in range(FARTHEST):
        day = end - dt.timedelta(days=back)
        last = day_after(day, days)
        if last is not None and last <= end:
            return day
    return end - dt.timedelta(days=FARTHEST)
