"""Against dates checked by hand in the State Council's notices, and against two other counts."""

from __future__ import annotations

import timeit
from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.calendar.errors import CalendarYearUnknown
from portal.calendar.queries import built_in_years
from portal.calendar.work_calendar import WorkCalendar, YearDays

CALENDAR = WorkCalendar(built_in_years())
FIRST, LAST = date(2004, 1, 1), date(2026, 12, 31)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    "off",
    [
        "2025-01-01",  # 元旦
        *(f"2025-01-{n}" for n in (28, 29, 30, 31)),  # 春节
        *(f"2025-02-0{n}" for n in (1, 2, 3, 4)),
        *(f"2025-04-0{n}" for n in (4, 5, 6)),  # 清明
        *(f"2025-05-0{n}" for n in (1, 2, 3, 4, 5)),  # 劳动节
        "2025-05-31",  # 端午
        "2025-06-02",
        *(f"2025-10-0{n}" for n in range(1, 9)),  # 国庆、中秋
        *(f"2026-01-0{n}" for n in (1, 2, 3)),
        *(f"2026-02-{n}" for n in range(15, 24)),  # 春节
        *(f"2026-10-0{n}" for n in range(1, 8)),  # 国庆
    ],
)
def test_days_off(off):
    assert not CALENDAR.is_workday(day(off))


@pytest.mark.parametrize(
    "worked",
    [
        *("2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"),
        *("2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"),
    ],
)
def test_make_up_days_on_weekends_are_worked(worked):
    assert day(worked).weekday() >= 5
    assert CALENDAR.is_workday(day(worked))


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2026-09-30", 1, "2026-10-08"),  # over National Day
        ("2026-09-30", 3, "2026-10-10"),  # the third is a make-up Saturday
        ("2026-09-30", 4, "2026-10-12"),
        ("2026-02-13", 1, "2026-02-14"),  # a make-up Saturday
        ("2026-02-13", 2, "2026-02-24"),  # over Spring Festival
        ("2026-02-13", 6, "2026-02-28"),  # the second make-up Saturday
        ("2026-10-01", 1, "2026-10-08"),  # begins on a day off
        ("2026-10-01", 0, "2026-10-08"),  # at once means the next day that is worked
        ("2026-10-08", 0, "2026-10-08"),
        ("2025-12-31", 1, "2026-01-04"),  # over the turn of the year to a make-up Sunday
    ],
)
def test_a_limit_in_working_days(start, n, end):
    assert CALENDAR.add_days(day(start), n, "working") == day(end)


@pytest.mark.parametrize("n", [0, 1, 30])
def test_a_limit_in_natural_days_needs_no_calendar(n):
    start = date(2030, 2, 27)
    assert CALENDAR.add_days(start, n, "natural") == start + timedelta(days=n)


def test_both_years_have_248_working_days():
    for year in (2025, 2026):
        before, end = date(year - 1, 12, 31), date(year, 12, 31)
        assert CALENDAR.working_days_between(before, end) == 248


def test_agrees_with_the_package_on_every_day_it_knows():
    days = (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))
    differing = [d for d in days if CALENDAR.is_workday(d) != chinese_calendar.is_workday(d)]
    assert differing == []


@given(st.dates(FIRST, date(2026, 6, 1)), st.integers(1, 120))
def test_a_limit_agrees_with_counting_day_by_day(start, n):
    end, left = start, n
    while left:
        end += timedelta(days=1)
        left -= chinese_calendar.is_workday(end)
    assert CALENDAR.add_days(start, n, "working") == end
    assert CALENDAR.working_days_between(start, end) == n


@settings(deadline=None)  # twenty years counted day by day take a while
@given(st.dates(FIRST, LAST), st.dates(FIRST, LAST))
def test_between_agrees_with_counting_day_by_day(start, end):
    days = (start + timedelta(days=n + 1) for n in range(max(0, (end - start).days)))
    assert CALENDAR.working_days_between(start, end) == sum(map(chinese_calendar.is_workday, days))


@pytest.mark.parametrize(
    ("ask", "year"),
    [
        (lambda: CALENDAR.is_workday(date(2027, 1, 1)), 2027),
        (lambda: CALENDAR.is_workday(date(2003, 12, 31)), 2003),
        (lambda: CALENDAR.add_days(date(2026, 12, 31), 1, "working"), 2027),
        (lambda: CALENDAR.add_days(date(2026, 11, 22), 30, "working"), 2027),
        (lambda: CALENDAR.add_days(date(2028, 1, 1), 0, "working"), 2028),
        (lambda: CALENDAR.working_days_between(date(2026, 12, 1), date(2027, 1, 4)), 2027),
    ],
)
def test_a_year_without_a_notice_is_said_by_name(ask, year):
    with pytest.raises(CalendarYearUnknown) as refusal:
        ask()
    assert refusal.value.year == year
    assert f"{year} 年" in refusal.value.said
    assert f"load_calendar_year {year}" in refusal.value.advice


def test_a_missing_year_between_two_known_ones_is_never_jumped():
    plain = YearDays(frozenset(), frozenset())
    calendar = WorkCalendar({2024: plain, 2026: plain})
    assert calendar.last_known_day == date(2026, 12, 31)
    with pytest.raises(CalendarYearUnknown) as refusal:
        calendar.add_days(date(2024, 12, 31), 1, "working")
    assert refusal.value.year == 2025
    with pytest.raises(CalendarYearUnknown) as refusal:
        calendar.working_days_between(date(2024, 12, 31), date(2026, 1, 9))
    assert refusal.value.year == 2025


def test_wrong_questions_are_refused():
    with pytest.raises(ValueError, match="never negative"):
        CALENDAR.add_days(date(2026, 1, 5), -1, "working")
    with pytest.raises(ValueError, match="'weeks'"):
        CALENDAR.add_days(date(2026, 1, 5), 1, "weeks")


def test_sixty_working_days_take_less_than_50_microseconds():
    start = date(2026, 1, 5)
    runs = timeit.repeat(lambda: CALENDAR.add_days(start, 60, "working"), number=1000, repeat=5)
    assert min(runs) / 1000 < 50e-6
