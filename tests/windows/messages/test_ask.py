"""A person asks about their case: whom, when, how much, and who may read it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from time_machine import travel

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.journal.models import Entry
from portal.journal.queries import sentence
from services.models import Department
from tests.windows import builders as b
from windows.cases import story
from windows.messages.actions import ask
from windows.messages.models import CaseMessage, Conversation
from windows.messages.policy import departments_on
from windows.messages.queries import count_waiting, shown_for, waiting
from windows.models import Approval

pytestmark = pytest.mark.django_db
A_MONDAY = dt.datetime(2026, 11, 23, 2, tzinfo=dt.UTC)


def code_of(name: str) -> str:
    return Department.objects.get(name=name).code


def officer(name: str) -> Actor:
    return Actor(Role.OFFICER, None, "审批员", department_code=code_of(name), region_code="330100")


def said(actor: Actor, case) -> list[str]:
    return [line.text for each in shown_for(actor, case) for line in each.lines]


def test_to_the_window_with_a_last_day(town):
    with travel(A_MONDAY):
        case = b.submitted_case(town)
        line = b.do(ask, case, text="  还要多久？\r\n谢谢 ", actor=town.me)
    assert (line.text, line.is_from_office) == ("还要多久？\n谢谢", False)
    assert line.answer_by == dt.date(2026, 11, 25)
    (one,) = Conversation.objects.all()
    assert (one.person, one.department) == (town.buyer, None)
    entry = Entry.objects.get(verb="message.asked")
    assert entry.data["row"] == line.pk
    assert line.text not in sentence(entry).zh + sentence(entry).en
    assert town.buyer.name not in sentence(entry).zh
    assert "政务服务中心" in sentence(entry).zh


def test_the_days_of_the_case_do_not_move(town):
    case = b.accepted_case(town)
    before = list(Approval.objects.filter(case=case).order_by("pk").values("state", "due_on"))
    b.do(ask, case, text="还要多久？", actor=town.me)
    case.refresh_from_db()
    after = list(Approval.objects.filter(case=case).order_by("pk").values("state", "due_on"))
    assert (before, case.state) == (after, "accepted")


def test_to_a_department_that_has_a_part(town):
    case = b.accepted_case(town)
    there = {each.name for each in departments_on(case)}
    assert "甲局" in there
    b.do(ask, case, text="甲，您好", department_code=code_of("甲局"), actor=town.me)
    assert Conversation.objects.get().department.name == "甲局"
    waiting_for = Approval.objects.filter(case=case, dispatched_at=None).first()
    assert waiting_for is not None
    assert waiting_for.department.name not in there
    with b.refused("office_not_on_case"):
        ask(case, text="您好", department_code=waiting_for.department.code, actor=town.me)


def test_before_acceptance_only_the_window(town):
    case = b.submitted_case(town)
    assert departments_on(case) == []
    with b.refused("office_not_on_case"):
        ask(case, text="您好", department_code=code_of("甲局"), actor=town.me)
    assert CaseMessage.objects.count() == 0


@pytest.mark.parametrize("text", ["", "  \n ", "\x00"])
def test_nothing_said(town, text):
    case = b.submitted_case(town)
    with b.refused("message_empty"):
        ask(case, text=text, actor=town.me)
    assert Conversation.objects.count() == 0


def test_too_long(town):
    case = b.submitted_case(town)
    b.do(ask, case, text="长" * 1000, actor=town.me)
    with b.refused("message_too_long"):
        ask(case, text="长" * 1001, actor=town.me)
    assert CaseMessage.objects.count() == 1


def test_three_wait_at_a_time(town):
    case = b.submitted_case(town)
    for number in range(3):
        b.do(ask, case, text=f"问题{number}", actor=town.me)
    with b.refused("enough_asked"):
        ask(case, text="再问", actor=town.me)
    b.do(ask, case, text="另一方问", actor=town.other)
    assert count_waiting(town.clerk, case) == 4


def test_not_in_a_draft_and_not_by_strangers(town):
    case = b.draft(town)
    with b.refused("case_takes_no_messages"):
        ask(case, text="您好", actor=town.me)
    case = b.submitted_case(town)
    for actor in (town.nobody, town.clerk, town.supervisor, officer("甲局")):
        with b.refused("case_not_found"):
            ask(case, text="您好", actor=actor)
    assert Conversation.objects.count() == 0


def test_each_sees_only_what_is_theirs(town):
    case = b.accepted_case(town)
    b.do(ask, case, text="窗口，您好", actor=town.me)
    b.do(ask, case, text="甲，您好", department_code=code_of("甲局"), actor=town.me)
    b.do(ask, case, text="我是卖方", actor=town.other)
    everything = ["窗口，您好", "甲，您好", "我是卖方"]
    assert said(town.me, case) == ["窗口，您好", "甲，您好"]
    assert said(town.other, case) == ["我是卖方"]
    assert said(town.nobody, case) == []
    assert said(town.clerk, case) == ["窗口，您好", "我是卖方"]
    assert said(town.clerk_elsewhere, case) == []
    assert said(officer("甲局"), case) == ["甲，您好"]
    assert said(officer("乙局"), case) == []
    assert sorted(said(town.supervisor, case)) == sorted(everything)
    assert said(Actor(Role.SUPERVISOR, None, "外市", region_code="330200"), case) == []
    assert said(Actor(Role.EDITOR, None, "编辑", region_code="330100"), case) == []
    told = [each.verb for each in story.timeline(case, town.me)]
    assert "message.asked" not in told, "what one party asked is not on the other's page"


def test_lists_of_what_waits(town):
    with travel(A_MONDAY):
        case = b.accepted_case(town)
        b.do(ask, case, text="窗口，您好", actor=town.me)
        b.do(ask, case, text="甲，您好", department_code=code_of("甲局"), actor=town.me)
        assert [each.text for each in waiting(town.clerk).rows] == ["窗口，您好"]
        assert [each.text for each in waiting(officer("甲局")).rows] == ["甲，您好"]
        assert count_waiting(town.supervisor) == 2
        assert count_waiting(town.supervisor, is_late=True) == 0
        assert waiting(town.me).rows == ()
    with travel(A_MONDAY + dt.timedelta(days=2)):
        assert count_waiting(town.supervisor, is_late=True) == 0, "the last day itself is in time"
    with travel(A_MONDAY + dt.timedelta(days=3)):
        assert count_waiting(town.supervisor, is_late=True) == 2
        page = waiting(town.supervisor, limit=1)
        (rest,) = waiting(town.supervisor, after=page.next, limit=1).rows
        assert (page.rows[0].text, rest.text) == ("窗口，您好", "甲，您好")


@pytest.mark.parametrize(
    "sql",
    ["UPDATE windows_casemessage SET text = 'x'", "DELETE FROM windows_casemessage"],
)
def test_what_is_said_stays_said(town, sql):
    case = b.submitted_case(town)
    b.do(ask, case, text="还要多久？", actor=town.me)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert CaseMessage.objects.get().text == "还要多久？"
