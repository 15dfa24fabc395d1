"""Asking why a line was read, and answering (个人信息保护法 art. 44, 48, 50)."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from datasharing.ledger import policy
from datasharing.ledger.errors import (
    LineAnswerFaulty,
    LineQuestionAnswered,
    LineQuestionFaulty,
    LineQuestionOpen,
    LineQuestionSpent,
)
from datasharing.ledger.models import OPEN, Finding, LedgerQuestion
from datasharing.models import LedgerEntry
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from portal.calendar.errors import CalendarYearUnknown
from portal.calendar.queries import the_calendar
from portal.calendar.work_calendar import WORKING
from portal.journal.actions import record
from portal.outbox.actions import publish
from services.models import Department

LONGEST_QUESTION, LONGEST_ANSWER = 500, 1000
AT_ONCE = 200


@transaction.atomic(savepoint=False)
def question_line(line: LedgerEntry, *, text: str, actor: Actor) -> LedgerQuestion:
    """Ask the department that read why it did; once more, after its answer, the supervisors.

    The answer is due in `LEDGER_QUESTION_WORKING_DAYS`. Asking twice at once gives one question.
    """
    # Two askings for one person wait for each other here.
    subject = Applicant.objects.select_for_update().get(pk=line.subject_id)
    policy.check_may_question(subject, actor=actor)
    said = text.strip()
    if not 0 < len(said) <= LONGEST_QUESTION:
        raise LineQuestionFaulty
    earlier = list(
        LedgerQuestion.objects.filter(subject=subject, sequence=line.sequence).order_by("level")
    )
    level = _next_level(earlier)
    now = timezone.now()
    question = LedgerQuestion.objects.create(
        subject=subject,
        sequence=line.sequence,
        line_at=line.at,
        case_number=line.case_number,
        department=_department_of(line),
        level=level,
        text=said,
        asked_at=now,
        due_on=_due(timezone.localdate(now)),
    )
    record(
        f"applicant:{subject.pk}",
        "ledger.questioned",
        actor=actor,
        line=line.sequence,
        case=line.case_number,
        asker=line.asker_department,
        asker_en=line.asker_department_en or line.asker_department,
        text=said,
    )
    publish(
        "ledger.questioned",
        key=f"ledger.questioned:{question.pk}",
        question_id=question.pk,
    )
    return question


@transaction.atomic(savepoint=False)
def answer_question(
    question: LedgerQuestion, *, finding: str, answer: str, actor: Actor
) -> LedgerQuestion:
    """Tell the person what the read was for, or that it should not have been."""
    question = LedgerQuestion.objects.select_for_update(of=("self",)).get(pk=question.pk)
    policy.check_may_answer(question, actor=actor)
    if not question.is_open:
        raise LineQuestionAnswered
    said = answer.strip()
    if finding not in Finding.values or not 0 < len(said) <= LONGEST_ANSWER:
        raise LineAnswerFaulty
    question.finding, question.answer = finding, said
    question.answered_at, question.answered_by_name = timezone.now(), actor.name[:100]
    question.save(update_fields=["finding", "answer", "answered_at", "answered_by_name"])
    record(
        f"applicant:{question.subject_id}",
        "ledger.answered",
        actor=actor,
        line=question.sequence,
        case=question.case_number,
        finding=finding,
        answer=said,
    )
    publish(
        "ledger.answered",
        key=f"ledger.answered:{question.pk}",
        question_id=question.pk,
    )
    return question


def date_questions() -> int:
    """Give their last day to questions that were asked when the holidays were not announced yet."""
    done = 0
    for question in LedgerQuestion.objects.filter(OPEN, due_on=None).order_by("pk")[:AT_ONCE]:
        due_on = _due(timezone.localdate(question.asked_at))
        if due_on is not None:
            done += LedgerQuestion.objects.filter(OPEN, pk=question.pk, due_on=None).update(
                due_on=due_on
            )
    return done


def _next_level(earlier: list[LedgerQuestion]) -> int:
    if any(question.is_open for question in earlier):
        raise LineQuestionOpen
    if any(question.level == LedgerQuestion.Level.SUPERVISOR for question in earlier):
        raise LineQuestionSpent
    return LedgerQuestion.Level.SUPERVISOR if earlier else LedgerQuestion.Level.DEPARTMENT


def _department_of(line: LedgerEntry) -> Department | None:
    """The asking department: it had this name, and decides this matter."""
    named = Department.objects.filter(name=line.asker_department).order_by("pk")
    deciding = named.filter(editions__matter__code=line.matter_code)
    return deciding.first() or named.first()


def _due(asked_on: date) -> date | None:
    try:
        return the_calendar().add_days(asked_on, settings.LEDGER_QUESTION_WORKING_DAYS, WORKING)
    except CalendarYearUnknown:
        return None
