"""The person's answer, and silence."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import SYSTEM, Actor
from portal.errors import MoveRefused
from portal.journal.actions import record
from services.catalogue.text import Text
from windows.approvals.actions import after_any_end, drop
from windows.approvals.states import UNDECIDED
from windows.approvals.telling import told
from windows.cases.models import Case
from windows.cases.states import CaseState
from windows.clock import day_after, today
from windows.denials.errors import DenialAnswered, NothingAsked, NothingLeft, UnknownAnswer
from windows.denials.following import close_question, end_all
from windows.denials.models import OPEN, DenialQuestion
from windows.denials.policy import how_answered
from windows.denials.reasons import because_they_said
from windows.denials.states import Answer, How
from windows.intake.visits import note_visit
from windows.limits import limit
from windows.locks import lock_approvals, lock_case
from windows.notices.actions import notify

SAID = {
    Answer.CONTINUE: Text("其余的继续办", "the others go on"),
    Answer.STOP: Text("其余的不办了", "the others end"),
}


@transaction.atomic(savepoint=False)
def answer_denial(case: Case, *, answer: str, actor: Actor) -> DenialQuestion:
    """The applicant, or a clerk for them, says whether the rest is still wanted; once.

    Stop ends all that is undecided; what was granted stays. Until the clockwork has noted the
    silence, an answer counts. Raises UnknownAnswer, NothingAsked, DenialAnswered for a second
    answer, NothingLeft when all have been decided meanwhile.
    """
    case = lock_case(case.pk)
    how = how_answered(case, actor)
    if answer not in Answer.values:
        raise UnknownAnswer(field="answer")
    chosen = Answer(answer)
    question = _open_question(case)
    left = [each for each in lock_approvals(case) if each.state in UNDECIDED]
    if case.state != CaseState.ACCEPTED or not left:
        raise NothingLeft
    _close(question, chosen, how, name=actor.name)
    note_visit(case, actor=actor, purpose="answer_denial")
    record(
        case.stream,
        "denial.answered",
        actor=actor,
        answer=SAID[chosen].zh,
        answer_en=SAID[chosen].en,
        how=how.value,
        **told(question.approval),
    )
    if chosen == Answer.STOP:
        end_all(case, left, because=because_they_said(question.approval), drop=drop)
        after_any_end(case)
    if how == How.WINDOW:
        _confirm(case, question)
    return question


@transaction.atomic(savepoint=False)
def note_silence(case: Case, *, actor: Actor = SYSTEM) -> DenialQuestion:
    """The clockwork: the day is over without an answer, so the others simply go on.

    Gives a day to a question that has none as soon as the calendar reaches so far, and closes that
    of a case which came to another end. Changes nothing before the last day is over. Raises
    MoveRefused where nothing is asked.
    """
    case = lock_case(case.pk)
    question = DenialQuestion.objects.select_for_update().filter(OPEN, case=case).first()
    if question is None:
        raise MoveRefused
    if case.state != CaseState.ACCEPTED:
        close_question(case)
        question.refresh_from_db()
        return question
    if question.answer_by is None:
        asked_on = timezone.localdate(question.asked_at)
        question.answer_by = day_after(asked_on, limit("DENIAL_ANSWER_WORKING_DAYS"))
        question.save(update_fields=["answer_by"])
    if question.answer_by is None or question.answer_by >= today():
        return question
    _close(question, Answer.CONTINUE, How.SILENCE)
    record(case.stream, "denial.silent", actor=actor, **told(question.approval))
    return question


def _open_question(case: Case) -> DenialQuestion:
    newest = (
        DenialQuestion.objects.select_for_update(of=("self",))
        .select_related("approval__matter_edition__matter", "approval__department")
        .filter(case=case)
        .order_by("-pk")
        .first()
    )
    if newest is None:
        raise NothingAsked
    if newest.answered_at is None:
        return newest
    if newest.how == How.NOTHING_LEFT:
        raise NothingLeft
    raise DenialAnswered(answer=newest.get_answer_display())


def _close(question: DenialQuestion, answer: Answer, how: How, *, name: str = "") -> None:
    question.answer, question.how = answer.value, how.value
    question.answered_at, question.answered_by_name = timezone.now(), name
    question.save(update_fields=["answer", "how", "answered_at", "answered_by_name"])


def _confirm(case: Case, question: DenialQuestion) -> None:
    """Whoever let a clerk answer reads in their own box what was noted."""
    said = SAID[Answer(question.answer)]
    notify(
        case,
        kind="denial_answered",
        key=f"denial_answered:{question.pk}",
        text=Text(
            f"窗口按您的意思记下：办件（{case.number}）{said.zh}。",
            f"The window noted for you: {case.number}, {said.en}.",
        ),
    )
