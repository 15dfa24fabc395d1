"""Five deciders at once, each a process with its own connection; run once for each contestant."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import time
from typing import Any

import django

from tests.bench.table import percentile

WARM_UP = 2
"""Cases that are decided before the clock starts: plans are cached, programs are loaded."""


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("name")
    options.add_argument("--cases", type=int, default=200)
    given = options.parse_args()
    django.setup()
    print(json.dumps(measure(given.name, cases=given.cases)))


def measure(name: str, *, cases: int) -> dict[str, Any]:
    """Prepare, let five decide everything, look whether every case has joined."""
    from django.core.management import call_command
    from django.db import connections

    from tests.bench import town
    from tests.bench.cloning import clone
    from tests.bench.contestants import CONTESTANTS, PARTS
    from tests.bench.engine import server_seconds
    from windows.cases.models import Case

    call_command("migrate", interactive=False, verbosity=0)
    town.build()
    template = town.accepted("B5", town.person(0))
    base = clone(template, WARM_UP + cases, prefix=f"330100-{template.pk:08d}-")
    ids = list(range(base + 1, base + WARM_UP + cases + 1))
    assert Case.objects.filter(pk__in=ids, state="accepted").count() == len(ids)
    contestant = CONTESTANTS[name](ids)
    contestant.prepare()
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    gate, told = fork.Barrier(PARTS + 1), fork.Queue()
    deciders = [
        fork.Process(target=_decide, args=(contestant, place, cases, gate, told))
        for place in range(PARTS)
    ]
    for each in deciders:
        each.start()
    gate.wait()  # everybody is connected
    server_before, began = server_seconds(), time.monotonic()
    gate.wait()
    results = [told.get() for _ in deciders]
    seconds, server = time.monotonic() - began, server_seconds() - server_before
    gate.wait()  # only now their servers end
    for each in deciders:
        each.join()
    failed = sum(result["failed"] for result in results)
    # What failed was not decided; a rival that fails fast must not look fast.
    decisions = cases * PARTS - failed
    waits = sorted(wait for result in results for wait in result["waits"])
    return {
        "name": name,
        "decisions": decisions,
        "seconds": seconds,
        "per_second": decisions / seconds,
        "p95_ms": 1000 * percentile(waits, 0.95) if waits else 0.0,
        "client_cpu_ms": 1000 * sum(result["cpu"] for result in results) / max(decisions, 1),
        "server_cpu_ms": 1000 * server / max(decisions, 1),
        "statements": results[0]["statements"],
        "failed": failed,
        "stuck": len(ids) - contestant.joined(),
    }


def _decide(contestant: Any, place: int, cases: int, gate: Any, told: Any) -> None:
    from django.db import connection

    decide = contestant.decider(place)
    counted = Counted()
    with connection.execute_wrapper(counted):
        connection.ensure_connection()
        for number in range(WARM_UP):
            decide(number)
        gate.wait()
        gate.wait()
        waits, failed, cpu, counted.statements = [], 0, _cpu(), 0
        for number in range(WARM_UP, WARM_UP + cases):
            began = time.monotonic()
            try:
                decide(number)
            except Exception as error:  # noqa: BLE001 (a rival fails as it likes; it is counted)
                failed += 1
                if failed == 1:
                    print(f"{type(error).__name__}: {error}", flush=True, file=os.sys.stderr)
            else:
                waits.append(time.monotonic() - began)
    told.put(
        {
            "waits": waits,
            "cpu": _cpu() - cpu,
            "failed": failed,
            "statements": counted.statements / cases,
        }
    )
    gate.wait()


class Counted:
    """Counts the statements of one connection that go through Django."""

    def __init__(self) -> None:
        self.statements = 0

    def __call__(self, execute, sql, params, many, context):
        self.statements += 1
        return execute(sql, params, many, context)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
