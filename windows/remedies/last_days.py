"""The last days of a remedy, in natural days from the day the decision was told. Pure.

The day itself is not counted. A last day that falls on a holiday moves to the first working day
after it (行政复议法 art. 88 with 民事诉讼法 art. 85).
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

from windows.planning.calendar import Calendar, DateUnknown

REVIEW_DAYS = 60
"""行政复议法 art. 20."""
SUIT_MONTHS = 6
"""行政诉讼法 art. 46."""
DECEMBER = 12


def review_until(told_on: dt.date, calendar: Calendar) -> dt.date:
    return _not_on_a_holiday(told_on + dt.timedelta(days=REVIEW_DAYS), calendar)


def suit_until(told_on: dt.date, calendar: Calendar) -> dt.date:
    """The same day six months later, or the last of that month where it has no such day."""
    later = told_on.month - 1 + SUIT_MONTHS
    year, month = told_on.year + later // DECEMBER, later % DECEMBER + 1
    day = min(told_on.day, monthrange(year, month)[1])
    return _not_on_a_holiday(dt.date(year, month, day), calendar)


def _not_on_a_holiday(day: dt.date, calendar: Calendar) -> dt.date:
    """The day itself where the holidays of its year are not announced: never too late."""
    moved = day
    try:
        while not calendar.is_workday(moved):
            moved += dt.timedelta(days=1)
    except DateUnknown:
        return day
    return moved
