"""The picture of a limit: every day in its square, with its reason, folded where it is long."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.template.loader import render_to_string

from services.catalogue.spec import DayUnit
from services.catalogue.text import Text
from windows.clock import PlanningCalendar, today
from windows.deadlines.reckon import Stop, Stretch, reckon
from windows.web.days import Drawn, draw

pytestmark = pytest.mark.django_db
COUNTS, LONGER = Text("计入时限", "Counts"), Text("延长的时限", "Extension")
MATTER, WHO, SAID = Text("事项"), Text("甲局"), Text("共若干日")


def on(month: int, day: int) -> dt.date:
    return dt.date(2026, month, day)


def drawn(*stretches: Stretch, begins: dt.date, stops=(), ended_on=None) -> Drawn:
    made = reckon(begins, stretches, stops, PlanningCalendar(), today=today())
    return draw(
        made.days,
        matter=MATTER,
        department=WHO,
        sentence=SAID,
        is_standing=made.is_standing,
        due=made.due,
        ended_on=ended_on,
    )


def words(one: Drawn) -> list[str]:
    return [cell.word.zh for cell in one.rows]


def test_a_holiday_a_make_up_day_a_stop_and_an_extension_each_say_why():
    """Around the Spring Festival: 14 February is worked, 15 to 23 February are off."""
    stop = Stop(on(2, 10), on(2, 12), Text("专家评审", "Expert review"))
    limit = (Stretch(3, DayUnit.WORKING, COUNTS), Stretch(1, DayUnit.WORKING, LONGER))
    with time_machine.travel("2026-02-12T10:00+08:00", tick=False):
        one = drawn(*limit, begins=on(2, 9), stops=[stop])
    assert words(one) == ["起", "1", "停", "停", "2", "3", *["休"] * 9, "4"]
    by_day = {cell.on: cell for cell in one.rows}
    assert by_day[on(2, 11)].why.zh == "专家评审"
    assert by_day[on(2, 14)].why.zh == "计入时限（调休上班）"
    assert by_day[on(2, 17)].why.zh == "节假日，不算"
    assert by_day[on(2, 21)].why.zh == "周末，不算"
    assert by_day[on(2, 24)].why.zh == "延长的时限"
    assert (one.used, one.total, one.left) == (1, 4, 3)
    assert [cell.on for cell in one.rows if cell.is_last] == [on(2, 24)]
    assert [cell.on for cell in one.rows if cell.is_today] == [on(2, 12)]
    assert len(one.rows) == 16
    assert one.months == ()


def test_a_long_limit_is_folded_by_month_and_todays_is_open():
    with time_machine.travel("2026-04-15T10:00+08:00", tick=False):
        one = drawn(Stretch(45, DayUnit.WORKING, COUNTS), begins=on(3, 2))
    assert [month.label.zh for month in one.months] == [
        "2026 年 3 月",
        "2026 年 4 月",
        "2026 年 5 月",
    ]
    assert [month.is_open for month in one.months] == [False, True, False]
    assert sum(month.counted for month in one.months) == 45
    assert sum(len(month.rows) for month in one.months) == len(one.rows)
    page = render_to_string("components/days.html", {"drawn": one})
    assert page.count("<details open>") == 1
    for cell in one.rows:
        assert page.count(f'title="{cell.on.month} 月 {cell.on.day} 日') == 1
    assert page.count("<td>计入时限") == 45


def test_a_clock_that_stands_has_no_last_day():
    stop = Stop(on(6, 16), None, Text("听证", "Hearing"))
    with time_machine.travel("2026-06-18T10:00+08:00", tick=False):
        one = drawn(Stretch(5, DayUnit.WORKING, COUNTS), begins=on(6, 15), stops=[stop])
    assert words(one) == ["起", "1", "停", "停"]
    assert one.is_standing
    assert not one.is_whole
    assert "共若干日" in render_to_string("components/days.html", {"drawn": one})


def test_what_was_decided_early_says_so_and_the_rest_is_spare():
    with time_machine.travel("2026-06-18T10:00+08:00", tick=False):
        one = drawn(Stretch(4, DayUnit.WORKING, COUNTS), begins=on(6, 15), ended_on=on(6, 16))
    assert one.ended == Text("6 月 16 日（周二）办结，用了 1 日", "Ended on Tue 16 Jun, 1 day used")
    assert one.used == 1
    assert next(cell.on for cell in one.rows if cell.is_spare) == on(6, 17)


def test_where_the_holidays_are_not_announced_no_day_is_called_the_last():
    with time_machine.travel("2026-12-28T10:00+08:00", tick=False):
        one = drawn(Stretch(20, DayUnit.WORKING, COUNTS), begins=on(12, 24))
    assert one.rows[-1].on == on(12, 31)
    assert not one.is_whole


def test_a_limit_that_ends_with_the_year_is_known():
    with time_machine.travel("2026-12-28T10:00+08:00", tick=False):
        one = drawn(Stretch(5, DayUnit.WORKING, COUNTS), begins=on(12, 24))
    assert [cell.on for cell in one.rows if cell.is_last] == [on(12, 31)]
    assert one.is_whole


def test_a_limit_of_no_days_that_begins_on_a_day_off_ends_on_the_next_working_day():
    with time_machine.travel("2026-06-13T10:00+08:00", tick=False):
        one = drawn(Stretch(0, DayUnit.WORKING, COUNTS), begins=on(6, 13))
    assert [cell.on for cell in one.rows if cell.is_last] == [on(6, 15)]
    assert (words(one), one.total) == (["起", "休", "止"], 0)
