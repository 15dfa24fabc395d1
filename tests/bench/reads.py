"""(reads) Registers asked over HTTP: how many a second, and what is added to the slowest source.

First a backlog of prepared questions is read by the worker of production; a question counts when
its answer and its ledger line are committed. Then one case after the other asks all its registers
at once, on a system that has nothing else to do, while each register thinks for a tenth of a
second: what a case takes longer than that is ours.
"""

from __future__ import annotations

import json
import os
import sys
import time
import urllib.request
from itertools import islice
from pathlib import Path
from typing import Any

import psutil

from portal.embedded.children import Child, Children
from portal.embedded.services import Services, programs
from tests.bench.engine import seconds_of
from tests.bench.serving import _free_port
from tests.bench.table import percentile, show

A_CASE = ("DS01", "DS02", "DS03", "DS07", "DS13", "DS14", "DS18", "DS29")
ASKER = "自然资源和规划局"
RATE, ADDED_MS = 200, 50
THINKS_MS = 100
SIDE = [("sandbox", ["sandbox_registry"]), ("timestamps", ["timestamp_authority"])]
CASES_ALONE = 60
PEOPLE = 100
SETTLE_SECONDS = 180


def run(children: Children, *, size: int | None, seconds: int) -> dict[str, Any]:
    """`size` reads in the backlog, or as many as the goal makes in `seconds`."""
    os.environ["SANDBOX_REGISTRY_URL"] = f"http://127.0.0.1:{_free_port()}"
    os.environ["LEDGER_TSA_URL"] = f"http://127.0.0.1:{_free_port()}/"
    import django

    django.setup()
    from django.core.management import call_command

    from datasharing.ledger.verification import verify_ledger
    from datasharing.models import LedgerEntry

    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_resources", stdout=sys.stderr)
    people = _people()
    _permitted()
    cases = (size or seconds * RATE) // len(A_CASE)
    for number in range(cases):
        _ask(number, people[number % len(people)])
    started = _start(children)
    try:
        throughput = _drained(cases * len(A_CASE), [each.process.pid for each in started])
        _come_to_rest()
        _control(slow_ms=THINKS_MS)
        _alone(cases, people[0])  # once, so that nothing is cold when it counts
        added = [_alone(cases + 1 + n, people[n % len(people)]) for n in range(CASES_ALONE)]
    finally:
        for each in reversed(started):
            children.stop(each)
    figures = throughput | {
        "added_p50_ms": 1000 * percentile(added, 0.5),
        "added_p95_ms": 1000 * percentile(added, 0.95),
        "lines": LedgerEntry.objects.count(),
        "ledger": "whole" if verify_ledger() is None else "broken",
    }
    return {"figures": figures, "goals": _told(figures)}


def _told(figures: dict[str, Any]) -> list[tuple[str, str, str]]:
    keys = ("reads", "per_second", "worker_cpu_ms", "sandbox_cpu_ms", "server_cpu_ms", "lines")
    head = ("reads", "reads/s", "worker CPU ms", "sandbox CPU ms", "server CPU ms", "ledger lines")
    show("(reads) a backlog", head, [tuple(f"{figures[key]:.1f}" for key in keys)])
    show(
        f"(reads) {CASES_ALONE} cases alone, {len(A_CASE)} registers of {THINKS_MS} ms each",
        ("added p50 ms", "added p95 ms"),
        [(f"{figures['added_p50_ms']:.0f}", f"{figures['added_p95_ms']:.0f}")],
    )
    goals = [
        ("reads/s", f"{figures['per_second']:.0f}", f">= {RATE}"),
        ("added p95 ms", f"{figures['added_p95_ms']:.0f}", f"<= {ADDED_MS}"),
        ("unsettled", str(figures["unsettled"]), "0"),
        ("ledger", figures["ledger"], "whole"),
    ]
    show("Goals of (reads)", ("", "reached", "goal"), goals)
    return goals


def _people() -> list[Any]:
    """Who may agree for themselves: for a child its guardian speaks, which is not measured here."""
    from django.utils import timezone

    from datasharing.grounds.age import is_child
    from datasharing.sandbox.population import population
    from portal.accounts.models import Applicant

    now = timezone.now()
    everybody = (
        Applicant(
            kind="person",
            name=each.name,
            id_type="resident_id",
            id_number=each.id_number,
            verified_at=now,
            verified_how="demo_registry",
        )
        for each in population().people
    )
    grown = (each for each in everybody if not is_child(each, on=now.date()))
    return Applicant.objects.bulk_create(islice(grown, PEOPLE))


def _permitted() -> None:
    """Most of what a case asks is shared on conditions."""
    from tests.datasharing.permits import department_called, permit

    permit(department_called(ASKER))


