"""Many messages of one kind with one claim: what is cheap each costs less together.

A kind that is registered with `at_once` is rung for once a transaction, and the worker that hears
it takes all that is due, up to that number. Each message keeps its own tries and its own outcome;
the claim is shared, and where they are done together, how they ended. Whoever finds as many as it
takes rings again first, so that a second worker helps.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from portal.outbox.delivery import LONGEST_ERROR, Claim, Result, concluded, result_of, standing
from portal.outbox.handlers import Ending, Payloads, Registration, TryAgain, handler_of
from portal.outbox.models import Outcome
from portal.outbox.nudge import nudge_kind
from portal.outbox.queries import LEASE
from portal.prepared import prepared

NO_MORE_AFTER = 10.0
"""Seconds after which no further message of a claim is begun: well within lease and time limit."""
NOT_BACK = "The last try did not come back."
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
SETTLE = (
    "WITH said (id, number, outcome, reason, seconds, state, done_at, not_before, forgiven) AS "
    "(VALUES {rows}), tried AS (UPDATE outbox_attempt a SET outcome = said.outcome, "
    "error = said.reason, seconds = said.seconds FROM said "
    "WHERE a.message_id = said.id AND a.number = said.number) "
    "UPDATE outbox_message m SET claimed_at = NULL, nudged_at = NULL, last_error = said.reason, "
    "state = said.state, done_at = said.done_at, "
    "not_before = coalesce(said.not_before, m.not_before), "
    "attempts_forgiven = m.attempts_forgiven + said.forgiven FROM said "
    "WHERE m.id = said.id AND m.state = 'in_flight' AND m.attempts = said.number"
)
ROW = "(%s::uuid, %s, %s, %s, %s::float, %s, %s::timestamptz, %s::timestamptz, %s)"

log = logging.getLogger(__name__)


def deliver_together(kind: str, *, now: datetime | None = None) -> int:
    """Try all due messages of this kind, up to its `at_once`; returns how many were tried."""
    now = now or timezone.now()
    registered = handler_of(kind)
    if registered is None:
        return 0  # an old worker during a release; the sweep rings for a new one
    taking = _Taking(registered, now)
    taking.run()
    return len(taking.taken)


class _Taking:
    """What one worker has in its hands, and what became of it."""

    def __init__(self, registered: Registration, now: datetime) -> None:
        self.registered = registered
        self.now = now
        self.began = self.settled = time.monotonic()
        self.taken: list[Claim] = []
        self.open: dict[int, Claim] = {}

    def more(self, at_most: int) -> Payloads:
        """Claim what is due. Those whose last try died are ended at once and not begun again."""
        elapsed = time.monotonic() - self.began
        if at_most < 1 or elapsed > NO_MORE_AFTER:
            return []
        claims = _claim(self.registered, self.now + timedelta(seconds=elapsed), at_most)
        if len(claims) == self.registered.at_once:
            nudge_kind(self.registered.kind)
        lively = [each for each in claims if each.tried <= self.registered.attempts]
        dead = [each for each in claims if each.tried > self.registered.attempts]
        begins = len(self.taken)
        self.taken += lively
        self.open |= dict(enumerate(lively, start=begins))
        self._settle([(each, Result(Outcome.GAVE_UP, NOT_BACK)) for each in dead])
        return [each.payload for each in lively]

    def run(self) -> None:
        """All of them, whatever happens to one."""
        try:
            for group in self._groups(self.more(self.registered.at_once)):
                ended = [(self.open[place], ending) for place, ending in group]
                self._settle([(claim, result_of(claim, ending)) for claim, ending in ended])
                for place, _ in group:
                    del self.open[place]
        except Exception as error:
            log.exception("Messages of %s, taken together, have failed", self.registered.kind)
            self._settle([(claim, result_of(claim, error)) for claim in self.open.values()])

    def _groups(self, payloads: Payloads) -> Iterable[Sequence[tuple[int, Ending]]]:
        if not payloads:
            return ()
        if self.registered.together is not None:
            return self.registered.together(payloads, self.more)
        return _one_by_one(self.registered, payloads)

    def _settle(self, ended: Sequence[tuple[Claim, Result]]) -> None:
        began, self.settled = self.settled, time.monotonic()
        _settle(self.registered, ended, now=self.now, seconds=self.settled - began)


@transaction.atomic(durable=True)
def _claim(registered: Registration, now: datetime, at_most: int) -> list[Claim]:
    limits = (now, now - LEASE, now + LEASE, at_most, now, now)
    with connection.cursor() as cursor:
        cursor.execute(prepared(connection, TAKE), [registered.kind, *limits])
        rows = cursor.fetchall()
    return [
        Claim(pk, registered.kind, json.loads(payload), number, number - forgiven)
        for pk, payload, number, forgiven in rows
    ]


def _one_by_one(
    registered: Registration, payloads: Payloads
) -> Iterable[Sequence[tuple[int, Ending]]]:
    """Each is settled before the next begins: one that kills its worker takes no other along."""
    began = time.monotonic()
    for place, payload in enumerate(payloads):
        ending: Ending = None
        if time.monotonic() - began > NO_MORE_AFTER:
            ending = TryAgain(timedelta(0), "not begun", is_counted=False)
        else:
            try:
                registered.call(**payload)
            except Exception as error:  # noqa: BLE001 (sorted and logged by result_of)
                ending = error
        yield [(place, ending)]


def _settle(
    registered: Registration,
    ended: Sequence[tuple[Claim, Result]],
    *,
    now: datetime,
    seconds: float,
) -> None:
    """Write the outcomes down, except of what another has taken over since."""
    if not ended:
        return
    values: list[Any] = []
    for claim, tried in ended:
        result = concluded(registered, claim, tried)
        reason = result.reason[:LONGEST_ERROR]
        values += [claim.message_id, claim.number, result.outcome.value, reason, seconds]
        values += standing(claim, result, now=now)
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(SETTLE.format(rows=", ".join([ROW] * len(ended))), values)
        lost = len(ended) - cursor.rowcount
    if lost:
        log.warning("%s of %s were taken over while they were being done", lost, registered.kind)
