"""行政许可法 art. 44: the results reach the person within ten working days of the decision."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from portal.outbox.drain import drain
from tests.windows import builders as b
from windows.clock import day_after, today
from windows.pickup.actions import choose_method, collect
from windows.pickup.models import Pickup
from windows.pickup.queries import late_deliveries
from windows.sweeping import sweep
from windows.writs.models import Writ


def on(day: dt.date) -> time_machine.travel:
    return time_machine.travel(dt.datetime.combine(day, dt.time(4), dt.UTC), tick=True)


@pytest.mark.law("行政许可法 44")
def test_ten_working_days_after_the_last_decision(town):
    case = b.finished_case(town)
    assert case.pickup.deliver_by == day_after(today(), 10)


@pytest.mark.law("行政许可法 44")
def test_what_should_have_reached_the_person_is_seen_by_the_supervisor(town):
    case = b.finished_case(town)
    b.do(choose_method, case, method="post", actor=town.me)
    due = Pickup.objects.get(case=case).deliver_by
    with on(due):
        assert list(late_deliveries(town.supervisor)) == []
    with on(due + dt.timedelta(1)):
        assert [late.case for late in late_deliveries(town.supervisor)] == [case]
        for other in (town.clerk, town.me, town.clerk_elsewhere):
            assert list(late_deliveries(other)) == []
        b.do(choose_method, case, method="e_licence", actor=town.me)
        assert list(late_deliveries(town.supervisor)) == [], "it is with its holder already"
        b.do(choose_method, case, method="window", actor=town.me)
        b.do(collect, case, code=case.pickup.code, actor=town.clerk)
        assert list(late_deliveries(town.supervisor)) == []


@pytest.mark.law("行政许可法 44")
def test_the_delivery_leaves_a_record(town):
    case = b.finished_case(town)
    b.do(collect, case, actor=town.me)
    drain()
    (paper,) = Writ.objects.filter(case=case, kind="delivery")
    said = {label[0]: text for label, text in paper.body}
    assert said["送达方式"][0] == "电子证照"
    assert "送达期限" in said


def test_a_day_that_nobody_knew_is_given_later(town):
    case = b.finished_case(town)
    due = case.pickup.deliver_by
    Pickup.objects.filter(case=case).update(deliver_by=None)
    assert sweep()["packages without a day"] == 1
    assert Pickup.objects.get(case=case).deliver_by == due
    assert sweep()["packages without a day"] == 0
