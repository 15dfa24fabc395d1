"""The network. No transaction is open and no row is locked, and this touches no database."""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import replace
from datetime import timedelta
from threading import Lock, Thread

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
MARGIN_SECONDS = 2.0
"""Beyond the longest time of a source's own limits: for its turn, and for closing what is open."""
MOST_STUCK = 4
"""Threads that one source may keep after its time."""

log = logging.getLogger(__name__)

Answered = tuple[int, Claim, Result]


class Outside:
    """Questions on their way. All go out at once; answers are taken in as they come.

    Each has one deadline, whatever the connector does: after it the question counts as not
    answered. A connector that hangs keeps its own thread, and a source that hangs in `MOST_STUCK`
    of them is asked nothing more until one comes free.
    """

    def __init__(self) -> None:
        self._under_way: dict[Future[Result], tuple[int, Claim]] = {}
        self._give_up_at: dict[Future[Result], float] = {}

    def __len__(self) -> int:
        return len(self._under_way)

    def send(self, claims: Sequence[tuple[int, Claim]]) -> None:
        for place, claim in claims:
            asked: Future[Result] = Future()
            self._under_way[asked] = (place, claim)
            longest = claim.question.limits.longest_seconds + MARGIN_SECONDS
            self._give_up_at[asked] = time.monotonic() + longest
            if _STUCK.count(claim.code) >= MOST_STUCK:
                asked.set_result(_not_asked(claim))
            else:
                Thread(target=_tell, args=(asked, claim), name="read", daemon=True).start()

    def answers(self) -> list[Answered]:
        """Those that have come, after a short wait; the last ones are not waited for longer."""
        done, missing = wait(self._under_way, timeout=TICK_SECONDS, return_when=FIRST_COMPLETED)
        if done and missing:
            done, _ = wait(self._under_way, timeout=SAME_MOMENT_SECONDS)
        now = time.monotonic()
        late = [each for each in missing if self._give_up_at[each] <= now and not each.done()]
        told = [(*self._taken(each), each.result()) for each in done]
        return told + [self._given_up(each) for each in late]

    def _taken(self, asked: Future[Result]) -> tuple[int, Claim]:
        del self._give_up_at[asked]
        return self._under_way.pop(asked)

    def _given_up(self, asked: Future[Result]) -> Answered:
        place, claim = self._taken(asked)
        _STUCK.note(asked, claim.code)
        seconds = round(claim.question.limits.longest_seconds + MARGIN_SECONDS)
        return place, claim, _no_answer(claim, SourceDown(f"no end within {seconds} s"))


class _Stuck:
    """Questions that were given up and whose threads still run, counted by source."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: dict[Future[Result], str] = {}

    def count(self, code: str) -> int:
        with self._lock:
            return list(self._held.values()).count(code)

    def note(self, asked: Future[Result], code: str) -> None:
        with self._lock:
            self._held[asked] = code
        asked.add_done_callback(self._free)  # at once where it has just come to its end

    def _free(self, asked: Future[Result]) -> None:
        with self._lock:
            self._held.pop(asked, None)


_STUCK = _Stuck()


def _tell(asked: Future[Result], claim: Claim) -> None:
    asked.set_result(ask(claim))


def _not_asked(claim: Claim) -> Result:
    if claim.question.waiting_since:  # the question still lies there
        return Lies(LOOK_AGAIN)
    return NotSent(LOOK_AGAIN, is_resting=True)


def ask_in_time(claim: Claim) -> Result:
    """One question alone, with the same deadline."""
    outside = Outside()
    outside.send([(0, claim)])
    while True:
        for _, _, result in outside.answers():
            return result


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
