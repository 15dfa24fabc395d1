"""Counting one limit day by day. Pure: the page, the inbox and the checks all read this record.

行政许可法 art. 82: limits run in working days, holidays not included, unless another law says
otherwise. The day on which something happens is not counted; the day after is the first. So the
day of receipt is not counted, the day on which the clock is stopped still is, and the day on which
it goes on is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from services.catalogue.spec import DayUnit
from services.catalogue.text import Text
from windows.planning.calendar import Calendar, DateUnknown

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class Kind(StrEnum):
    BEGINS = "begins"
    WORKED = "worked"
    MADE_UP = "made_up"
    """A Saturday or Sunday that is worked (调休)."""
    NATURAL = "natural"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    STANDS = "stands"


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many days of one kind: the limit itself, a special procedure, an extension."""

    days: int
    unit: DayUnit
    why: Text


@dataclass(frozen=True, slots=True)
class Stop:
    """The clock stands still after `since`, up to and including `until`; None while it stands."""

    since: date
    until: date | None
    why: Text

    def covers(self, day: date) -> bool:
        return self.since < day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Day:
    on: date
    kind: Kind
    count: int
    """Running count of the days used; 0 for a day that does not count."""
    why: Text


@dataclass(frozen=True, slots=True)
class Reckoning:
    """`due` is None while the clock stands and where the holidays of a year are not announced."""

    days: tuple[Day, ...]
    total: int
    due: date | None
    used: int
    is_standing: bool

    @property
    def left(self) -> int:
        """Days of the limit that are still to come after the last day of the record."""
        return self.total - self.used


def reckon(
    begins: date,
    stretches: Sequence[Stretch],
    stops: Sequence[Stop],
    calendar: Calendar,
    *,
    today: date,
) -> Reckoning:
    """One limit from the day it `begins`. `today` ends the record of a clock that stands.

    A limit of no days at all ends on the day it begins, or where it counts working days on the
    next one that is worked.
    """
    total = sum(stretch.days for stretch in stretches)
    rows = [Day(begins, Kind.BEGINS, 0, BEGINS)]
    used = 0
    try:
        if total == 0:
            return _at_once(begins, stretches, stops, calendar)
        for day in _days(begins, stretches, stops, calendar, today):
            rows.append(day)
            used = day.count or used
    except DateUnknown:
        return Reckoning(tuple(rows), total, None, used, is_standing=False)
    is_over = used == total
    return Reckoning(
        tuple(rows), total, rows[-1].on if is_over else None, used, is_standing=not is_over
    )


def ends_before(one: Reckoning, other: Reckoning) -> bool:
    """Of two limits over the same days, neither of which stands: whether it is certain.

    Where the calendar does not reach the last day of one, each day that is left of it takes a day
    at least. Where it reaches neither, fewer days are the shorter.
    """
    if one.due is not None and other.due is not None:
        return one.due < other.due
    if one.due is not None:
        return one.due <= _not_before(other)
    return other.due is None and one.left < other.left


def may_end_before(one: Reckoning, other: Reckoning) -> bool:
    """The same, and also where it will be seen only when the calendar is known."""
    if one.due is None and other.due is not None:
        return _not_before(one) < other.due
    return ends_before(one, other)


def _not_before(unknown: Reckoning) -> date:
    return unknown.days[-1].on + timedelta(unknown.left)


def _at_once(
    begins: date, stretches: Sequence[Stretch], stops: Sequence[Stop], calendar: Calendar
) -> Reckoning:
    """A limit of no days: it stands while a stop is open, and ends when the last one is over."""
    rows = (Day(begins, Kind.BEGINS, 0, BEGINS),)
    ends = [stop.until for stop in stops]
    if None in ends:
        return Reckoning(rows, 0, None, 0, is_standing=True)
    unit = stretches[0].unit if stretches else DayUnit.WORKING
    last = max((end for end in ends if end is not None), default=begins)
    due = calendar.add_days(max(begins, last), 0, unit.value)
    if due == begins:
        rows = (Day(begins, Kind.BEGINS, 0, SAME_DAY),)
    return Reckoning(rows, 0, due, 0, is_standing=False)


def _days(
    begins: date,
    stretches: Sequence[Stretch],
    stops: Sequence[Stop],
    calendar: Calendar,
    today: date,
) -> Iterator[Day]:
    """Every day after `begins`, until the last is used, or until today where the clock stands."""
    day, count = begins, 0
    for stretch in stretches:
        left = stretch.days
        while left:
            day += ONE_DAY
            stop = next((stop for stop in stops if stop.covers(day)), None)
            if stop is not None:
                if stop.until is None and day > today:
                    return
                yield Day(day, Kind.STANDS, 0, stop.why)
                continue
            kind = _kind(day, stretch.unit, calendar)
            if kind in NOT_COUNTED:
                yield Day(day, kind, 0, NOT_COUNTED[kind])
                continue
            left, count = left - 1, count + 1
            yield Day(day, kind, count, stretch.why)


def _kind(day: date, unit: DayUnit, calendar: Calendar) -> Kind:
    is_weekend = day.weekday() >= SATURDAY
    if unit is DayUnit.NATURAL:
        return Kind.NATURAL
    if calendar.is_workday(day):
        return Kind.MADE_UP if is_weekend else Kind.WORKED
    return Kind.WEEKEND if is_weekend else Kind.HOLIDAY


BEGINS = Text("当天不算，第二天起算", "This day does not count; the next one is the first")
SAME_DAY = Text("当天办结", "Done on this very day")
NOT_COUNTED = {
    Kind.WEEKEND: Text("周末，不算", "Weekend, does not count"),
    Kind.HOLIDAY: Text("节假日，不算", "Public holiday, does not count"),
}
