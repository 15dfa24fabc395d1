"""(c) An officer's inbox and a clerk's list of 100 cases, at 10,000 cases and at the full size."""

from __future__ import annotations

import time
from typing import Any

from portal.embedded.children import Children
from tests.bench.engine import server_seconds
from tests.bench.table import percentile, show

SMALL, FULL = 10_000, 1_000_000
REQUESTS = 60
P50_MS, P95_MS, GROWTH = 60, 200, 1.15


def run(children: Children, *, size: int | None, seconds: int) -> dict[str, Any]:
    """Whole requests through middleware, view and template, in this process."""
    import django

    django.setup()
    from django.core.management import call_command

    from tests.bench import million

    call_command("migrate", interactive=False, verbosity=0)
    full = size or FULL
    found: dict[str, dict[int, dict[str, float]]] = {}
    for cases in (SMALL if full > SMALL else full // 10, full):
        before = million.total()[0]
        took = million.fill(cases - before if before else cases)
        count, weight = million.total()
        print(f"{count} cases, {weight}, written in {took:.0f} s", flush=True)
        for name, figures in _measured().items():
            found.setdefault(name, {})[cases] = figures
    return {"lists": found, "goals": _told(found)}


def _measured() -> dict[str, dict[str, float]]:
    from django.test import Client

    from portal.accounts.models import Staff, User
    from portal.accounts.roles import Role
    from tests.bench import million, town

    officer = User.objects.filter(username="full-officer").first() or town.staff(
        "full-officer", Role.OFFICER, department_code="bench-7"
    )
    clerk = User.objects.filter(username="full-clerk").first() or town.staff(
        "full-clerk", Role.CLERK
    )
    Staff.objects.filter(user=clerk).update(region_code=million.DISTRICTS[0])
    citizen, _ = User.objects.get_or_create(username="full-citizen")
    if not hasattr(citizen, "applicant"):
        person = million.someone()
        person.user = citizen
        person.save()
    pages = {
        "inbox, 20 rows, page": (officer, "/inbox/", 0),
        "inbox, 100 rows, API": (officer, "/api/v1/approvals/?limit=100", 100),
        "desk list, 100 cases, API": (clerk, "/api/v1/desk/cases/?limit=100", 100),
        "my cases, page": (citizen, "/my/cases/", 0),
    }
    figures = {}
    for name, (user, address, rows) in pages.items():
        client = Client(headers={"host": "localhost"})
        client.force_login(user)
        figures[name] = _timed(client, address, rows)
    return figures


def _timed(client: Any, address: str, rows: int) -> dict[str, float]:
    from django.core.cache import cache

    for _ in range(3):
        answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    if rows:
        assert len(answer.json()["results"]) == rows, len(answer.json()["results"])
    waits, cpu, server = [], time.process_time(), server_seconds()
    for number in range(REQUESTS):
        if not number % 50:
            cache.clear()  # the limit of calls a minute is not what is measured
        began = time.perf_counter()
        assert client.get(address).status_code == 200
        waits.append(1000 * (time.perf_counter() - began))
    return {
        "p50_ms": percentile(waits, 0.5),
        "p95_ms": percentile(waits, 0.95),
        "cpu_ms": 1000 * (time.process_time() - cpu) / REQUESTS,
        "server_cpu_ms": 1000 * (server_seconds() - server) / REQUESTS,
    }


def _told(found: dict[str, dict[int, dict[str, float]]]) -> list[tuple[str, ...]]:
    rows = []
    for name, by_size in found.items():
        for cases, each in by_size.items():
            rows.append((name, f"{cases}", *(f"{each[key]:.1f}" for key in each)))
    head = ("", "cases", "p50 ms", "p95 ms", "own CPU ms", "server CPU ms")
    show(f"(c) {REQUESTS} requests each", head, rows)
    goals: list[tuple[str, ...]] = []
    for name, by_size in found.items():
        small, full = by_size[min(by_size)], by_size[max(by_size)]
        costs = [each["cpu_ms"] + each["server_cpu_ms"] for each in (small, full)]
        goals.append((f"{name}: p50 ms", f"{full['p50_ms']:.0f}", f"<= {P50_MS}"))
        goals.append((f"{name}: p95 ms", f"{full['p95_ms']:.0f}", f"<= {P95_MS}"))
        goals.append((f"{name}: cost full / small", f"{costs[1] / costs[0]:.2f}", f"<= {GROWTH}"))
    show("Goals of (c)", ("", "reached", "goal"), goals)
    return goals
