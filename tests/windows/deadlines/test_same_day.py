"""当场办结: a matter of no days is not explained by days."""

from __future__ import annotations

import datetime as dt

from services.catalogue.spec import DayUnit
from windows.clock import PlanningCalendar, spoken_day
from windows.deadlines.arithmetic import _summed_up
from windows.deadlines.reckon import Stretch, reckon

MONDAY = dt.date(2026, 11, 23)


def test_a_matter_of_no_days_is_done_on_the_same_day(db):
    stretch = Stretch(0, DayUnit.WORKING, None)
    found = reckon(MONDAY, [stretch], [], PlanningCalendar(), today=MONDAY)
    assert found.due == MONDAY
    assert [day.why.zh for day in found.days] == ["当天办结"]
    said = _summed_up(found, None)
    monday = spoken_day(MONDAY)
    assert said.zh == f"当天办结，{monday.zh}"
    assert said.en == f"done on the same day, {monday.en}"


def test_on_a_day_off_it_waits_for_the_next_that_is_worked(db):
    sunday = MONDAY - dt.timedelta(days=1)
    stretch = Stretch(0, DayUnit.WORKING, None)
    found = reckon(sunday, [stretch], [], PlanningCalendar(), today=sunday)
    assert found.due == MONDAY
    assert [day.why.zh for day in found.days] != ["当天办结"]
    assert _summed_up(found, None).zh == f"共 0 日，最迟 {spoken_day(MONDAY).zh}"
