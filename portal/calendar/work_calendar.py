"""Counting working days, pure and fast.

行政许可法 art. 82: time limits count in working days, statutory holidays not included. The State
Council's yearly notice moves days (调休): a Saturday or Sunday that is worked counts, a Monday that
is off does not. The day on which something happens is not counted; the day after is the first.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from portal.calendar.errors import CalendarYearUnknown

WORKING, NATURAL = "working", "natural"
FRIDAY = 4


@dataclass(frozen=True, slots=True)
class YearDays:
    """Where one year differs from plain weeks."""

    holidays: frozenset[date]
    workdays: frozenset[date]

    def is_workday(self, day: date) -> bool:
        if day in self.workdays:
            return True
        return day.weekday() <= FRIDAY and day not in self.holidays


class WorkCalendar:
    """The working days of some years. Asking about another year raises CalendarYearUnknown."""

    def __init__(self, years: Mapping[int, YearDays]) -> None:
        self._days = sorted(
            chain.from_iterable(_workdays_of(year, days) for year, days in years.items())
        )
        self._set = frozenset(self._days)
        self._last_of_run = _ends_of_runs(years)

    @property
    def last_known_day(self) -> date:
        """The last day this calendar can say anything about."""
        if not self._last_of_run:
            raise LookupError("The calendar is empty.")
        return date(max(self._last_of_run), 12, 31)

    def is_workday(self, day: date) -> bool:
        self._known_until(day.year)
        return day.toordinal() in self._set

    def add_days(self, start: date, n: int, unit: str) -> date:
        """The last day of a limit of `n` days that begins after `start`.

        `unit` is "working" or "natural". With n = 0 the limit ends on `start` itself, or for
        working days on the next day that is worked. Raises CalendarYearUnknown naming the first
        year that is needed and not known, ValueError for a negative n or another unit.
        """
        if n < 0:
            raise ValueError("A time limit is never negative.")
        if unit == NATURAL:
            return start + timedelta(days=n)
        if unit != WORKING:
            raise ValueError(f"Days are counted as working or natural, not {unit!r}.")
        last_year = self._known_until(start.year)
        ordinal = start.toordinal()
        place = bisect_right(self._days, ordinal) + n - 1 if n else bisect_left(self._days, ordinal)
        if place < len(self._days):
            end = date.fromordinal(self._days[place])
            if end.year <= last_year:
                return end
        raise CalendarYearUnknown(last_year + 1)

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days come after `start`, up to and including `end`; 0 if none.

        The opposite of add_days: from `d` to `add_days(d, n, "working")` there are n.
        """
        if end <= start:
            return 0
        last_year = self._known_until(start.year)
        if end.year > last_year:
            raise CalendarYearUnknown(last_year + 1)
        return bisect_right(self._days, end.toordinal()) - bisect_right(
            self._days, start.toordinal()
        )

    def workdays(self, start: date, end: date) -> list[date]:
        """Every working day from `start` to `end`; a year that is not known has none."""
        first, last = bisect_left(self._days, start.toordinal()), end.toordinal()
        return [date.fromordinal(day) for day in self._days[first : bisect_right(self._days, last)]]

    def _known_until(self, year: int) -> int:
        """The last year of the unbroken run of known years that `year` belongs to."""
        try:
            return self._last_of_run[year]
        except KeyError:
            raise CalendarYearUnknown(year) from None


def _workdays_of(year: int, days: YearDays) -> Iterable[int]:
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    return (
        ordinal for ordinal in range(first, last + 1) if days.is_workday(date.fromordinal(ordinal))
    )


def _ends_of_runs(years: Iterable[int]) -> dict[int, int]:
    ends: dict[int, int] = {}
    for year in sorted(years, reverse=True):
        ends[year] = ends.get(year + 1, year)
    return ends
