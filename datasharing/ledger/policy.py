"""Who may ask about a line, and who answers."""

from __future__ import annotations

from django.db.models import Q

from datasharing.ledger.errors import LineQuestionNotYours
from datasharing.ledger.models import LedgerQuestion
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from portal.accounts.roles import Role
from portal.errors import NotFound
from services.region_codes import stem

FOR_THEIR_DEPARTMENT = frozenset({Role.OFFICER, Role.DATA_OFFICER})
"""Of the officers the head answers what was asked of the department; a data officer is named for
it."""
KEEPERS = frozenset({Role.SUPERVISOR, Role.ADMIN})
"""Who sees how the seals stand."""


def check_may_question(subject: Applicant, *, actor: Actor) -> None:
    """Everybody about their own lines; of a stranger's there is none (art. 44, 45, 50)."""
    if not actor.acts_for(subject.pk):
        raise NotFound


def may_answer(actor: Actor) -> bool:
    """Whether this person answers any questions at all."""
    if actor.kind == Role.SUPERVISOR:
        return bool(actor.region_code)
    is_named = actor.kind == Role.DATA_OFFICER or actor.is_head
    return actor.kind in FOR_THEIR_DEPARTMENT and is_named and bool(actor.department_code)


def answered_by(actor: Actor) -> Q:
    """The questions that this person may see and answer; none for everybody else.

    The head or the data officer of the department that read answers first; the supervisors of its
    region see those, answer what was asked a second time, and what no department is known for.
    """
    if not may_answer(actor):
        return Q(pk__in=[])
    if actor.kind == Role.SUPERVISOR:
        here = Q(department__region__code__startswith=stem(actor.region_code))
        return here | Q(department__isnull=True)
    return Q(department__code=actor.department_code, level=LedgerQuestion.Level.DEPARTMENT)


def is_for(question: LedgerQuestion, *, actor: Actor) -> bool:
    """Whether this person is the one to answer; whoever may only see it is not."""
    if actor.kind != Role.SUPERVISOR:
        return True
    return question.level == LedgerQuestion.Level.SUPERVISOR or question.department_id is None


def check_may_answer(question: LedgerQuestion, *, actor: Actor) -> None:
    """Raises NotFound for a question of somebody else's, LineQuestionNotYours for one that is
    only seen."""
    if not LedgerQuestion.objects.filter(answered_by(actor), pk=question.pk).exists():
        raise NotFound
    if not is_for(question, actor=actor):
        raise LineQuestionNotYours
