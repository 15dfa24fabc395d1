"""Asking, answering, taking back: by whom, from where, and what a refusal leaves as it was."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from datasharing.lists.demand.actions import (
    ask_demand,
    plan_demand,
    refuse_demand,
    withdraw_demand,
)
from datasharing.lists.demand.models import DataDemand
from datasharing.lists.demand.queries import demand_for, demands, history_of, wanted_by
from datasharing.lists.demand.states import DEMAND_MOVES
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.errors import DomainError
from portal.journal.queries import entries_for
from services.models import Department
from tests.datasharing.lists import builders as b

pytestmark = pytest.mark.django_db
MONDAY = "2026-06-15T10:00+08:00"
LATER = dt.date(2026, 9, 1)


@pytest.fixture(autouse=True)
def _on_a_monday(listed):
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def asker():
    return b.officer("资规局")


@pytest.fixture
def owner():
    return b.officer("民政局")


def state(key: str) -> dict[str, object]:
    row = DataDemand.objects.filter(key=f"l_{key}").values().get()
    return row | {"entries": entries_for(b.demand(key).stream).count()}


def refused(code: str, key: str, function, **kwargs) -> None:
    before = state(key)
    with pytest.raises(DomainError) as caught:
        b.do(function, b.demand(key), **kwargs)
    assert caught.value.code == code
    assert state(key) == before


def test_asking_starts_ten_working_days(asker):
    b.do(ask_demand, b.demand("marriage"), note=" 婚姻状态 ", actor=asker)
    kept = b.demand("marriage")
    assert (kept.state, kept.asked_on) == ("asked", dt.date(2026, 6, 15))
    # 19 June is a holiday (Dragon Boat Festival).
    assert kept.answer_due_on == dt.date(2026, 6, 30)
    assert (kept.note, kept.owner_name) == ("婚姻状态", "民政局")
    entry, said = history_of(kept)[0]
    assert entry.actor_name == "资规局专员"
    assert said.zh == "向民政局提出“婚姻信息”的数据需求，2026 年 6 月 30 日前答复"


def test_the_owner_says_when_and_may_say_another_day(asker, owner):
    b.do(ask_demand, b.demand("marriage"), actor=asker)
    b.do(plan_demand, b.demand("marriage"), planned_on=LATER, actor=owner)
    b.do(plan_demand, b.demand("marriage"), planned_on=dt.date(2026, 10, 1), actor=owner)
    kept = b.demand("marriage")
    assert (kept.state, kept.planned_on) == ("planned", dt.date(2026, 10, 1))
    assert (
        history_of(kept)[0][1].zh
        == "民政局把“婚姻信息”的接通日期从 2026 年 9 月 1 日改到 2026 年 10 月 1 日"
    )


def test_the_owner_says_why_not_and_is_asked_again(asker, owner):
    b.do(ask_demand, b.demand("marriage"), actor=asker)
    b.do(refuse_demand, b.demand("marriage"), reason="没有电子化", actor=owner)
    kept = b.demand("marriage")
    assert (kept.state, kept.reason) == ("not_possible", "没有电子化")
    b.do(ask_demand, b.demand("marriage"), actor=asker)
    kept = b.demand("marriage")
    assert (kept.state, kept.reason) == ("asked", "")


@pytest.mark.parametrize("key", ["loan", "plan"])
def test_where_the_catalogue_names_nobody_the_owner_is_chosen(asker, owner, key):
    """No source listed, or a licence that no published matter issues."""
    refused("demand_owner_missing", key, ask_demand, actor=asker)
    mine = Department.objects.get(code=asker.department_code)
    refused("demand_owner_is_you", key, ask_demand, owner=mine, actor=asker)
    theirs = Department.objects.get(code=owner.department_code)
    b.do(ask_demand, b.demand(key), owner=theirs, actor=asker)
    assert b.demand(key).owner == theirs
    b.follow()
    assert (b.demand(key).owner, b.demand(key).state) == (theirs, "asked")
    b.do(withdraw_demand, b.demand(key), actor=asker)
    kept = b.demand(key)
    assert (kept.state, kept.owner, kept.owner_name, kept.asked_on) == ("not_asked", None, "", None)


def test_a_listed_owner_is_not_chosen_away(asker):
    other = Department.objects.get(name="市场监督管理局")
    b.do(ask_demand, b.demand("marriage"), owner=other, actor=asker)
    assert b.demand("marriage").owner_name == "民政局"


def test_where_the_owner_is_no_department_here_the_asker_writes_down_the_answer(asker):
    b.do(ask_demand, b.demand("home"), actor=asker)
    b.do(plan_demand, b.demand("home"), planned_on=LATER, actor=asker)
    assert b.demand("home").state == "planned"


def test_each_step_is_of_one_side(asker, owner):
    refused("demand_not_yours", "marriage", ask_demand, actor=owner)
    b.do(ask_demand, b.demand("marriage"), actor=asker)
    refused("demand_not_yours", "marriage", plan_demand, planned_on=LATER, actor=asker)
    refused("demand_not_yours", "marriage", refuse_demand, reason="不", actor=asker)
    refused("demand_not_yours", "marriage", withdraw_demand, actor=owner)
    refused("demand_not_yours", "marriage", plan_demand, planned_on=LATER, actor=b.SUPERVISOR)


def test_strangers_find_nothing(asker):
    elsewhere = b.officer("市场监督管理局")
    nobody = Actor(Role.DATA_OFFICER, None, "无")
    desk = Actor(Role.OFFICER, None, "审批", department_code=asker.department_code)
    for actor in (elsewhere, nobody, desk):
        refused("demand_not_found", "marriage", ask_demand, actor=actor)
        assert not demands(actor).filter(key="l_marriage").exists()
        with pytest.raises(DomainError) as caught:
            demand_for(actor, b.demand("marriage").pk)
        assert caught.value.code == "demand_not_found"
    assert [each.key for each in demands(elsewhere)] == ["l_permit"]
    assert demands(b.SUPERVISOR).count() == 6


def test_what_may_not_be_said(asker, owner):
    refused("demand_note_too_long", "marriage", ask_demand, note="字" * 401, actor=asker)
    refused("move_refused", "marriage", plan_demand, planned_on=LATER, actor=owner)
    b.do(ask_demand, b.demand("marriage"), actor=asker)
    refused("move_refused", "marriage", ask_demand, actor=asker)
    for day in (None, dt.date(2026, 6, 15), dt.date(2036, 1, 1)):
        refused("demand_day_wrong", "marriage", plan_demand, planned_on=day, actor=owner)
    for reason in ("  ", "字" * 401):
        refused("demand_reason_missing", "marriage", refuse_demand, reason=reason, actor=owner)
    refused("move_refused", "permit", ask_demand, actor=asker)


def test_what_the_catalogue_does_not_want_any_more_is_not_asked_for(asker):
    b.publish(b.HOME)
    b.follow()
    refused("demand_not_needed", "marriage", ask_demand, actor=asker)
    assert demands(asker, wanted_by({"show": "gone"})).filter(key="l_marriage").exists()
    assert not demands(asker).filter(key="l_marriage").exists()


def test_nobody_says_that_something_is_connected():
    roles = {role for move in DEMAND_MOVES if move.name == "connect" for role in move.roles}
    assert roles == {Role.SYSTEM}


def test_filters(asker):
    b.do(ask_demand, b.demand("marriage"), actor=asker)

    def keys(**query: str) -> list[str]:
        return [each.key for each in demands(b.SUPERVISOR, wanted_by(query))]

    civil = Department.objects.get(name="民政局").code
    assert keys(state="asked") == ["l_marriage"]
    assert keys(way="unlisted") == ["l_loan"]
    assert keys(owner=civil) == ["l_marriage"]
    assert keys(words="产权") == ["l_home"]
    assert keys(words="L-A事项", state="connected") == ["l_form", "l_permit"]
    assert keys(department=civil) == []
    assert len(keys(state="nonsense")) == 6
