"""The last day of a whole case: what its departments owe, one after the other and side by side."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from portal.worded import Worded
from windows.approvals.models import Approval, Dependency
from windows.approvals.states import ApprovalState
from windows.cases.models import Case
from windows.clock import PlanningCalendar
from windows.deadlines.dates import reckonings
from windows.deadlines.models import ClockStop, Extension


@dataclass(frozen=True, slots=True)
class CaseDays:
    """None while a clock stands, and where the calendar does not reach so far; `statutory_on` also
    where the law sets no limit for any of the matters.
    """

    promised_on: dt.date | None
    statutory_on: dt.date | None


@dataclass(frozen=True, slots=True)
class _Record:
    """Everything the days of a case follow from, read once."""

    case: Case
    began: dt.date
    approvals: list[Approval]
    """Each after all it waits for, which may have ended in the case that this one left."""
    needs: dict[int, list[int]]
    stops: dict[int, list[ClockStop]]
    extensions: dict[int, Extension]
    left_behind: dict[int, dt.date]
    """The day an approval counts from that waited for what stayed in another case."""


def set_case_days(case: Case) -> None:
    """Write the days of an accepted case; the caller saves it. ValueError before acceptance."""
    if case.accepted_at is None:
        raise ValueError("A case that is not accepted has no days.")
    days = project(case, timezone.localdate(case.accepted_at))
    case.promised_on, case.statutory_on = days.promised_on, days.statutory_on


def project(case: Case, began: dt.date) -> CaseDays:
    """What the person may rely on, counted from the day of the one receipt.

    Each matter starts when the law lets what it waits for end, not when that happened to end: an
    early decision brings the result sooner, a late one never moves the promise. Stops and
    extensions do. Matters that ended as not needed owe nothing.
    """
    record = _read(case, began)
    calendar = PlanningCalendar()
    return CaseDays(_last(record, calendar, by_law=False), _last(record, calendar, by_law=True))


def _read(case: Case, began: dt.date) -> _Record:
    needs: dict[int, list[int]] = {}
    left: set[int] = set()
    for approval, needed, where in _WAITS(case.pk):
        needs.setdefault(approval, []).append(needed)
        if where != case.pk:
            left.add(approval)
    stops: dict[int, list[ClockStop]] = {}
    for stop in _STOPS(case.pk):
        stops.setdefault(stop.approval_id, []).append(stop)
    rows = _OWING(case.pk)
    return _Record(
        case,
        began,
        rows,
        needs,
        stops,
        {one.approval_id: one for one in _EXTENSIONS(case.pk)},
        {one.pk: one.counts_from for one in rows if one.pk in left and one.counts_from},
    )


_WAITS: Worded[tuple[int, int, int]] = Worded(
    lambda case: Dependency.objects.filter(approval__case_id=case).values_list(
        "approval_id", "needs_id", "needs__case"
    )
)
_STOPS: Worded[ClockStop] = Worded(
    lambda case: ClockStop.objects.filter(approval__case_id=case).order_by("since", "pk")
)
_OWING: Worded[Approval] = Worded(
    lambda case: (
        Approval.objects.filter(case_id=case)
        .exclude(state=ApprovalState.NOT_NEEDED)
        .select_related("matter_edition__matter")
        .order_by("stage", "pk")
    )
)
_EXTENSIONS: Worded[Extension] = Worded(
    lambda case: Extension.objects.filter(approval__case_id=case)
)


def _last(record: _Record, calendar: PlanningCalendar, *, by_law: bool) -> dt.date | None:
    """The latest of the last days; a matter without a statutory limit counts by its promise.

    Licences that several departments handle together begin on the receipt, so the limit in common
    of each (行政许可法 art. 42(2)) counts from the acceptance.
    """
    ends: dict[int, dt.date] = {}
    last: dt.date | None = None
    has_limit = not by_law
    for approval in record.approvals:
        earlier = (ends[one] for one in record.needs.get(approval.pk, ()) if one in ends)
        begins = max(earlier, default=record.left_behind.get(approval.pk, record.began))
        found = reckonings(
            record.case,
            approval,
            stops=record.stops.get(approval.pk, ()),
            extension=record.extensions.get(approval.pk),
            begins=begins,
            calendar=calendar,
        )
        has_limit = has_limit or found.statutory is not None
        reckoning = found.statutory if by_law and found.statutory else found.promised
        if reckoning.due is None:
            return None
        # What takes no time lets the next begin on the same day, worked or not.
        ends[approval.pk] = reckoning.due if reckoning.total else begins
        last = max(last or reckoning.due, reckoning.due)
    return last if has_limit else None
