"""Rate and rest, counted in Redis for all workers together."""

from __future__ import annotations

import threading
import time
from uuid import uuid4

import pytest
from redis.exceptions import RedisError

from datasharing.connections.limits import Limits
from datasharing.connectors import turns
from datasharing.connectors.turns import Turn, note_answer, note_failure, turn_of

FREE = Limits()
RESTING = Limits(failures_to_rest=3, rest_seconds=0.3, longest_seconds=0.4)


@pytest.fixture
def code() -> str:
    return f"T{uuid4()}"


def may_ask(code: str, limits: Limits, ticket: str = "") -> Turn:
    return turn_of(code, limits, ticket=ticket or str(uuid4()))


def fail(code: str, times: int, limits: Limits = RESTING) -> None:
    for _ in range(times):
        note_failure(code, limits)


def test_without_a_limit_everything_goes_out(code):
    assert {may_ask(code, FREE) for _ in range(50)} == {Turn()}


def test_a_burst_goes_out_and_the_rest_gets_a_moment_each(code):
    limits = Limits(per_second=10, burst=3)
    waits = [may_ask(code, limits).wait.total_seconds() for _ in range(6)]
    assert waits[:3] == [0, 0, 0]
    assert waits[3:] == pytest.approx([0.1, 0.2, 0.3], abs=0.06)


def test_who_comes_back_at_its_moment_has_paid(code):
    limits = Limits(per_second=5, burst=1)
    assert may_ask(code, limits, "a").wait.total_seconds() == 0
    late = may_ask(code, limits, "b").wait.total_seconds()
    early = may_ask(code, limits, "b").wait.total_seconds()
    assert 0 < early <= late <= 0.2
    time.sleep(late + 0.01)
    assert may_ask(code, limits, "b") == Turn()


def test_all_workers_share_one_bucket(code):
    limits, free = Limits(per_second=0.01, burst=7), []

    def worker():
        free.extend(may_ask(code, limits).wait.total_seconds() == 0 for _ in range(10))

    threads = [threading.Thread(target=worker) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sum(free) == 7


def test_a_source_that_does_not_answer_is_left_alone(code):
    fail(code, 2)
    assert may_ask(code, RESTING) == Turn(has_failed=True)
    fail(code, 1)
    turn = may_ask(code, RESTING)
    assert turn.is_resting
    assert 0 < turn.wait.total_seconds() <= 0.3


def test_after_the_rest_one_tries_it_and_the_others_wait(code):
    fail(code, 3)
    time.sleep(0.31)
    turns_now = [may_ask(code, RESTING) for _ in range(3)]
    assert [turn.wait.total_seconds() > 0 for turn in turns_now] == [False, True, True]
    assert all(turn.is_resting for turn in turns_now[1:])


def test_an_answer_opens_the_door(code):
    fail(code, 3)
    time.sleep(0.31)
    may_ask(code, RESTING)
    note_answer(code)
    assert may_ask(code, RESTING) == Turn()


def test_each_failure_doubles_the_rest(code):
    fail(code, 3)
    time.sleep(0.31)
    assert not may_ask(code, RESTING).wait
    fail(code, 1)
    assert 0.4 < may_ask(code, RESTING).wait.total_seconds() <= 0.6


def test_late_failures_of_the_same_storm_do_not_prolong_it(code):
    fail(code, 20)
    assert may_ask(code, RESTING).wait.total_seconds() <= 0.3


def test_who_tries_and_dies_holds_nobody_up_for_long(code):
    fail(code, 3)
    time.sleep(0.31)
    assert not may_ask(code, RESTING).wait
    time.sleep(0.41)
    assert not may_ask(code, RESTING).wait


def test_without_redis_everything_goes_out(code, monkeypatch):
    class Away:
        def __getattr__(self, _name):
            raise RedisError("away")

    monkeypatch.setattr(turns, "_server", Away)
    fail(code, 9)
    note_answer(code)
    assert may_ask(code, Limits(per_second=1, burst=1)) == Turn()
