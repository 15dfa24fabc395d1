"""Loading a year's holidays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.calendar.errors import CalendarYearRefused
from portal.calendar.models import CalendarYear
from portal.calendar.work_calendar import FRIDAY
from portal.journal.actions import record


@transaction.atomic
def load_year(year: int, notice: Mapping[str, object], *, actor: Actor) -> CalendarYear:
    """Take over the State Council's notice for one year, in place of what was known before.

    `notice` has `source` (the notice's name and number), `holidays` and `workdays` (lists of
    YYYY-MM-DD: days off, and Saturdays or Sundays that are worked). Raises CalendarYearRefused.
    """
    source = notice.get("source")
    if not isinstance(source, str) or not source.strip():
        raise CalendarYearRefused(problem=_("缺少依据 source"), field="source")
    holidays = _days(notice, "holidays", year)
    workdays = _days(notice, "workdays", year)
    if not holidays:
        raise CalendarYearRefused(problem=_("没有放假的日子"), field="holidays")
    for day in sorted(workdays):
        if day.weekday() <= FRIDAY or day in holidays:
            raise CalendarYearRefused(problem=_("%s 不是调休上班的周末") % day, field="workdays")
    row, _created = CalendarYear.objects.update_or_create(
        year=year,
        defaults={
            "days": {
                "holidays": sorted(map(date.isoformat, holidays)),
                "workdays": sorted(map(date.isoformat, workdays)),
            },
            "source": source.strip(),
        },
    )
    record(
        f"calendar:{year}",
        "calendar.year_loaded",
        actor=actor,
        year=year,
        source=row.source,
        days=row.days,
    )
    return row


def _days(notice: Mapping[str, object], name: str, year: int) -> set[date]:
    texts = notice.get(name)
    if not isinstance(texts, list):
        raise CalendarYearRefused(problem=_("%s 应为日期列表") % name, field=name)
    days = set()
    for text in texts:
        try:
            day = date.fromisoformat(text)
        except (TypeError, ValueError):
            raise CalendarYearRefused(problem=_("%s 不是日期") % text, field=name) from None
        if day.year != year:
            raise CalendarYearRefused(problem=_("%s 不在这一年") % text, field=name)
        days.add(day)
    return days
