"""A jump reaches running programs and what they have forked; timeouts do not jump."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from tests.faults.machine_clock import MachineClock

PROGRAM = """
import os, sys, time
from datetime import UTC, datetime
def say(who):
    for line in sys.stdin:
        now = datetime.now(UTC).timestamp()
        print(who, time.time(), now, time.monotonic(), flush=True)
        break
say("first")
say("second")
child = os.fork()
if child == 0:
    say("child")
    os._exit(0)
os.waitpid(child, 0)
"""


@pytest.fixture
def program(tmp_path):
    clock = MachineClock(tmp_path / "clock")
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | clock.environment(),
    )

    def ask():
        process.stdin.write("\n")
        process.stdin.flush()
        who, *numbers = process.stdout.readline().split()
        return who, *map(float, numbers)

    yield clock, ask
    process.stdin.close()
    assert process.wait(10) == 0
    process.stdout.close()


def test_a_jump_reaches_the_program_and_its_fork(program):
    clock, ask = program
    who, wall, now, steady = ask()
    assert who == "first"
    assert abs(wall - time.time()) < 2
    assert abs(now - wall) < 1

    assert clock.set(-7200) == -7200
    time.sleep(1)
    who, wall, now, steadier = ask()
    assert who == "second"
    assert abs(wall - (time.time() - 7200)) < 2
    assert abs(now - wall) < 1
    assert 0 < steadier - steady < 60

    assert clock.set(3600) == 10800
    time.sleep(1)
    who, wall, now, _ = ask()
    assert who == "child"
    assert abs(wall - (time.time() + 3600)) < 2
    assert clock.furthest == 3600
