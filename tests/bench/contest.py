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
    base = clone(template, cases, prefix=f"330100-{template.pk:08d}-")
    ids = list(range(base + 1, base + cases + 1))
    assert Case.objects.filter(pk__in=ids, state="accepted").count() == cases
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
    decisions = cases * PARTS
    waits = sorted(wait for result in results for wait in result["waits"])
    return {
        "name": name,
        "decisions": decisions,
        "seconds": seconds,
        "per_second": decisions / seconds,
        "p95_ms": 1000 * waits[int(len(waits) * 0.95)],
        "client_cpu_ms": 1000 * sum(result["cpu"] for result in results) / decisions,
        "server_cpu_ms": 1000 * server / decisions,
        "statements": results[0]["statements"],
        "failed": sum(result["failed"] for result in results),
        "stuck": cases - contestant.joined(),
    }


def _decide(contestant: Any, place: int, cases: int, gate: Any, told: Any) -> None:
    from django.db import connection

    decide = contestant.decider(place)
    counted = Counted()
    with connection.execute_wrapper(counted):
        connection.ensure_connection()
        gate.wait()
        gate.wait()
        waits, failed, cpu = [], 0, _cpu()
        for number in range(cases):
            began = time.monotonic()
            try:
                decide(number)
            except Exception as error:  # noqa: BLE001 (a rival fails as it likes; it is counted)
                failed += 1
                if failed == 1:
                    print(f"{type(error).__name__}: {error}", flush=True, file=os.sys.stderr)
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
