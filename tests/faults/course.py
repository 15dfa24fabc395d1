"""The whole course: build a portal, let people use it, strike, let it settle, check."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from portal.embedded import stopping, trial
from portal.embedded.children import Children
from tests.faults.acts import Acts
from tests.faults.client import Client
from tests.faults.machine_clock import MachineClock
from tests.faults.programs import Programs, Servers
from tests.faults.report import Report
from tests.faults.strikes import Strike, draw
from tests.faults.striking import Striker

HANDS = 8
START_SECONDS = 90
TELL_SECONDS = 5.0
MISSED_SECONDS = 30.0
LATE = 2.0
"""On a slow machine the strikes may take so many times the time that was given for them."""
IDLE_SECONDS = 150.0
"""Without any progress for so long, nothing more will come: a lease and the longest usual delay."""
STEP_SECONDS, STEP_EVERY = 65.0, 15.0
"""While it settles the clock goes faster than it should, so that leases and delays run out."""
NOT_OURS = ("DATABASE_URL", "REDIS_URL", "SANDBOX_REGISTRY_URL", "DATA_SOURCES", "PYTHONPATH")


@dataclass(frozen=True)
class Wish:
    seed: int
    kills: int
    cases: int
    minutes: float
    settle_minutes: float
    keep: Path | None = None


def run(wish: Wish, tell: Callable[[str], object]) -> Report:
    """Start, strike, settle, check. Everything that was started is gone afterwards."""
    stopping.raise_on_signals()
    os.umask(0o077)
    folder = wish.keep or Path(tempfile.mkdtemp(prefix="portal-faults-", dir="/tmp"))
    folder.mkdir(parents=True, exist_ok=True)
    children = Children()
    if wish.keep is None:
        children.delete_at_end(folder)
    try:
        return Course(wish, folder, children, tell).run()
    finally:
        stopping.ignore_signals()
        children.close()
        if wish.keep is None:
            shutil.rmtree(folder, ignore_errors=True)


class Course:
    def __init__(
        self, wish: Wish, folder: Path, children: Children, tell: Callable[[str], object]
    ) -> None:
        self._wish, self._folder, self._tell = wish, folder, tell
        self._began = time.monotonic()
        self._report = Report(wish.seed, wish.cases, wish.kills)
        self._acts, self._end = Acts(), threading.Event()
        self._clients: list[Client] = []
        for name in NOT_OURS:
            os.environ.pop(name, None)
        os.environ |= {"PORTAL_MODE": "demo", "DEMO": "0", "PORTAL_NO_VENV": "1"}
        os.environ |= {"PORTAL_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "portal.settings"}
        self._say("Starting PostgreSQL and Valkey …")
        self._servers = Servers(children, folder)
        os.environ |= self._servers.addresses
        trial.settle(folder)
        self._clock = MachineClock(folder / "clock")
        env = dict(os.environ) | self._clock.environment()
        self._programs = Programs(children, folder, env)
        registers = f"http://127.0.0.1:{self._programs.registers_port}"
        os.environ["SANDBOX_REGISTRY_URL"] = env["SANDBOX_REGISTRY_URL"] = registers

    def run(self) -> Report:
        self._prepare()
        striker = Striker(
            self._programs, self._servers, self._clock, self._servers.addresses["REDIS_URL"]
        )
        self._striker = striker
        self._strike(striker)
        self._settle(striker)
        self._check()
        return self._report

    def _prepare(self) -> None:
        import django
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connections

        django.setup()
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        self._say("Migrating, and inventing the people …")
        call_command("migrate", interactive=False, verbosity=0)
        from tests.faults import world

        town = world.build(self._wish.cases, simulator=f"{self._programs.simulator}/cases")
        connections.close_all()
        self._say("Starting web, workers, beat, registers and simulator …")
        self._programs.start()
        self._wait_for_web()
        self._people(town)
        self._report.seconds["prepared"] = time.monotonic() - self._began

    def _wait_for_web(self) -> None:
        import httpx2

        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            self._programs.tick()
            with suppress(httpx2.HTTPError):
                if httpx2.get(f"{self._programs.url}/readyz", trust_env=False).status_code == 200:
                    return
            time.sleep(0.2)
        raise RuntimeError(f"The web did not start; see {self._programs.logs}.")

    def _people(self, town: Any) -> None:
        """Cases begin all through the time of the strikes, so that some are always at each step."""
        from tests.faults.players import THINGS, Citizen, Crowd, clerk_look, officer_look

        random = Random(self._wish.seed + 1)
        self._citizens = []
        self._crowd, self._staff = Crowd(self._end), Crowd(self._end)
        now, whole = time.monotonic(), self._wish.minutes * 60 * 0.7
        for number, (who, session) in enumerate(town.people):
            citizen = Citizen(self._client(who, session), THINGS[number % len(THINGS)])
            self._citizens.append(citizen)
            self._crowd.add(now + random.random() * whole, partial(_step, citizen))
        for who, session in town.clerks:
            self._staff.add(now, partial(clerk_look, self._client(who, session)))
        for who, session in town.officers:
            self._staff.add(now, partial(officer_look, self._client(who, session)))
        self._crowd.start(HANDS)
        self._staff.start(len(town.clerks) + len(town.officers))

    def _client(self, who: str, session: str) -> Client:
        client = Client(self._programs.url, who, session, acts=self._acts, end=self._end)
        self._clients.append(client)
        return client

    def _strike(self, striker: Striker) -> None:
        strikes = draw(self._wish.seed, self._wish.kills)
        whole, began = self._wish.minutes * 60, time.monotonic()
        self._say(f"{self._wish.cases} cases and {len(strikes)} strikes in {whole:.0f} s …")
        missed: list[Strike] = []
        for strike in strikes:
            while time.monotonic() < began + strike.at * whole:
                self._tick(striker)
            # Whoever was not up yet at its turn is hit as soon as it is.
            missed = striker.strike_all([*missed, strike])
        while missed and time.monotonic() < began + whole * LATE:
            self._tick(striker)
            missed = striker.strike_all(missed)
        for strike in missed:
            striker.strike(strike, patience=MISSED_SECONDS, is_late=True)
        self._report.strikes = striker.log
        self._report.seconds["strikes"] = time.monotonic() - began

    def _settle(self, striker: Striker) -> None:
        """Until all is done, nothing moves any more, or the time is over.

        All is well now; what was put off is due soon, because the clock is quick.
        """
        began = moved = time.monotonic()
        striker.calm()
        deadline, step, before = began + self._wish.settle_minutes * 60, began + STEP_EVERY, 0
        self._say("All is well again; the portal settles …")
        while time.monotonic() < deadline and not self._is_quiet():
            self._tick(striker)
            if time.monotonic() > step:
                step = time.monotonic() + STEP_EVERY
                self._clock.set(self._clock.offset + STEP_SECONDS)
                self._report.sent_again_by_staff += _send_dead_letters_again()
                now = _entries_so_far()
                moved = time.monotonic() if now != before else moved
                before = now
            if time.monotonic() > moved + IDLE_SECONDS:
                break
        self._report.ran_out_of_time = time.monotonic() >= deadline
        self._end.set()
        for crowd in (self._crowd, self._staff):
            crowd.join(20)
        self._report.seconds["settled"] = time.monotonic() - began

    def _is_quiet(self) -> bool:
        from portal.outbox.models import Message

        if not all(citizen.is_done for citizen in self._citizens):
            return False
        if Message.objects.exclude(state__in=("done", "failed")).exists():
            return False
        from windows.cases.models import Case

        return not Case.objects.exclude(state="archived").exists()

    def _tick(self, striker: Striker) -> None:
        striker.tick()
        time.sleep(0.1)
        if time.monotonic() - self._told > TELL_SECONDS:
            self._told = time.monotonic()
            done = sum(citizen.is_done for citizen in self._citizens)
            begun = sum(bool(citizen.number) for citizen in self._citizens)
            kills = sum(each["pid"] is not None for each in striker.log)
            self._say(f"{begun} cases begun, {done} done; {len(striker.log)} strikes, {kills} hit")

    _told = 0.0

    def _check(self) -> None:
        from django.db import connection, transaction

        from tests.faults.checking import check
        from tests.faults.reading import read_facts

        self._say("Checking …")
        report = self._report
        with transaction.atomic():  # one moment, also of a portal that still moves
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            facts = read_facts(self._acts.all(), self._programs.record)
        report.findings = check(facts)
        report.describe(facts)
        for client in self._clients:
            report.trouble.update(client.trouble)
            client.close()
        report.ended_by_themselves = Counter(self._programs.unasked)
        report.harness_errors = Counter([*self._crowd.errors, *self._staff.errors])
        report.seconds["in all"] = time.monotonic() - self._began
        self._acts.write(self._folder / "acts.jsonl")

    def _say(self, sentence: str) -> None:
        self._tell(f"{time.monotonic() - self._began:6.1f} s  {sentence}")


def _step(citizen: Any) -> float | None:
    pause = citizen.step()
    return None if citizen.is_done else pause


def _entries_so_far() -> int:
    from portal.journal.models import Entry

    return Entry.objects.count()


def _send_dead_letters_again() -> int:
    """What staff do who see a dead letter: understand it, and send it again."""
    from tests.faults.world import ADMIN
    from windows.departments.dead_letters import deliver_again
    from windows.departments.models import Delivery

    dead = list(Delivery.objects.filter(state="dead"))
    for delivery in dead:
        from django.db import transaction

        with transaction.atomic():
            deliver_again(delivery, actor=ADMIN)
    return len(dead)


def say(sentence: str) -> None:
    with suppress(OSError):
        print(sentence, file=sys.stderr, flush=True)
