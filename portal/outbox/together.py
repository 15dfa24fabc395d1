"""Several messages of one quick kind with one claim: what is cheap each costs less together.

A kind that is registered with `at_once` is rung for once a transaction, and the worker that hears
it takes all that is due, up to that number. Only the claim is shared: each is done and settled
before the next begins, as if it had come alone, so that one that kills its worker takes no other
along. Whoever finds as many as it takes rings again first, so that a second worker helps.
"""

from __future__ import annotations

import json
import time
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from portal.outbox.delivery import Claim, Result, finish
from portal.outbox.handlers import Registration, handler_of
from portal.outbox.models import Outcome
from portal.outbox.nudge import nudge_kind
from portal.outbox.queries import LEASE
from portal.prepared import prepared

NO_MORE_AFTER = 10.0
"""Seconds after which no further message of a claim is begun: well within lease and time limit."""
NOT_BEGUN = Result(Outcome.TRY_AGAIN, "not begun", after=timedelta(0), is_counted=False)
TAKE = (
    "WITH due AS (SELECT id FROM outbox_message WHERE kind = %s AND "
    "((state IN ('queued', 'waiting') AND not_before <= %s) "
    "OR (state = 'in_flight' AND (claimed_at <= %s OR claimed_at > %s))) "
    "ORDER BY not_before LIMIT %s FOR NO KEY UPDATE SKIP LOCKED), "
    "silent AS (UPDATE outbox_attempt SET outcome = 'try_again', "
    "error = 'The claimant was not heard of again.' "
    "WHERE outcome = 'running' AND message_id IN (SELECT id FROM due)), "
    "taken AS (UPDATE outbox_message m SET attempts = m.attempts + 1, state = 'in_flight', "
    "claimed_at = %s FROM due WHERE m.id = due.id "
    "RETURNING m.id, m.payload::text, m.attempts, m.attempts_forgiven), "
    "noted AS (INSERT INTO outbox_attempt (message_id, number, started_at, outcome, error) "
    "SELECT id, attempts, %s, 'running', '' FROM taken) "
    "SELECT id, payload, attempts, attempts_forgiven FROM taken"
)


def deliver_together(kind: str, *, now: datetime | None = None) -> int:
    """Try all due messages of this kind, up to its `at_once`; returns how many were taken."""
    now = now or timezone.now()
    registered = handler_of(kind)
    if registered is None:
        return 0  # an old worker during a release; the sweep rings for a new one
    claims = _claim(registered, now)
    if len(claims) == registered.at_once:
        nudge_kind(kind)
    began = time.monotonic()
    for claim in claims:
        is_late = time.monotonic() - began > NO_MORE_AFTER
        finish(claim, now=now, result=NOT_BEGUN if is_late else None)
    return len(claims)


@transaction.atomic(durable=True)
def _claim(registered: Registration, now: datetime) -> list[Claim]:
    limits = (now, now - LEASE, now + LEASE, registered.at_once, now, now)
    with connection.cursor() as cursor:
        cursor.execute(prepared(connection, TAKE), [registered.kind, *limits])
        rows = cursor.fetchall()
    return [
        Claim(pk, registered.kind, json.loads(payload), number, number - forgiven)
        for pk, payload, number, forgiven in rows
    ]
