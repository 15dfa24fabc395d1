"""The office that was asked answers; the person is told, and says when they have read it."""

from __future__ import annotations

import pytest

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.journal.models import Entry
from tests.windows import builders as b
from tests.windows.messages.test_ask import code_of, officer
from windows.messages.actions import answer, ask, mark_seen
from windows.messages.models import CaseMessage, Conversation
from windows.messages.queries import count_unseen, count_waiting, shown_for
from windows.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(town):
    case = b.accepted_case(town)
    b.do(ask, case, text="还要多久？", actor=town.me)
    return case, Conversation.objects.get()


def test_the_person_is_told(town, asked):
    case, conversation = asked
    b.do(answer, conversation, text="三天。", actor=town.clerk)
    assert count_waiting(town.clerk, case) == 0
    (one,) = shown_for(town.me, case)
    assert ([line.text for line in one.lines], one.unseen) == (["还要多久？", "三天。"], 1)
    notice = Notice.objects.get(kind="message_answered")
    assert (notice.applicant, notice.url) == (town.buyer, f"/cases/{case.number}/messages/")
    assert "三天" not in notice.text + notice.text_en
    assert Entry.objects.get(verb="message.answered").data["row"] == one.lines[1].pk


def test_one_answer_is_for_all_that_waits_and_asking_again_waits_anew(town, asked):
    case, conversation = asked
    b.do(ask, case, text="还有，要带什么？", actor=town.me)
    assert count_waiting(town.clerk, case) == 2
    b.do(answer, conversation, text="三天，不用带。", actor=town.clerk)
    assert count_waiting(town.clerk, case) == 0
    b.do(ask, case, text="谢谢", actor=town.me)
    assert count_waiting(town.clerk, case) == 1
    assert count_unseen(town.me, case) == 0, "whoever writes has read what is above"


def test_read_is_what_the_person_says(town, asked):
    case, conversation = asked
    b.do(answer, conversation, text="三天。", actor=town.clerk)
    assert count_unseen(town.me, case) == 1
    assert count_unseen(town.other, case) == 0
    assert b.do(mark_seen, case, actor=town.clerk) == 0
    assert b.do(mark_seen, case, actor=town.other) == 0
    assert count_unseen(town.me, case) == 1
    assert b.do(mark_seen, case, actor=town.me) == 1
    assert (count_unseen(town.me, case), b.do(mark_seen, case, actor=town.me)) == (0, 0)


def test_only_the_office_that_was_asked(town, asked):
    case, conversation = asked
    b.do(ask, case, text="甲，您好", department_code=code_of("甲局"), actor=town.me)
    to_a = Conversation.objects.get(department__name="甲局")
    supervisor_elsewhere = Actor(Role.SUPERVISOR, None, "外市", region_code="330200")
    for one, actor, code in (
        (conversation, town.supervisor, "not_your_conversation"),
        (conversation, town.me, "not_your_conversation"),
        (conversation, town.other, "conversation_unknown"),
        (conversation, town.clerk_elsewhere, "conversation_unknown"),
        (conversation, officer("甲局"), "conversation_unknown"),
        (conversation, supervisor_elsewhere, "conversation_unknown"),
        (to_a, town.clerk, "conversation_unknown"),
        (to_a, officer("乙局"), "conversation_unknown"),
    ):
        with b.refused(code):
            answer(one, text="好的", actor=actor)
    b.do(answer, to_a, text="您好", actor=officer("甲局"))
    assert CaseMessage.objects.filter(is_from_office=True).count() == 1
    assert count_waiting(town.clerk, case) == 1


def test_an_empty_answer_is_none(town, asked):
    _case, conversation = asked
    with b.refused("message_empty"):
        answer(conversation, text=" ", actor=town.clerk)
    assert Notice.objects.filter(kind="message_answered").count() == 0


def test_offices_do_not_speak_first(town):
    case = b.accepted_case(town)
    empty = Conversation.objects.create(case=case, person=town.buyer)
    with b.refused("nothing_to_answer"):
        answer(empty, text="请交材料", actor=town.clerk)
