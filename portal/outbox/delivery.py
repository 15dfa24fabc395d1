"""One try at one message: claim it, do it, write down how it went.

The claim and the outcome are two short transactions; the handler runs between them with no row
locked. Whoever dies in between is found by the sweep when the lease has run out.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from portal.outbox.handlers import (
    GiveUp,
    Handler,
    Registration,
    TryAgain,
    delay_after,
    handler_of,
)
from portal.outbox.models import Attempt, MessageState, Outcome
from portal.outbox.queries import lock_due
from portal.prepared import prepared

LONGEST_ERROR = 2000
# By hand: these are done for every message, and the ORM takes longer to word them than the database
# to do them.
TAKE = (
    "WITH taken AS (UPDATE outbox_message SET attempts = %s, state = 'in_flight', claimed_at = %s "
    "WHERE id = %s) "
    "INSERT INTO outbox_attempt (message_id, number, started_at, outcome, error) "
    "VALUES (%s, %s, %s, 'running', '')"
)
SETTLE = (
    "WITH tried AS (UPDATE outbox_attempt SET outcome = %s, error = %s, seconds = %s "
    "WHERE message_id = %s AND number = %s) "
    "UPDATE outbox_message SET claimed_at = NULL, nudged_at = NULL, last_error = %s, state = %s, "
    "done_at = %s, not_before = coalesce(%s, not_before), "
    "attempts_forgiven = attempts_forgiven + %s "
    "WHERE id = %s AND state = 'in_flight' AND attempts = %s"
)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Claim:
    """One message in one pair of hands. `tried` counts tries since it was last sent."""

    message_id: UUID
    kind: str
    payload: Mapping[str, Any]
    number: int
    tried: int


@dataclass(frozen=True, slots=True)
class Result:
    outcome: Outcome
    reason: str = ""
    after: timedelta | None = None
    error: Exception | None = None  # what nobody expected
    is_counted: bool = True


def deliver(message_id: UUID, *, now: datetime | None = None) -> Result | None:
    """Try this message once. None when there is nothing to do: done, not due, or in other hands."""
    now = now or timezone.now()
    claim = claim_message(message_id, now)
    if claim is None:
        return None
    return finish(claim, now=now)


def finish(claim: Claim, *, now: datetime, result: Result | None = None) -> Result:
    """Do what was claimed, or leave it with this result, and write down how it went."""
    started = time.monotonic()
    result = result or _run(claim)
    _settle(claim, result, now=now, seconds=time.monotonic() - started)
    return result


@transaction.atomic(durable=True)
def claim_message(message_id: UUID, now: datetime) -> Claim | None:
    """Take the message and write down the try; None when it is not there to be taken."""
    message = lock_due(message_id, now)
    if message is None:
        return None
    if message.attempts:
        Attempt.objects.filter(message=message, outcome=Outcome.RUNNING).update(
            outcome=Outcome.TRY_AGAIN, error="The claimant was not heard of again."
        )
    message.attempts += 1
    with connection.cursor() as cursor:
        cursor.execute(
            prepared(connection, TAKE),
            [message.attempts, now, message.pk, message.pk, message.attempts, now],
        )
    return Claim(
        message_id=message.pk,
        kind=message.kind,
        payload=message.payload,
        number=message.attempts,
        tried=message.attempts - message.attempts_forgiven,
    )


def _run(claim: Claim) -> Result:
    registered = handler_of(claim.kind) or Registration(claim.kind, _unknown(claim.kind))
    result = _try(registered, claim)
    is_last = result.is_counted and claim.tried >= registered.attempts
    if result.outcome is Outcome.TRY_AGAIN and is_last:
        result = replace(result, outcome=Outcome.GAVE_UP)
    if result.outcome is Outcome.GAVE_UP:
        return _tell_the_end(registered, claim, result)
    return result


def _try(registered: Registration, claim: Claim) -> Result:
    if claim.tried > registered.attempts:  # the last try died, or its end could not be told
        return Result(Outcome.GAVE_UP, "The last try did not come back.")
    try:
        registered.call(**claim.payload)
    except GiveUp as stop:
        return Result(Outcome.GAVE_UP, stop.reason)
    except TryAgain as wait:
        return Result(Outcome.TRY_AGAIN, wait.reason, after=wait.after, is_counted=wait.is_counted)
    except Exception as error:
        log.warning("Handler of %s has failed (try %s)", claim.kind, claim.tried, exc_info=error)
        return Result(Outcome.TRY_AGAIN, f"{type(error).__name__}: {error}", error=error)
    return Result(Outcome.DONE)


def _tell_the_end(registered: Registration, claim: Claim, result: Result) -> Result:
    """Let the package tell its own story first; if that fails, the telling is tried again."""
    if registered.on_give_up is None:
        return result
    try:
        registered.on_give_up(**{**claim.payload, "reason": result.reason})
    except Exception as error:
        log.exception("Giving up on %s could not be told", claim.kind)
        return Result(Outcome.TRY_AGAIN, f"{type(error).__name__}: {error}", error=error)
    return result


def _unknown(kind: str) -> Handler:
    """While a release is rolled out, an old worker may meet kinds that it does not know yet."""

    def refuse(**_payload: object) -> None:
        raise LookupError(f"No handler is registered for {kind!r}.")

    return refuse


@transaction.atomic(durable=True)
def _settle(claim: Claim, result: Result, *, now: datetime, seconds: float) -> None:
    """Write the outcome down, unless the lease ran out and another has taken over."""
    reason = result.reason[:LONGEST_ERROR]
    state, done_at, not_before = MessageState.WAITING, None, None
    if result.outcome is Outcome.DONE:
        state, done_at = MessageState.DONE, timezone.now()
    elif result.outcome is Outcome.GAVE_UP:
        state = MessageState.FAILED
    else:
        delay = delay_after(claim.tried) if result.after is None else result.after
        not_before = now + delay
    forgiven = int(not result.is_counted)
    tried: list[Any] = [result.outcome.value, reason, seconds, claim.message_id, claim.number]
    message: list[Any] = [reason, state.value, done_at, not_before, forgiven]
    message += [claim.message_id, claim.number]
    with connection.cursor() as cursor:
        cursor.execute(prepared(connection, SETTLE), [*tried, *message])
        is_mine = cursor.rowcount == 1
    if not is_mine:
        log.warning("Message %s was taken over while it was being done", claim.message_id)
