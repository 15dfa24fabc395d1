"""(b) Ten people hand in three-matter cases over HTTP; (d) how soon the departments have them."""

from __future__ import annotations

import http.client
import sys
import threading
import time
from typing import Any

from portal.embedded.children import Children
from tests.bench.engine import seconds_of, server_seconds
from tests.bench.serving import served
from tests.bench.table import percentile, show

USERS = 10
DRAFTS_A_SECOND = 60
SETTLE_SECONDS = 120
RATE, P95_MS, P99_S = 40, 250, 1.0


def run(children: Children, *, size: int | None, seconds: int) -> dict[str, Any]:
    """Everybody hands in one case after the other, as fast as the portal answers."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    people = _people(size or seconds * DRAFTS_A_SECOND)
    with served(children) as (port, pids):
        waits, failed, took, cost = _load(port, pids, people, seconds)
        latencies, waiting = _arrivals(sum(len(each) for each in waits))
    done = [wait for each in waits for wait in each]
    figures = {
        "submitted": len(done),
        "failed": failed,
        "per_second": len(done) / took,
        "p50_ms": 1000 * percentile(done, 0.5),
        "p95_ms": 1000 * percentile(done, 0.95),
        "web_and_workers_cpu_ms": 1000 * cost[0] / max(len(done), 1),
        "server_cpu_ms": 1000 * cost[1] / max(len(done), 1),
        "arrived": len(latencies),
        "not_arrived": waiting,
        "arrival_p50_s": percentile(latencies, 0.5),
        "arrival_p99_s": percentile(latencies, 0.99),
    }
    head = ("submits/s", "p50 ms", "p95 ms", "web and worker CPU ms", "server CPU ms")
    keys = ("per_second", "p50_ms", "p95_ms", "web_and_workers_cpu_ms", "server_cpu_ms")
    show(
        f"(b) {USERS} people, {took:.0f} s, {len(done)} cases",
        head,
        [tuple(f"{figures[key]:.1f}" for key in keys)],
    )
    show(
        "(d) accepted, then in the inbox of every ready department, during and after (b)",
        ("cases", "not arrived", "p50 s", "p99 s"),
        [
            (
                str(figures["arrived"]),
                str(waiting),
                f"{figures['arrival_p50_s']:.2f}",
                f"{figures['arrival_p99_s']:.2f}",
            )
        ],
    )
    goals = [
        ("(b) submits/s", f"{figures['per_second']:.1f}", f">= {RATE}"),
        ("(b) p95 ms", f"{figures['p95_ms']:.0f}", f"<= {P95_MS}"),
        ("(b) failed", str(figures["failed"]), "0"),
        ("(d) p99 s", f"{figures['arrival_p99_s']:.2f}", f"<= {P99_S}"),
        ("(d) not arrived", str(figures["not_arrived"]), "0"),
    ]
    show("Goals of (b) and (d)", ("", "reached", "goal"), goals)
    return {"figures": figures, "goals": goals}


def _people(drafts: int) -> list[tuple[str, list[str]]]:
    """(session, numbers of drafts) of each; the drafts are copies of one that was filled in."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from materials.models import Commitment
    from tests.bench import town
    from tests.bench.cloning import clone
    from windows.cases.models import Case

    town.build()
    store = import_module(settings.SESSION_ENGINE).SessionStore
    people = []
    for number in range(USERS):
        person = town.person(100 + number)
        template = town.draft("B3", person)
        assert Commitment.objects.filter(case_number=template.number).exists()
        base = clone(template, drafts // USERS + 1, prefix=f"330100-2026{number:04d}-")
        session = store()
        session[SESSION_KEY] = str(person.user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.user.get_session_auth_hash()
        session.save()
        mine = Case.objects.filter(pk__gt=base, applicant=person).order_by("pk")
        people.append((session.session_key, list(mine.values_list("number", flat=True))))
    return people


def _load(
    port: int, pids: list[int], people: list[tuple[str, list[str]]], seconds: int
) -> tuple[list[list[float]], int, float, tuple[float, float]]:
    """Seconds of each answer, how many failed, seconds in all, processor seconds of (web and
    workers, server).
    """
    for session, numbers in people:  # connections are open and programs warm before it counts
        _hand_in(http.client.HTTPConnection("127.0.0.1", port), session, numbers.pop())
    waits: list[list[float]] = [[] for _ in people]
    failed: list[str] = []
    before = seconds_of(pids), server_seconds()
    began = time.monotonic()
    hands = [
        threading.Thread(
            target=_one_person,
            args=(port, *person, began + seconds, waits[place], failed),
            daemon=True,
        )
        for place, person in enumerate(people)
    ]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    took = time.monotonic() - began
    return waits, len(failed), took, (seconds_of(pids) - before[0], server_seconds() - before[1])


def _one_person(
    port: int,
    session: str,
    numbers: list[str],
    until: float,
    waits: list[float],
    failed: list[str],
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    while numbers and time.monotonic() < until:
        began, number = time.monotonic(), numbers.pop()
        try:
            _hand_in(connection, session, number)
        except (AssertionError, OSError, http.client.HTTPException) as error:
            connection.close()  # opened again by the next request
            failed.append(f"{number}: {type(error).__name__}: {error}")
            if len(failed) == 1:
                print(failed[0], file=sys.stderr, flush=True)
        else:
            waits.append(time.monotonic() - began)


def _hand_in(connection: http.client.HTTPConnection, session: str, number: str) -> None:
    """The button of the last page, as a browser sends it."""
    token = "b" * 32
    headers = {
        "Host": "localhost",
        "Cookie": f"sessionid={session}; csrftoken={token}",
        "X-CSRFToken": token,
        "Content-Length": "0",
    }
    connection.request("POST", f"/cases/{number}/check/", headers=headers)
    answer = connection.getresponse()
    answer.read()
    place = answer.headers["Location"]
    assert (answer.status, place) == (302, f"/cases/{number}/receipt/"), (answer.status, place)


def _arrivals(submitted: int) -> tuple[list[float], int]:
    """Seconds from acceptance to the last inbox of those that wait for nobody; those not there."""
    from django.db.models import Count, Max, Q

    from windows.approvals.models import Approval

    ready = Approval.objects.filter(stage=1, case__submitted_at__isnull=False)
    deadline = time.monotonic() + SETTLE_SECONDS
    while time.monotonic() < deadline and ready.filter(dispatched_at=None).exists():
        time.sleep(0.5)
    rows = ready.values("case").annotate(
        began=Max("case__accepted_at"),
        ended=Max("dispatched_at"),
        open=Count("pk", filter=Q(dispatched_at=None)),
    )
    there = [(row["ended"] - row["began"]).total_seconds() for row in rows if not row["open"]]
    return there or [float("nan")], sum(1 for row in rows if row["open"])
