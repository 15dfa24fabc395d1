"""Counted days against an oracle that shares no code with us: `chinese_calendar`, day by day."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.catalogue.spec import DayUnit
from services.catalogue.text import Text
from windows.deadlines.reckon import Kind, Stop, Stretch, reckon
from windows.planning.calendar import DateUnknown

WHY = Text("计入", "counts")
FIRST, LAST = date(2024, 1, 1), date(2026, 3, 31)


class Oracle:
    """The calendar as the package knows it; our own tables are not asked."""

    def is_workday(self, day: date) -> bool:
        try:
            return chinese_calendar.is_workday(day)
        except NotImplementedError as error:
            raise DateUnknown(str(error)) from error

    def add_days(self, start: date, n: int, unit: str) -> date:
        assert n == 0, "the reckoning counts its days itself"
        while unit == "working" and not self.is_workday(start):
            start += timedelta(1)
        return start

    def working_days_between(self, start: date, end: date) -> int:
        raise AssertionError("the reckoning counts its days itself")


def stretch(days: int, unit: DayUnit = DayUnit.WORKING) -> Stretch:
    return Stretch(days, unit, WHY)


def last_day(begins: date, days: int, unit: DayUnit, stands: set[date]) -> date:
    """Plain counting on fingers."""
    day = begins
    while days:
        day += timedelta(1)
        if day in stands:
            continue
        if unit is DayUnit.NATURAL or chinese_calendar.is_workday(day):
            days -= 1
    return day


days = st.dates(FIRST, LAST)


@given(begins=days, length=st.integers(1, 60), unit=st.sampled_from(DayUnit), data=st.data())
def test_the_last_day_is_the_oracles(begins, length, unit, data):
    stops, stands = [], set()
    for since in sorted(data.draw(st.sets(st.dates(begins, begins + timedelta(90)), max_size=3))):
        until = since + timedelta(data.draw(st.integers(0, 40)))
        stops.append(Stop(since, until, WHY))
        stands |= {since + timedelta(ahead) for ahead in range(1, (until - since).days + 1)}
    found = reckon(begins, [stretch(length, unit)], stops, Oracle(), today=begins)
    assert found.due == last_day(begins, length, unit, stands)
    assert not found.is_standing
    assert found.used == found.total == length
    assert [row.count for row in found.days if row.count] == list(range(1, length + 1))
    assert [row.on for row in found.days] == [
        begins + timedelta(ahead) for ahead in range((found.due - begins).days + 1)
    ]


@given(begins=days, length=st.integers(1, 40), after=st.integers(0, 60), ahead=st.integers(0, 90))
def test_a_clock_that_stands_has_no_last_day(begins, length, after, ahead):
    since = begins + timedelta(after)
    today = since + timedelta(ahead)
    without = reckon(begins, [stretch(length)], [], Oracle(), today=today)
    found = reckon(begins, [stretch(length)], [Stop(since, None, WHY)], Oracle(), today=today)
    if without.due <= since:
        assert found == without
        return
    used = sum(chinese_calendar.is_workday(begins + timedelta(one)) for one in range(1, after + 1))
    assert found.due is None
    assert found.is_standing
    assert (found.used, found.left) == (used, length - used)
    assert found.days[-1].on == max(today, since)


@given(begins=days, first=st.integers(0, 30), second=st.integers(1, 30))
def test_stretches_follow_each_other(begins, first, second):
    both = reckon(
        begins, [stretch(first), stretch(second, DayUnit.NATURAL)], [], Oracle(), today=begins
    )
    middle = last_day(begins, first, DayUnit.WORKING, set())
    assert both.due == middle + timedelta(second)


def test_spring_festival_2026_by_hand():
    """Accepted on Wednesday 11 February: 12 and 13 count, Saturday 14 is worked, 15-23 is the
    holiday, so the fifth working day is Wednesday the 25th.
    """
    found = reckon(date(2026, 2, 11), [stretch(5)], [], Oracle(), today=date(2026, 2, 11))
    assert found.due == date(2026, 2, 25)
    kinds = {row.on.day: row.kind for row in found.days}
    assert kinds[14] is Kind.MADE_UP
    assert kinds[16] is Kind.HOLIDAY
    assert kinds[25] is Kind.WORKED


def test_the_day_it_stops_counts_and_the_day_it_goes_on_does_not():
    stop = Stop(date(2026, 3, 4), date(2026, 3, 10), WHY)
    found = reckon(date(2026, 3, 2), [stretch(4)], [stop], Oracle(), today=date(2026, 3, 2))
    assert [(row.on.day, row.count) for row in found.days] == [
        (2, 0), (3, 1), (4, 2), (5, 0), (6, 0), (7, 0), (8, 0), (9, 0), (10, 0), (11, 3), (12, 4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("begins", "unit", "due"),
    [
        (date(2026, 3, 6), DayUnit.WORKING, date(2026, 3, 6)),
        (date(2026, 3, 7), DayUnit.WORKING, date(2026, 3, 9)),
        (date(2026, 3, 7), DayUnit.NATURAL, date(2026, 3, 7)),
    ],
)
def test_what_takes_no_days_ends_at_once(begins, unit, due):
    assert reckon(begins, [stretch(0, unit)], [], Oracle(), today=begins).due == due


def test_a_year_nobody_has_announced_gives_no_day():
    found = reckon(date(2026, 12, 28), [stretch(9)], [], Oracle(), today=date(2026, 12, 28))
    assert found.due is None
    assert not found.is_standing
    assert found.used == 3


def test_a_limit_of_no_days_stands_while_a_stop_is_open_and_ends_when_it_is_over():
    begins, none = date(2024, 6, 3), [stretch(0)]
    opened = Stop(begins, None, WHY)
    standing = reckon(begins, none, [opened], Oracle(), today=begins)
    assert (standing.due, standing.is_standing) == (None, True)
    over = Stop(begins, date(2024, 6, 8), WHY)  # a Saturday; Monday the 10th is a holiday
    ended = reckon(begins, none, [over], Oracle(), today=date(2024, 6, 8))
    assert (ended.due, ended.is_standing) == (date(2024, 6, 11), False)
