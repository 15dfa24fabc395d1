"""Asking why a line was read, and answering."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from datasharing.ledger.errors import (
    LineAnswerFaulty,
    LineQuestionAnswered,
    LineQuestionFaulty,
    LineQuestionNotYours,
    LineQuestionOpen,
    LineQuestionSpent,
)
from datasharing.ledger.queries import question_for, questions_for
from datasharing.ledger.questions import answer_question, date_questions, question_line
from datasharing.models import LedgerEntry, LedgerQuestion
from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.roles import Role
from portal.errors import NotFound
from portal.journal.models import Entry
from portal.outbox.models import Message
from services.models import Department
from tests.datasharing.conftest import CLERK, acting_for, refuses

pytestmark = pytest.mark.django_db

WHY = "我没有卖房，为什么查我的房子？"


@pytest.fixture
def line(four_reads, office) -> LedgerEntry:
    return LedgerEntry.objects.get(sequence=3)


@pytest.fixture
def question(line, four_reads) -> LedgerQuestion:
    return question_line(line, text=WHY, actor=acting_for(four_reads))


def test_it_goes_to_the_department_that_read_and_has_a_day(
    question, line, office, monkeypatch, four_reads
):
    assert (question.level, question.department, question.text) == (1, office, WHY)
    assert (question.sequence, question.line_at, question.case_number) == (
        3,
        line.at,
        line.case_number,
    )
    assert question.due_on is not None
    assert question.due_on > timezone.localdate() + dt.timedelta(days=4)
    entry = Entry.objects.get(stream=f"applicant:{four_reads.pk}", verb="ledger.questioned")
    assert (entry.data["line"], entry.data["text"]) == (3, WHY)
    assert Message.objects.get(kind="ledger.questioned").payload == {"question_id": question.pk}


def test_five_working_days(line, four_reads, monkeypatch):
    """From Thursday 19 November 2026: Friday is the first, the next Thursday the fifth."""
    at = dt.datetime(2026, 11, 19, 9, 0, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: at)
    asked = question_line(line, text=WHY, actor=acting_for(four_reads))
    assert asked.due_on == dt.date(2026, 11, 26)


def test_a_year_without_holidays_is_dated_later(line, four_reads, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("datasharing.ledger.questions._due", lambda _day: None)
        asked = question_line(line, text=WHY, actor=acting_for(four_reads))
        assert (asked.due_on, date_questions()) == (None, 0)
    assert date_questions() == 1
    asked.refresh_from_db()
    assert asked.due_on is not None
    assert date_questions() == 0


def test_a_department_that_nobody_knows_is_the_supervisors(four_reads, supervisor):
    Department.objects.update(name="别的局")
    asked = question_line(
        LedgerEntry.objects.get(sequence=1), text=WHY, actor=acting_for(four_reads)
    )
    assert asked.department is None
    answered = answer_question(asked, finding="in_order", answer="依法。", actor=supervisor)
    assert answered.answered_by_name == "督查甲"


def test_nobody_asks_about_anothers_line(line, buyer):
    for actor in (acting_for(buyer), CLERK, SYSTEM):
        with refuses(NotFound):
            question_line(line, text=WHY, actor=actor)
    assert LedgerQuestion.objects.count() == 0
    assert not Message.objects.filter(kind="ledger.questioned").exists()


@pytest.mark.parametrize("text", ["", "  \n", "x" * 501])
def test_a_question_says_something(line, four_reads, text):
    with refuses(LineQuestionFaulty):
        question_line(line, text=text, actor=acting_for(four_reads))
    assert LedgerQuestion.objects.count() == 0


def test_one_question_is_open_at_a_time(question, line, four_reads):
    with refuses(LineQuestionOpen):
        question_line(line, text="再问", actor=acting_for(four_reads))
    assert LedgerQuestion.objects.count() == 1


def test_the_head_answers_and_the_person_is_told(question, head, four_reads):
    answered = answer_question(
        question, finding="in_order", answer=" 您本人授权，为过户核对。 ", actor=head
    )
    assert (answered.finding, answered.answer) == ("in_order", "您本人授权，为过户核对。")
    assert (answered.answered_by_name, answered.is_open) == ("王局", False)
    entry = Entry.objects.get(stream=f"applicant:{four_reads.pk}", verb="ledger.answered")
    assert entry.data["finding"] == "in_order"
    assert Message.objects.get(kind="ledger.answered").payload == {"question_id": question.pk}


def actors(office) -> dict[str, Actor]:
    return {
        "examiner": Actor(Role.OFFICER, None, "经办", "planning", "330100", level=1),
        "head elsewhere": Actor(Role.OFFICER, None, "他局", "other", "330100", level=3),
        "supervisor elsewhere": Actor(Role.SUPERVISOR, None, "他市", region_code="330200"),
        "supervisor of nowhere": Actor(Role.SUPERVISOR, None, "无"),
        "clerk": CLERK,
        "admin": Actor(Role.ADMIN, None, "管理员"),
    }


@pytest.mark.parametrize(
    "who",
    [
        "examiner",
        "head elsewhere",
        "supervisor elsewhere",
        "supervisor of nowhere",
        "clerk",
        "admin",
    ],
)
def test_nobody_else_sees_or_answers_it(question, office, who):
    actor = actors(office)[who]
    assert question_for(question.pk, actor=actor) is None
    assert not questions_for(actor).exists()
    with refuses(NotFound):
        answer_question(question, finding="in_order", answer="好", actor=actor)
    question.refresh_from_db()
    assert question.is_open


def test_the_supervisor_sees_it_and_leaves_it_to_the_department(question, supervisor):
    assert list(questions_for(supervisor)) == [question]
    with refuses(LineQuestionNotYours):
        answer_question(question, finding="in_order", answer="好", actor=supervisor)
    question.refresh_from_db()
    assert question.is_open


@pytest.mark.parametrize(
    ("finding", "answer"),
    [("", "好"), ("maybe", "好"), ("in_order", " "), ("in_order", "x" * 1001)],
)
def test_an_answer_is_whole(question, head, finding, answer):
    with refuses(LineAnswerFaulty):
        answer_question(question, finding=finding, answer=answer, actor=head)
    question.refresh_from_db()
    assert question.is_open


def test_an_answer_is_given_once(question, head):
    answer_question(question, finding="in_order", answer="好", actor=head)
    with refuses(LineQuestionAnswered):
        answer_question(question, finding="not_in_order", answer="不好", actor=head)
    question.refresh_from_db()
    assert question.answer == "好"


def test_the_second_time_the_supervisor_answers_and_that_is_the_end(
    question, line, four_reads, head, supervisor
):
    me = acting_for(four_reads)
    answer_question(question, finding="in_order", answer="好", actor=head)
    second = question_line(line, text="还是不明白", actor=me)
    assert second.level == 2
    assert not questions_for(head).exists()
    with refuses(NotFound):
        answer_question(second, finding="in_order", answer="好", actor=head)
    answer_question(second, finding="not_in_order", answer="不该查，已纠正。", actor=supervisor)
    with refuses(LineQuestionSpent):
        question_line(line, text="再问", actor=me)
    assert LedgerQuestion.objects.count() == 2
    assert list(questions_for(supervisor, is_open=False)) == [second, question]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE datasharing_ledgerquestion SET text = 'x'",
        "UPDATE datasharing_ledgerquestion SET due_on = due_on + 1",
        "DELETE FROM datasharing_ledgerquestion",
    ],
)
def test_the_database_keeps_a_question_as_it_was_asked(question, sql):
    with refuses(DatabaseError, match="only gets its day and its answer"):
        with connection.cursor() as cursor:
            cursor.execute(sql)
    question.refresh_from_db()
    assert question.text == WHY


def test_the_database_keeps_an_answer(question, head):
    answer_question(question, finding="in_order", answer="好", actor=head)
    with refuses(DatabaseError, match="only gets its day and its answer"):
        LedgerQuestion.objects.update(answer="x")


def test_the_data_officer_of_the_department_answers_too(line, office):
    question = question_line(line, text=WHY, actor=acting_for(line.subject))
    keeper = Actor(
        kind=Role.DATA_OFFICER,
        user_id=None,
        name="数据小钱",
        department_code=office.code,
        region_code="330100",
    )
    assert list(questions_for(keeper)) == [question]
    answered = answer_question(question, finding="in_order", answer="依法。", actor=keeper)
    assert answered.answered_by_name == "数据小钱"
