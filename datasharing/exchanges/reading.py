"""What a worker does with questions: claim, ask with nothing locked, keep the results.

Two short transactions with the network between them, for one question or for many at once. Killed
anywhere, it is done again: an attempt that was cut off gets its own ledger line, because it may
have been read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from datasharing.connections.queries import limits_of, translation_for
from datasharing.connectors.base import Question
from datasharing.endpoints import endpoint_of
from datasharing.exchanges.claims import Claim, Told
from datasharing.exchanges.going_out import (
    AT_ONCE,
    Answered,
    Outside,
    ask_in_time,
    broken,
    withdraw,
)
from datasharing.exchanges.ground import barred
from datasharing.exchanges.holding import hold
from datasharing.exchanges.keeping import (
    DELAYS,
    Ended,
    conclude,
    end_wait,
    is_over,
    keep,
    locked,
)
from datasharing.exchanges.ledger import freeze, write_line
from datasharing.exchanges.question import asked_fields, keys_for
from datasharing.exchanges.reuse import standing_answer
from datasharing.exchanges.standing import ended_ground
from datasharing.exchanges.writing import write_all
from datasharing.ledger.gate import is_closed
from datasharing.models import Exchange
from datasharing.states import Outcome
from portal.outbox.handlers import More, Payloads, TryAgain

READING_LEASE = timedelta(seconds=30)
"""Longer than any single read may take; after it the reader is taken for dead."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    place: int
    exchange_id: UUID
    round: int


@dataclass(slots=True)
class _Claimed:
    """What one claim brought: questions to ask, questions to take back, and what ended at once."""

    to_ask: list[tuple[int, Claim]] = field(default_factory=list)
    to_withdraw: list[Claim] = field(default_factory=list)
    ended: Ended = field(default_factory=list)


def fetch(*, exchange_id: str, of_round: int) -> None:
    """Read once. Raises TryAgain while the other side does not answer."""
    claimed = _claim([_Wanted(0, UUID(exchange_id), of_round)])
    withdraw(claimed.to_withdraw)
    ended = claimed.ended
    if claimed.to_ask:
        ended = ended + _kept(
            [(place, claim, ask_in_time(claim)) for place, claim in claimed.to_ask]
        )
    for _, ending in ended:
        if ending is not None:
            raise ending


def fetch_together(payloads: Payloads, more: More) -> Iterator[Ended]:
    """The same for many at the same time; while slow sources think, others are asked meanwhile."""
    outside, count = Outside(), 0
    while True:
        if payloads:
            claimed = _alone_if_need_be(_claim, _wanted(payloads, begins=count))
            count += len(payloads)
            withdraw(claimed.to_withdraw)
            outside.send(claimed.to_ask)
            yield claimed.ended
        if not outside:
            return
        yield _kept(outside.answers())
        payloads = more(AT_ONCE - len(outside)) if outside else []


def _wanted(payloads: Sequence[Mapping[str, Any]], *, begins: int) -> list[_Wanted]:
    return [
        _Wanted(place, UUID(each["exchange_id"]), each["of_round"])
        for place, each in enumerate(payloads, start=begins)
    ]


def _alone_if_need_be(claim: Any, wanted: Sequence[_Wanted]) -> _Claimed:
    """All in one transaction; where that fails, each in its own, so that one spoils none."""
    try:
        claimed: _Claimed = claim(wanted)
    except Exception as error:  # noqa: BLE001 (each one's own fault is told to the outbox)
        if len(wanted) == 1:
            return _Claimed(ended=[(wanted[0].place, error)])
        claimed = _Claimed()
        for each in wanted:
            one = _alone_if_need_be(claim, [each])
            claimed.to_ask += one.to_ask
            claimed.to_withdraw += one.to_withdraw
            claimed.ended += one.ended
    return claimed


def _kept(answered: Sequence[Answered]) -> Ended:
    """The same for what came back. What cannot be kept ends as told, with its line; only where not
    even that can be written, or the database is away, the outbox is told.
    """
    if not answered:
        return []
    try:
        return keep(answered)
    except Exception as error:  # noqa: BLE001 (as above)
        if len(answered) > 1:
            return [ended for each in answered for ended in _kept([each])]
        place, claim, _ = answered[0]
        if isinstance(error, OperationalError | InterfaceError):
            return [(place, error)]
        return _kept_as_broken(place, claim, error)


