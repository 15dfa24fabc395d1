"""(ledger) What a read costs in the record of reads: at 10,000 lines and at the full size."""

from __future__ import annotations

import random
import time
from typing import Any

from portal.embedded.children import Children
from tests.bench.engine import server_seconds
from tests.bench.table import percentile, show

SMALL, FULL = 10_000, 5_000_000
READS = 400
ROUNDS = 3
"""Each size is measured so often; the middle one counts."""
GROWTH = 1.15


def run(children: Children, *, size: int | None, seconds: int) -> dict[str, Any]:
    """The gate, the line and its journal entry, in the transaction that keeps a read's result."""
    import django

    django.setup()
    from django.core.management import call_command

    from tests.bench import lines

    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_resources", verbosity=0)
    full = size or FULL
    small = SMALL if full > SMALL else full // 10
    lines.people(full // lines.LINES_EACH + 1)
    figures: dict[int, dict[str, float]] = {}
    before = 0
    for count in (small, full):
        took = lines.fill(before, count, people=full // lines.LINES_EACH + 1)
        before = count
        weight = lines.weight()
        print(f"{count} lines, {weight}, written in {took:.0f} s", flush=True)
        measured = [_measured(full // lines.LINES_EACH + 1) for _ in range(ROUNDS)]
        measured.sort(key=lambda each: each["own_ms"] + each["server_ms"])
        figures[count] = measured[ROUNDS // 2]
    return {"ledger": figures, "goals": _told(figures)}


def _measured(people: int) -> dict[str, float]:
    from django.db import transaction
    from django.utils import timezone

    from datasharing.exchanges.ledger import write_line
    from datasharing.ledger.gate import unsealed_since
    from datasharing.queries import ledger_of
    from datasharing.states import Outcome
    from tests.bench import lines

    asked = lines.exchanges(READS, people=people, seed=random.randrange(10**9))
    for exchange in asked[:20]:
        _write(exchange, write_line, Outcome.NO_RECORD, transaction, timezone)
    waits, cpu, server = [], time.process_time(), server_seconds()
    for exchange in asked[20:]:
        began = time.perf_counter()
        unsealed_since()
        _write(exchange, write_line, Outcome.NO_RECORD, transaction, timezone)
        waits.append(1000 * (time.perf_counter() - began))
    done = len(waits)
    own = 1000 * (time.process_time() - cpu) / done
    behind = 1000 * (server_seconds() - server) / done
    pages = []
    for exchange in asked[:60]:
        began = time.perf_counter()
        ledger_of(exchange.subject, actor=lines.acting_for(exchange.subject))
        pages.append(1000 * (time.perf_counter() - began))
    return {
        "p50_ms": percentile(waits, 0.5),
        "p95_ms": percentile(waits, 0.95),
        "own_ms": own,
        "server_ms": behind,
        "page_p50_ms": percentile(pages, 0.5),
    }


def _write(exchange: Any, write_line: Any, outcome: Any, transaction: Any, timezone: Any) -> None:
    exchange.attempts += 1
    with transaction.atomic():
        write_line(exchange, outcome=outcome, at=timezone.now())


def _told(figures: dict[int, dict[str, float]]) -> list[tuple[str, ...]]:
    head = ("lines", "p50 ms", "p95 ms", "own CPU ms", "server CPU ms", "my data page p50 ms")
    rows = [(f"{count}", *(f"{value:.2f}" for value in each.values())) for count, each in
            figures.items()]  # fmt: skip
    show(f"(ledger) {READS} reads, the middle of {ROUNDS} rounds", head, rows)
    small, full = (
        each["own_ms"] + each["server_ms"]
        for each in (figures[min(figures)], figures[max(figures)])
    )
    goals: list[tuple[str, ...]] = [
        ("processor time a read, full / small", f"{full / small:.2f}", f"<= {GROWTH}")
    ]
    show("Goal of (ledger)", ("", "reached", "goal"), goals)
    return goals
