"""Opening a ticket, answering it, taking it back: the only writers."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from datasharing.disputes import policy
from datasharing.disputes.days import due_day
from datasharing.disputes.errors import (
    AnswerMissing,
    ClaimMissing,
    ClaimTooLong,
    DisputedAlready,
    NoSuchValue,
    NothingAnswered,
)
from datasharing.disputes.models import DataDispute
from datasharing.disputes.moves import move
from datasharing.disputes.states import DisputeState
from datasharing.disputes.values import Value, values_of
from datasharing.exchanges.reuse import end_validity
from datasharing.models import Exchange
from datasharing.states import SETTLED
from materials.models import Document
from portal.accounts.actor import Actor
from portal.journal.actions import record
from portal.outbox.actions import publish

LONGEST = 400


@transaction.atomic(savepoint=False)
def open_dispute(
    exchange: Exchange,
    *,
    path: str,
    claimed: str,
    actor: Actor,
    why: str = "",
    evidence: Document | None = None,
) -> DataDispute:
    """The person says that a value is wrong and what is right; the authority gets a ticket.

    浙江“最多跑一次”改革规定 art. 7: where the applicant says that shared data is wrong, the
    applicant's word prevails. Raises NothingAnswered, NoSuchValue, ClaimMissing, ClaimTooLong,
    DisputedAlready.
    """
    exchange = _locked(exchange)
    policy.check_may_dispute(exchange, actor=actor)
    if exchange.state not in SETTLED:
        raise NothingAnswered
    value = _value(exchange, path)
    claimed, why = claimed.strip(), why.strip()
    said = value.said.zh[:LONGEST]
    if not claimed or claimed in (said, value.said.en):
        raise ClaimMissing(field="claimed")
    if max(len(claimed), len(why)) > LONGEST:
        raise ClaimTooLong(field="claimed" if len(claimed) > LONGEST else "why")
    if exchange.disputes.filter(path=path, state=DisputeState.OPEN).exists():
        raise DisputedAlready
    dispute = DataDispute.objects.create(
        exchange=exchange,
        subject=exchange.subject,
        case_number=exchange.case_number,
        path=value.path,
        label=value.label.zh[:120],
        label_en=value.label.en[:160],
        said=said,
        claimed=claimed,
        why=why,
        evidence=evidence,
        opened_by_name=actor.name,
        due_on=due_day(timezone.localdate()),
    )
    end_validity(exchange.subject_id, exchange.resource_id)
    _journal(dispute, "dispute.opened", actor=actor)
    return dispute


@transaction.atomic(savepoint=False)
def answer_dispute(dispute: DataDispute, *, outcome: str, answer: str, actor: Actor) -> DataDispute:
    """The authority's word: `outcome` is the move "correct" or "uphold". Told to the person.

    Raises DisputeNotFound, NotAllowed, AnswerMissing, MoveRefused when it is closed.
    """
    dispute = _locked_dispute(dispute)
    policy.check_may_answer(dispute, actor=actor)
    move(dispute, outcome, actor=actor)
    if not answer.strip():
        raise AnswerMissing(field="answer")
    dispute.answer = answer.strip()[:LONGEST]
    dispute.answered_by_name = actor.name
    dispute.closed_at = timezone.now()
    dispute.save()
    if dispute.state == DisputeState.CORRECTED:  # what was read since they asked is the old value
        exchange = _locked(dispute.exchange)
        end_validity(exchange.subject_id, exchange.resource_id)
    _journal(dispute, "dispute.answered", actor=actor)
    publish("dispute.answered", key=f"dispute.answered:{dispute.pk}", dispute_id=dispute.pk)
    return dispute


@transaction.atomic(savepoint=False)
def withdraw_dispute(dispute: DataDispute, *, actor: Actor) -> DataDispute:
    """The person has looked again: the register is right. Raises MoveRefused once answered."""
    dispute = _locked_dispute(dispute)
    policy.check_may_dispute(dispute.exchange, actor=actor)
    move(dispute, "withdraw", actor=actor)
    dispute.closed_at = timezone.now()
    dispute.save()
    _journal(dispute, "dispute.withdrawn", actor=actor)
    return dispute


def _value(exchange: Exchange, path: str) -> Value:
    asked = set(exchange.fields)
    fields = [each for each in exchange.resource.fields if each["name"] in asked]
    for value in values_of(exchange.answer, fields):
        if value.path == path:
            return value
    raise NoSuchValue(field="path")


def _locked(exchange: Exchange) -> Exchange:
    """With all that were read of this person there, in the order in which workers lock them."""
    rows = (
        Exchange.objects.select_for_update(of=("self",))
        .select_related("resource", "subject")
        .filter(subject=exchange.subject_id, resource=exchange.resource_id)
        .order_by("pk")
    )
    return next(row for row in rows if row.pk == exchange.pk)


def _locked_dispute(dispute: DataDispute) -> DataDispute:
    return (
        DataDispute.objects.select_for_update(of=("self",))
        .select_related("exchange__resource", "subject")
        .get(pk=dispute.pk)
    )


def _journal(dispute: DataDispute, verb: str, *, actor: Actor) -> None:
    """In the person's own stream; the values themselves stay in the row."""
    resource = dispute.exchange.resource
    record(
        f"applicant:{dispute.subject_id}",
        verb,
        actor=actor,
        dispute=dispute.pk,
        case=dispute.case_number,
        resource=resource.name,
        resource_en=resource.name_en or resource.name,
        label=dispute.label,
        label_en=dispute.label_en or dispute.label,
        outcome=str(dispute.state),
    )
