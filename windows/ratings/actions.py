"""好差评 and the call back that a bad one demands."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.errors import MoveRefused, NotAllowed
from portal.journal.actions import record
from portal.outbox.actions import publish
from services.catalogue.text import Text
from windows.cases.models import Case
from windows.cases.policy import check_may_handle, check_office
from windows.cases.states import CaseState
from windows.clock import day_after, today
from windows.errors import (
    BadGrade,
    NoCallbackDue,
    NotYourApplicant,
    RatedAlready,
    ReasonMissing,
    UnknownRatingOption,
)
from windows.limits import limit
from windows.locks import lock_case
from windows.notices.actions import notify
from windows.ratings.models import BAD, Rating
from windows.ratings.options import GRADES, OPTIONS


@transaction.atomic(savepoint=False)
def rate(
    case: Case, *, grade: int, actor: Actor, options: Sequence[str] = (), comment: str = ""
) -> Rating:
    """The applicant rates the case, once, when the results are in hand: 5 best … 1 worst.

    1 and 2 open a duty to call back within CALLBACK_WORKING_DAYS, told to the region's supervisors.
    Raises RatedAlready, BadGrade, UnknownRatingOption, NotYourApplicant (staff do not rate).
    """
    case = lock_case(case.pk)
    check_may_handle(case, actor)
    if not actor.acts_for(case.applicant_id):
        raise NotYourApplicant
    if Rating.objects.filter(case=case).exists():
        raise RatedAlready
    if case.state != CaseState.COLLECTED:
        raise MoveRefused
    _check_choice(grade, options)
    is_bad = grade <= BAD
    rating = Rating.objects.create(
        case=case,
        grade=grade,
        options=list(dict.fromkeys(options)),
        comment=comment.strip(),
        at=timezone.now(),
        callback_due_on=day_after(today(), limit("CALLBACK_WORKING_DAYS")) if is_bad else None,
    )
    said = dict(GRADES)[grade]
    record(
        case.stream,
        "case.rated",
        actor=actor,
        grade=said.zh,
        grade_en=said.en,
        options=rating.options,
        comment=rating.comment,
    )
    if is_bad:
        notify(
            case,
            kind="callback",
            key=f"callback:{case.pk}",
            text=Text(
                f"办件 {case.number} 收到差评（{said.zh}），请回访并整改。",
                f"Case {case.number} was rated “{said.en}”. Call back and put it right.",
            ),
            to_supervisors=True,
        )
    publish("case.archive", key=f"case.archive:{case.pk}", case_id=case.pk)
    return rating


@transaction.atomic(savepoint=False)
def call_back(rating: Rating, *, outcome: str, actor: Actor) -> Rating:
    """A supervisor has called back and says what was put right. Raises NoCallbackDue."""
    case = lock_case(rating.case_id)
    check_office(case, actor)
    if actor.kind != Role.SUPERVISOR:
        raise NotAllowed
    rating = Rating.objects.select_for_update().get(pk=rating.pk)
    if rating.grade > BAD or rating.called_back_at is not None:
        raise NoCallbackDue
    if not outcome.strip():
        raise ReasonMissing(field="outcome")
    rating.called_back_at = timezone.now()
    rating.called_back_by_name = actor.name
    rating.callback_outcome = outcome.strip()
    rating.save()
    record(case.stream, "case.called_back", actor=actor, outcome=rating.callback_outcome)
    return rating


def _check_choice(grade: int, options: Sequence[str]) -> None:
    if grade not in OPTIONS:
        raise BadGrade(field="grade")
    offered = {code for code, _ in OPTIONS[grade]}
    for option in options:
        if option not in offered:
            raise UnknownRatingOption(option=option, field="options")
