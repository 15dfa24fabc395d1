"""当场办结: a matter of no days is not explained by days."""

from __future__ import annotations

import datetime as dt

from services.catalogue.spec import DayUnit
from windows.clock import PlanningCalendar
from windows.deadlines.arithmetic import _summed_up
from windows.deadlines.reckon import Stretch, reckon

MONDAY = dt.date(2026, 11, 23)


def test_a_matter_of_no_days_is_done_on_the_same_day(db):
    stretch = Stretch(0, DayUnit.WORKING, None)
    found = reckon(MONDAY, [stretch], [], PlanningCalendar(), today=MONDAY)
    assert found.due == MONDAY
    assert [day.why.zh for day in found.days] == ["当天办结"]
    said = _summed_up(found, None)
    assert said.zh == "当天办结，11 月 23 日（周一）"
    assert said.en == "done on the same day, Mon 23 Nov"
