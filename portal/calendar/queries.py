"""The calendar of today: what came with the package, and above it what was loaded here."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache, lru_cache

import chinese_calendar

from portal.calendar.models import CalendarYear
from portal.calendar.work_calendar import WorkCalendar, YearDays
from portal.worded import Worded


def the_calendar() -> WorkCalendar:
    """One small query sees whether a year was loaded; the days are only worked out when it was."""
    return _calendar(tuple(_LOADED()))


_LOADED: Worded[tuple[int, object]] = Worded(
    lambda: CalendarYear.objects.order_by("year").values_list("year", "loaded_at"), values=0
)


@lru_cache(maxsize=2)
def _calendar(loaded: tuple[tuple[int, object], ...]) -> WorkCalendar:
    years = dict(built_in_years())
    if loaded:
        years |= {row.year: year_days(row) for row in CalendarYear.objects.all()}
    return WorkCalendar(years)


def year_days(row: CalendarYear) -> YearDays:
    return YearDays(
        holidays=frozenset(map(date.fromisoformat, row.days["holidays"])),
        workdays=frozenset(map(date.fromisoformat, row.days["workdays"])),
    )


@cache
def built_in_years() -> dict[int, YearDays]:
    """The years of the chinesecalendar package, which is brought up to date every November."""
    holidays: defaultdict[int, set[date]] = defaultdict(set)
    workdays: defaultdict[int, set[date]] = defaultdict(set)
    for day in chinese_calendar.constants.holidays:
        holidays[day.year].add(day)
    for day in chinese_calendar.constants.workdays:
        workdays[day.year].add(day)
    return {
        year: YearDays(frozenset(holidays[year]), frozenset(workdays[year]))
        for year in sorted(holidays)
    }
