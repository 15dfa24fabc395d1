"""The answer after a denial: once, by the right person, in time; and silence."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import DatabaseError, transaction

from portal.journal.queries import entries_for, sentence
from portal.outbox.drain import drain
from tests.windows import builders as b
from tests.windows.denials.conftest import states
from windows.cases import actions, story
from windows.denials.actions import answer_denial, note_silence
from windows.denials.queries import asked_of
from windows.intake.visits import count_visits
from windows.models import DenialQuestion, Notice
from windows.sweeping import sweep


def the_day_after(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(4), dt.UTC)


def seen(case):
    return b.snapshot(case) | {"questions": list(DenialQuestion.objects.values())}


def test_stop_ends_the_rest_with_the_reason(asked, town):
    b.grant(town, asked, "T1-A")
    question = b.do(answer_denial, asked, answer="stop", actor=town.me)
    drain()
    assert (question.answer, question.how) == ("stop", "applicant")
    assert states(asked) == {
        "A": "approved",
        "B": "not_needed",
        "C": "not_needed",
        "D": "not_needed",
        "E": "denied",
    }
    ended = b.approval(asked, "T1-B")
    assert ended.closed_reason == "“T1-E事项”不予许可后，申请人决定其余的不办了"
    assert (
        ended.closed_reason_en
        == "After “Matter T1-E” was denied the applicant did not want the others any more"
    )
    asked.refresh_from_db()
    assert asked.state == "results_ready"
    entry = entries_for(asked.stream).get(verb="denial.answered")
    assert sentence(entry).zh.endswith("在“T1-E事项”（戊局）不予许可后决定：其余的不办了")
    assert sentence(entry).en.endswith("said: the others end")


def test_continue_changes_nothing_but_the_question(asked, town):
    b.do(answer_denial, asked, answer="continue", actor=town.me)
    assert states(asked)["A"] == "dispatched"
    assert DenialQuestion.objects.get().answer == "continue"
    assert asked_of(asked) is None


def test_a_second_answer_is_refused(asked, town):
    b.do(answer_denial, asked, answer="continue", actor=town.me)
    before = seen(asked)
    with b.refused("denial_answered") as caught:
        answer_denial(asked, answer="stop", actor=town.me)
    assert caught.value.status == 409
    assert seen(asked) == before


def test_an_answer_after_all_are_decided_is_refused_kindly(asked, town):
    b.grant(town, asked, "T1-A", "T1-B", "T1-C", "T1-D")
    assert DenialQuestion.objects.get().how == "nothing_left"
    before = seen(asked)
    with b.refused("nothing_left"):
        answer_denial(asked, answer="stop", actor=town.me)
    assert seen(asked) == before


def test_nobody_answers_what_was_not_asked(town):
    case = b.accepted_case(town)
    before = seen(case)
    with b.refused("nothing_asked"):
        answer_denial(case, answer="stop", actor=town.me)
    assert seen(case) == before


@pytest.mark.parametrize("answer", ["", "perhaps", "STOP"])
def test_another_word_is_no_answer(asked, town, answer):
    before = seen(asked)
    with b.refused("unknown_answer"):
        answer_denial(asked, answer=answer, actor=town.me)
    assert seen(asked) == before


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("other", "not_your_applicant"),
        ("nobody", "case_not_found"),
        ("clerk_elsewhere", "case_not_found"),
        ("supervisor", "case_not_found"),
    ],
)
def test_only_the_applicant_and_the_office_may_answer(asked, town, who, code):
    before = seen(asked)
    with b.refused(code):
        answer_denial(asked, answer="stop", actor=getattr(town, who))
    assert seen(asked) == before


def test_an_officer_does_not_answer_for_the_person(asked, town):
    before = seen(asked)
    with b.refused("case_not_found"):
        answer_denial(asked, answer="stop", actor=town.officer(b.approval(asked, "T1-A")))
    assert seen(asked) == before


def test_a_clerk_answers_for_the_person_who_stands_there(asked, town):
    visits = count_visits(asked)
    question = b.do(answer_denial, asked, answer="continue", actor=town.clerk)
    drain()
    assert (question.how, question.answered_by_name) == ("window", "窗口甲")
    assert count_visits(asked) == visits + 1
    told = Notice.objects.get(case=asked, kind="denial_answered")
    assert told.text == f"窗口按您的意思记下：办件（{asked.number}）其余的继续办。"


def test_silence_goes_on_on_the_day_after_and_not_before(asked, town):
    question = DenialQuestion.objects.get()
    before = seen(asked)
    b.do(note_silence, asked)
    assert seen(asked) == before
    with time_machine.travel(the_day_after(question.answer_by), tick=False):
        assert sweep()["denials not answered"] == 1
        assert sweep()["denials not answered"] == 0
    question.refresh_from_db()
    assert (question.answer, question.how, question.answered_by_name) == ("continue", "silence", "")
    assert states(asked)["A"] == "dispatched"
    with b.refused("denial_answered"):
        answer_denial(asked, answer="stop", actor=town.me)


def test_five_working_days_to_answer(town, asked):
    question = DenialQuestion.objects.get()
    monday = dt.datetime(2026, 3, 2, 2, tzinfo=dt.UTC)
    DenialQuestion.objects.filter(pk=question.pk).update(asked_at=monday, answer_by=None)
    with time_machine.travel(monday, tick=False):
        b.do(note_silence, asked)
    question.refresh_from_db()
    assert question.answer_by == dt.date(2026, 3, 9)


def test_the_page_has_one_duty_while_it_is_asked(asked, town):
    duty = story.what_you_must_do(asked, town.me)
    assert duty.kind == "denial"
    b.do(answer_denial, asked, answer="continue", actor=town.me)
    assert story.what_you_must_do(asked, town.me) is None


def test_the_case_cannot_be_withdrawn_instead(asked, town):
    before = seen(asked)
    with b.refused("already_decided"):
        actions.withdraw(asked, actor=town.me)
    assert seen(asked) == before


def test_the_table_refuses_to_change_an_answer(asked, town):
    b.do(answer_denial, asked, answer="continue", actor=town.me)
    with pytest.raises(DatabaseError, match="answered and cannot be changed"), transaction.atomic():
        DenialQuestion.objects.update(answer="stop")


@pytest.mark.parametrize(
    "wrong",
    [
        {"answer": "stop", "how": "silence"},
        {"answer": "", "how": "applicant"},
        {"answer": "stop", "how": ""},
    ],
)
def test_the_table_refuses_half_an_answer(asked, wrong):
    with pytest.raises(DatabaseError), transaction.atomic():
        DenialQuestion.objects.update(answered_at=dt.datetime.now(dt.UTC), **wrong)
