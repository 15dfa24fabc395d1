"""The promise as arithmetic people can check: a day a row, from acceptance to the promised day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from portal.calendar.queries import the_calendar
from portal.calendar.work_calendar import FRIDAY
from services.catalogue.spec import DayUnit
from services.catalogue.text import Text
from windows.cases.models import Case
from windows.cases.plans import plan_of


@dataclass(frozen=True, slots=True)
class CaseDay:
    """`counted` is the running count, 0 for a day that does not count."""

    on: dt.date
    counted: int
    why: Text


def day_rows(case: Case) -> list[CaseDay]:
    """Empty before acceptance, and while the calendar of the year is unknown."""
    if case.accepted_at is None or case.promised_on is None:
        return []
    accepted = timezone.localdate(case.accepted_at)
    works = plan_of(case).promise.unit is DayUnit.WORKING
    calendar = the_calendar()
    rows = [CaseDay(accepted, 0, Text("受理当天不算", "The day of acceptance does not count"))]
    count = 0
    for ahead in range(1, (case.promised_on - accepted).days + 1):
        day = accepted + dt.timedelta(days=ahead)
        counts = not works or calendar.is_workday(day)
        count += counts
        rows.append(CaseDay(day, count if counts else 0, _why(day, counts=counts, works=works)))
    return rows


def _why(day: dt.date, *, counts: bool, works: bool) -> Text:
    is_weekend = day.weekday() > FRIDAY
    if not works:
        return Text("自然日", "Calendar day")
    if counts:
        return (
            Text("调休上班", "Worked weekend day") if is_weekend else Text("工作日", "Working day")
        )
    return Text("周末", "Weekend") if is_weekend else Text("节假日", "Public holiday")
