"""Zhejiang art. 11: what a clerk had before them at the window is told there and then."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from services.catalogue.text import Text
from tests.windows import builders as b
from windows.cases.models import Case, MaterialSlot
from windows.clock import today
from windows.corrections.actions import Defect, ask_for_correction

BAD = Text("缺一页", "A page is missing")


@pytest.fixture
def at_the_window(town) -> Case:
    """A case that a clerk took in."""
    case = b.submitted_case(town)
    Case.objects.filter(pk=case.pk).update(channel="window")
    case.refresh_from_db()
    return case


def tomorrow() -> time_machine.travel:
    return time_machine.travel(
        dt.datetime.combine(today() + dt.timedelta(1), dt.time(2), dt.UTC), tick=True
    )


def ask(case, town, *defects):
    return b.do(ask_for_correction, case, defects=defects, actor=town.clerk)


@pytest.mark.law("浙江“最多跑一次”改革规定 11")
def test_on_the_same_day_the_clerk_still_tells(town, at_the_window):
    correction = ask(at_the_window, town, Defect(BAD, b.slot(at_the_window, "t_contract")))
    assert correction.items.count() == 1


@pytest.mark.law("浙江“最多跑一次”改革规定 11")
def test_from_the_next_day_what_was_seen_is_not_asked_for(town, at_the_window):
    contract = Defect(BAD, b.slot(at_the_window, "t_contract"))
    before = b.snapshot(at_the_window)
    with tomorrow():
        for defect in (contract, Defect(BAD, element="price"), Defect(BAD)):
            with b.refused("seen_at_the_window") as caught:
                ask(at_the_window, town, defect)
            assert caught.value.details == ({"what": "缺一页"},)
    assert b.snapshot(at_the_window) == before


@pytest.mark.law("浙江“最多跑一次”改革规定 11")
def test_what_a_register_answered_later_could_not_be_seen(town, at_the_window):
    read = b.slot(at_the_window, "t_home")
    assert (read.planned_source, read.state) == ("resource", "fetched")
    with tomorrow():
        assert ask(at_the_window, town, Defect(BAD, read)).items.count() == 1
    assert MaterialSlot.objects.get(pk=read.pk).state == "missing"


def test_online_the_five_days_hold(town):
    case = b.submitted_case(town)
    with tomorrow():
        assert ask(case, town, Defect(BAD, b.slot(case, "t_contract"))).items.count() == 1