def _kept_as_broken(place: int, claim: Claim, error: Exception) -> Ended:
    try:
        return keep([(place, claim, broken(claim, error))])
    except Exception:  # noqa: BLE001 (what went wrong first is told)
        return [(place, error)]


@transaction.atomic(durable=True)
def _claim(wanted: Sequence[_Wanted]) -> _Claimed:
    """Take the exchanges for one attempt each.

    The ground, and how the register is shared, are looked at again now, at the moment of reading:
    what was valid when the case was handed in may have been taken back since, or put out of force.
    """
    rows, now = locked(each.exchange_id for each in wanted), timezone.now()
    claimed, closed = _Claimed(), is_closed()
    # By person, as in `keeping.keep`.
    for each in sorted(wanted, key=lambda one: rows[one.exchange_id].subject_id):
        exchange = rows[each.exchange_id]
        if closed and exchange.round == each.round and not is_over(exchange):
            claimed.ended.append((each.place, hold(exchange)))
            continue
        taken = _take(exchange, each.round, now, claimed.to_withdraw)
        if isinstance(taken, Claim):
            claimed.to_ask.append((each.place, taken))
        else:
            claimed.ended.append((each.place, taken))
    # Before anything leaves: who dies from now on was reading.
    write_all(rows.values())
    return claimed


def _take(
    exchange: Exchange, of_round: int, now: datetime, to_withdraw: list[Claim]
) -> Claim | TryAgain | None:
    """The claim; None when there is nothing (more) to do."""
    began = exchange.reading_since
    # From a later time than now: a reader of before the clock was set back, long dead.
    is_in_hand = began is not None and abs(now - began) < READING_LEASE
    is_of_old_round = exchange.waiting_since is not None and (
        exchange.waiting_round != exchange.round
    )
    if is_of_old_round and not is_in_hand:
        # Asked anew or not needed any more while it lay there: on the record, and taken back.
        to_withdraw.append(_claim_of(exchange))
        write_line(exchange, outcome=Outcome.DROPPED, at=now)
        end_wait(exchange)
        exchange.reading_since = None
    if exchange.round != of_round or is_over(exchange):
        return None
    if is_in_hand:
        return TryAgain(DELAYS[0], "somebody is reading it right now", is_counted=False)
    if exchange.reading_since is not None and exchange.waiting_since is None:
        write_line(exchange, outcome=Outcome.INTERRUPTED, at=exchange.reading_since)
    if exchange.waiting_since is None:
        exchange.attempts += 1
        freeze(exchange)
    exchange.reading_since = now
    lapsed = ended_ground(exchange) or barred(exchange)
    if lapsed is not None:
        if exchange.waiting_since is not None:
            to_withdraw.append(_claim_of(exchange))
        conclude(exchange, Told(lapsed), at=now)
        return None
    standing = standing_answer(exchange, now=now) if exchange.waiting_since is None else None
    if standing is not None:
        exchange.answer, exchange.valid_until = standing.answer, standing.valid_until
        conclude(exchange, Told(Outcome.REUSED), at=now)
        return None
    return _claim_of(exchange)


def _claim_of(exchange: Exchange) -> Claim:
    resource = exchange.resource
    return Claim(
        exchange_id=exchange.pk,
        round=exchange.round,
        attempt=exchange.attempts,
        code=resource.code,
        connector=resource.connector,
        one_per=next((each["name"] for each in resource.fields if each.get("one_per")), ""),
        question=Question(
            resource=resource.path or resource.code,
            address=endpoint_of(resource.code, resource.connector),
            keys=keys_for(resource, exchange.subject, exchange.query),
            fields=asked_fields(exchange),
            case_number=exchange.case_number,
            purpose=exchange.purpose,
            asker=exchange.department_name,
            reference=f"{exchange.pk}/{exchange.attempts}",
            limits=limits_of(resource),
            translation=translation_for(resource),
            waiting_since=exchange.waiting_since,
        ),
    )
