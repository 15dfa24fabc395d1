"""(a) Five departments decide the five parts of a case at once."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from portal.embedded.children import Children
from tests.bench.table import show

CASES = 200
PASSES = 3
NAMES = (
    "plain",
    "portal",
    "viewflow",
    "viewflow, its own rows only",
    "SpiffWorkflow",
    "SpiffWorkflow, its own row only",
)
NEEDS = {"viewflow": "viewflow", "SpiffWorkflow": "SpiffWorkflow"}


def run(children: Children, *, size: int | None, seconds: int) -> dict[str, Any]:
    """One process after the other, all on the same server; three times, each time in another
    order, since whoever comes later finds a fuller and a warmer server. The pass with the median
    rate counts; what failed or was stuck counts in every pass.
    """
    cases = size or CASES
    names = [name for name in NAMES if _is_here(name)]
    passes = [
        {name: _measured(name, cases) for name in rotated(names, turn)} for turn in range(PASSES)
    ]
    found = {name: middle([each[name] for each in passes]) for name in names}
    head = ("", "decisions/s", "p95 ms", "client CPU ms", "server CPU ms", "failed", "stuck")
    missing = [(name, *["not installed"] * (len(head) - 1)) for name in NAMES if name not in found]
    show(
        f"(a) {cases} cases, five deciders at once, median of {PASSES} passes",
        head,
        [*(_row(each) for each in found.values()), *missing],
    )
    goals = goals_of(found)
    show("Goals of (a)", ("", "reached", "goal"), goals)
    return {"results": list(found.values()), "goals": goals}


def rotated(names: Sequence[str], turn: int) -> list[str]:
    """Each pass begins two places further on."""
    at = 2 * turn % max(len(names), 1)
    return [*names[at:], *names[:at]]


def middle(passes: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The pass with the median rate, with what went wrong in any of them."""
    ordered = sorted(passes, key=lambda each: float(each["per_second"]))
    wrong = {key: sum(each[key] for each in passes) for key in ("failed", "stuck")}
    return ordered[len(ordered) // 2] | wrong


def goals_of(found: dict[str, dict[str, Any]]) -> list[tuple[str, str, str]]:
    """Against rivals that write the decision's rows and leave the join to their own engine."""
    ours = found["portal"]["per_second"]
    goals = []
    for rival, least in (("plain", 0.8), ("viewflow", 3.0), ("SpiffWorkflow", 1.5)):
        if rival not in found:
            goals.append((f"portal / {rival}", "not installed", f">= {least}"))
            continue
        reached = ours / found[rival]["per_second"] if found[rival]["per_second"] else 0.0
        goals.append((f"portal / {rival}", f"{reached:.2f}", f">= {least}"))
    goals += [(f"portal: {what}", str(found["portal"][what]), "0") for what in ("failed", "stuck")]
    return goals


def _row(each: dict[str, Any]) -> tuple[str, ...]:
    return (
        each["name"],
        f"{each['per_second']:.0f}",
        f"{each['p95_ms']:.0f}",
        f"{each['client_cpu_ms']:.1f}",
        f"{each['server_cpu_ms']:.1f}",
        f"{each['failed']}",
        f"{each['stuck']}",
    )


def _is_here(name: str) -> bool:
    """The portal needs neither; viewflow comes with no command (see docs/benchmarks.md)."""
    module = NEEDS.get(name.partition(",")[0])
    return module is None or importlib.util.find_spec(module) is not None


def _measured(name: str, cases: int) -> dict[str, Any]:
    env = os.environ | ({"BENCH_RIVAL": "viewflow"} if name.startswith("viewflow") else {})
    argv = [sys.executable, "-m", "tests.bench.contest", name, "--cases", str(cases)]
    done = subprocess.run(argv, env=env, stdout=subprocess.PIPE, text=True, check=True)
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said
