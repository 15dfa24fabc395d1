"""The provider says what became of an answer that named somebody else."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from datasharing import policy
from datasharing.errors import AnswerMissing
from datasharing.exchanges import ask_again
from datasharing.grounds.models import Mismatch
from datasharing.grounds.moving import move_mismatch
from datasharing.grounds.states import MismatchState
from datasharing.models import Exchange
from datasharing.states import ExchangeState, Outcome
from portal.accounts.actor import SYSTEM, Actor
from portal.errors import DomainError
from portal.journal.actions import record
from portal.outbox.actions import publish

ANSWERED_NEWS = "exchange.mismatch_answered"


@transaction.atomic(savepoint=False)
def answer_mismatch(mismatch: Mismatch, *, verb: str, answer: str, actor: Actor) -> Mismatch:
    """`correct` after the register was put right: it is asked once more, on the ground there was.
    `let_stand` where the register is right as it is. The person is told either way.
    """
    mismatch = (
        Mismatch.objects.select_for_update(of=("self",))
        .select_related("exchange__resource")
        .get(pk=mismatch.pk)
    )
    policy.check_may_answer_mismatch(mismatch, actor=actor)
    if not answer.strip():
        raise AnswerMissing(field="answer")
    move_mismatch(mismatch, verb, actor=actor)
    exchange = mismatch.exchange
    mismatch.answer = answer.strip()
    mismatch.answered_at = timezone.now()
    mismatch.answered_by_name = actor.name
    mismatch.save()
    record(
        f"case:{exchange.case_number}",
        "mismatch.answered",
        actor=actor,
        mismatch=mismatch.pk,
        resource=exchange.resource.name,
        resource_en=exchange.resource.name_en or exchange.resource.name,
        state=mismatch.state,
        answer=mismatch.answer,
    )
    if mismatch.state == MismatchState.CORRECTED:
        _ask_once_more(exchange)
    publish(
        ANSWERED_NEWS,
        key=f"{ANSWERED_NEWS}:{mismatch.pk}",
        mismatch_id=mismatch.pk,
        exchange_id=str(exchange.pk),
    )
    return mismatch


def _ask_once_more(exchange: Exchange) -> None:
    """Unless it was settled otherwise meanwhile, or the ground does not stand any more."""
    waits = (exchange.state, exchange.last_outcome) == (ExchangeState.FAILED, Outcome.WRONG_PERSON)
    if not waits:
        return
    try:
        with transaction.atomic():
            ask_again(exchange, actor=SYSTEM)
    except DomainError:
        return
