"""The network. No transaction is open and no row is locked, and this touches no database."""

from __future__ import annotations

import logging
import os
import time
import traceback
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import timedelta
from functools import cache

from datasharing.connectors.base import (
    NotYet,
    Reply,
    SourceDown,
    SourceRefused,
    SourceSilent,
)
from datasharing.connectors.nonsense import harmless
from datasharing.connectors.registry import connector
from datasharing.connectors.turns import Turn, note_answer, note_failure, turn_of
from datasharing.exchanges.claims import Claim, Lies, NotSent, Result, Told
from datasharing.exchanges.keepable import fault_in
from datasharing.exchanges.strangers import stranger_in
from datasharing.states import Outcome

AT_ONCE = 32
"""Questions that one worker has out at the same time."""
SHORT_WAIT = timedelta(milliseconds=250)
"""So long a question waits for its turn in the worker's hands; longer, and it is put back."""
LOOK_AGAIN = timedelta(minutes=1)
SAME_MOMENT_SECONDS = 0.01
"""Answers that come within it are kept in one transaction."""
TICK_SECONDS = 0.25

log = logging.getLogger(__name__)

Answered = tuple[int, Claim, Result]


class Outside:
    """Questions on their way. All go out at once; answers are taken in as they come."""

    def __init__(self) -> None:
        self._under_way: dict[Future[Result], tuple[int, Claim]] = {}

    def __len__(self) -> int:
        return len(self._under_way)

    def send(self, claims: Sequence[tuple[int, Claim]]) -> None:
        pool = _pool(os.getpid())
        for place, claim in claims:
            self._under_way[pool.submit(ask, claim)] = (place, claim)

    def answers(self) -> list[Answered]:
        """Those that have come, after a short wait; the last ones are not waited for longer."""
        done, missing = wait(self._under_way, timeout=TICK_SECONDS, return_when=FIRST_COMPLETED)
        if done and missing:
            done, _ = wait(self._under_way, timeout=SAME_MOMENT_SECONDS)
        return [(*self._under_way.pop(each), each.result()) for each in done]


def ask(claim: Claim) -> Result:
    """Ask once, when it is its turn; whatever goes wrong is told."""
    try:
        return _asked(claim)
    except Exception as error:  # noqa: BLE001 (a connector's own fault: its question's outcome)
        return broken(claim, error)


def _asked(claim: Claim) -> Result:
    asks, question = connector(claim.connector), claim.question
    if asks is None or not question.address:
        return Told(Outcome.MISCONFIGURED, "not connected")
    turn = Turn() if question.waiting_since else _turn(claim)
    if turn.wait:
        return NotSent(turn.wait, turn.is_resting)
    try:
        reply = asks.ask(question)
    except NotYet as error:
        return Lies(error.after)
    except SourceDown as error:
        return _no_answer(claim, error)
    except SourceRefused as error:
        note_answer(claim.code)
        return Told(Outcome.MISCONFIGURED, harmless(str(error)))
    if turn.has_failed:
        note_answer(claim.code)
    return replace(_judged(reply, claim), is_back=turn.has_failed)


def _no_answer(claim: Claim, error: SourceDown) -> Result:
    if isinstance(error, SourceSilent):
        return Told(Outcome.UNAVAILABLE, harmless(str(error)))
    note_failure(claim.code, claim.question.limits)
    if claim.question.waiting_since:  # the question still lies there
        return Lies(LOOK_AGAIN)
    return Told(Outcome.UNAVAILABLE, harmless(str(error)), after=error.after)


def withdraw(claims: Sequence[Claim]) -> None:
    """Take back what lies with a source and is not wanted any more; nobody waits for it."""
    for claim in claims:
        asks = connector(claim.connector)
        if asks is None or not claim.question.address:
            continue
        try:
            asks.withdraw(claim.question)
        except (SourceDown, SourceRefused) as error:
            log.warning("A question to %s could not be taken back: %s", claim.code, error)
        except Exception as error:  # noqa: BLE001 (nobody's read fails because of it)
            broken(claim, error)


def _turn(claim: Claim) -> Turn:
    limits, ticket = claim.question.limits, str(claim.exchange_id)
    turn = turn_of(claim.code, limits, ticket=ticket)
    if turn.wait and not turn.is_resting and turn.wait <= SHORT_WAIT:
        time.sleep(turn.wait.total_seconds() + 0.001)
        turn = turn_of(claim.code, limits, ticket=ticket)
    return turn


def _judged(reply: Reply, claim: Claim) -> Told:
    if not reply.found:
        return Told(Outcome.NO_RECORD)
    stranger = stranger_in(reply, claim.question)
    if stranger is not None:
        said = "the answer is about somebody else"
        return Told(Outcome.WRONG_PERSON, said, stranger=stranger)
    fault = fault_in(reply, fields=claim.question.fields, one_per=claim.one_per)
    if fault:
        return Told(Outcome.MISCONFIGURED, f"The answer cannot be kept: {fault}.")
    return Told(Outcome.ANSWERED, reply=reply)


def broken(claim: Claim, error: Exception) -> Told:
    """An error of ours is an outcome too: counted, in the ledger, and the person is offered to hand
    it in. Of the error only the type and the place are written down: its text may quote the answer.
    """
    place = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s broke on an answer: %s\n%s", claim.code, type(error).__name__, place)
    return Told(Outcome.MISCONFIGURED, type(error).__name__)


@cache
def _pool(_process: int) -> ThreadPoolExecutor:
    """One for each process, also after a fork."""
    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix="reads")
