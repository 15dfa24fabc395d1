"""The last days against a decision, on a calendar of weeks without holidays but one."""

from __future__ import annotations

import datetime as dt

import pytest

from windows.planning.calendar import DateUnknown
from windows.remedies.last_days import review_until, suit_until

SUNDAY = 6


class Weeks:
    """Monday to Saturday are worked; 1 May 2026 is a holiday; 2030 is not announced."""

    def is_workday(self, day, /):
        if day.year == 2030:
            raise DateUnknown("2030")
        return day.weekday() != SUNDAY and day != dt.date(2026, 5, 1)


@pytest.mark.parametrize(
    ("told", "until"),
    [
        (dt.date(2026, 1, 5), dt.date(2026, 3, 6)),  # the day itself is not counted
        (dt.date(2026, 1, 7), dt.date(2026, 3, 9)),  # 8 March is a Sunday: the Monday after
        (dt.date(2026, 3, 2), dt.date(2026, 5, 2)),  # 1 May is a holiday
        (dt.date(2029, 12, 9), dt.date(2030, 2, 7)),  # not announced: not moved
    ],
)
def test_review_within_sixty_days(told, until):
    assert review_until(told, Weeks()) == until


@pytest.mark.parametrize(
    ("told", "until"),
    [
        (dt.date(2026, 1, 5), dt.date(2026, 7, 6)),  # 5 July is a Sunday
        (dt.date(2026, 8, 31), dt.date(2027, 3, 1)),  # February has no 31: the 28th, a Sunday
        (dt.date(2026, 11, 1), dt.date(2026, 11, 1).replace(year=2027, month=5)),
        (dt.date(2026, 6, 15), dt.date(2026, 12, 15)),
        (dt.date(2026, 7, 1), dt.date(2027, 1, 1)),
    ],
)
def test_suit_within_six_months(told, until):
    assert suit_until(told, Weeks()) == until