def _ask(number: int, person: Any) -> tuple[str, float]:
    """One case writes its questions down, in one transaction, as the portal does; its number and
    the moment of the commit, before anybody is rung for.
    """
    from django.db import transaction

    from datasharing import actions, exchanges
    from portal.accounts.actor import SYSTEM, Actor
    from portal.accounts.roles import Role

    case = f"330106-20261122-{number:06d}"
    committed: list[float] = []
    with transaction.atomic():
        transaction.on_commit(lambda: committed.append(time.time()))
        consent = actions.give_consent(
            person,
            case_number=case,
            resources=A_CASE,
            purpose="核对",
            via="online",
            actor=Actor(Role.APPLICANT, None, person.name, applicant_ids=frozenset({person.pk})),
        )
        for code in A_CASE:
            exchanges.request(
                case,
                matter_code="BENCH-1",
                requirement=f"bench_{code}",
                consent=consent,
                department_name=ASKER,
                resource=code,
                subject=person,
                role="applicant",
                purpose="核对",
                actor=SYSTEM,
            )
    return case, committed[0]


def _start(children: Children) -> list[Child]:
    services = Services(children, Path(os.environ["PORTAL_DATA"]) / "logs", dict(os.environ))
    started = []
    for service in programs(0, SIDE, reload=False):
        if service.name == "web":
            continue
        services.start(service)
        assert service.child
        started.append(service.child)
        if service.name == "sandbox":
            _warm_the_sandbox()
    return started


def _warm_the_sandbox() -> None:
    """It invents its people when it is first asked, which is no register's way."""
    deadline = time.monotonic() + 60
    while True:
        try:
            _control()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            break
    nobody = json.dumps({"keys": {"id_number": "", "name": ""}, "fields": []}).encode()
    for code in A_CASE:
        url = f"{os.environ['SANDBOX_REGISTRY_URL']}/{code}"
        urllib.request.urlopen(url, nobody, timeout=60).read()


def _control(**wish: object) -> None:
    url = f"{os.environ['SANDBOX_REGISTRY_URL']}/_control"
    urllib.request.urlopen(url, json.dumps(wish).encode(), timeout=5).read()


def _drained(reads: int, pids: list[int]) -> dict[str, Any]:
    """Counts from the second answer's hundredth on, so that starting does not count."""
    from django.db.models import Max

    from datasharing.models import Exchange

    settled = Exchange.objects.exclude(answered_at=None)
    deadline = time.monotonic() + SETTLE_SECONDS
    while settled.count() < min(100, reads // 2) and time.monotonic() < deadline:
        time.sleep(0.1)
    begun, at, before = settled.count(), time.time(), _costs(pids)
    while settled.count() < reads and time.monotonic() < deadline:
        time.sleep(0.3)
    done = settled.count()
    costs = [after - first for after, first in zip(_costs(pids), before, strict=True)]
    last = settled.aggregate(last=Max("answered_at"))["last"].timestamp()
    counted = max(done - begun, 1)
    return {
        "reads": counted,
        "unsettled": reads - done,
        "per_second": counted / max(last - at, 0.001),
        "sandbox_cpu_ms": 1000 * costs[0] / counted,
        "worker_cpu_ms": 1000 * costs[1] / counted,
        "server_cpu_ms": 1000 * costs[2] / counted,
    }


def _come_to_rest() -> None:
    """Until the news of the backlog are told: what a case waits behind them is not its own."""
    from django.utils import timezone

    from portal.outbox.queries import due_messages

    deadline = time.monotonic() + SETTLE_SECONDS
    while due_messages(timezone.now()).exists() and time.monotonic() < deadline:
        time.sleep(0.3)


def _costs(pids: list[int]) -> tuple[float, float, float]:
    return seconds_of(pids[:1]), seconds_of(pids[1:]), _server_seconds()


def _server_seconds() -> float:
    """Of the server behind our connection, with those of its processes that have ended."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        server = psutil.Process(cursor.fetchone()[0]).parent()
    assert server is not None
    spent = server.cpu_times()
    ended = spent.children_user + spent.children_system
    return ended + seconds_of([server.pid])


def _alone(number: int, person: Any) -> float:
    """Seconds beyond the slowest source until all answers of one case are committed."""
    from django.db.models import Max

    from datasharing.models import Exchange

    case, began = _ask(number, person)
    mine = Exchange.objects.filter(case_number=case)
    deadline = time.monotonic() + 30
    while mine.filter(answered_at=None).exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    last = mine.aggregate(last=Max("answered_at"))["last"]
    if last is None or mine.filter(answered_at=None).exists():
        return float("inf")
    time.sleep(0.2)  # its news are told; the next case finds a system at rest
    return float(last.timestamp()) - began - THINKS_MS / 1000
