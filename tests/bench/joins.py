"""(a) Five departments decide the five parts of a case at once."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from typing import Any

from portal.embedded.children import Children
from tests.bench.table import show

CASES = 200
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
    """One process after the other, all on the same server."""
    cases = size or CASES
    results = [_measured(name, cases) for name in NAMES]
    found = {each["name"]: each for each in results if each}
    rows = [
        (
            each["name"],
            f"{each['per_second']:.0f}",
            f"{each['p95_ms']:.0f}",
            f"{each['client_cpu_ms']:.1f}",
            f"{each['server_cpu_ms']:.1f}",
            f"{each['failed']}",
            f"{each['stuck']}",
        )
        for each in found.values()
    ]
    show(
        f"(a) {cases} cases, five deciders at once",
        ("", "decisions/s", "p95 ms", "client CPU ms", "server CPU ms", "failed", "stuck"),
        rows,
    )
    goals = _goals(found)
    show("Goals of (a)", ("", "reached", "goal"), goals)
    return {"results": list(found.values()), "goals": goals}


def _goals(found: dict[str, dict[str, Any]]) -> list[tuple[str, str, str]]:
    ours = found["portal"]["per_second"]
    goals = []
    for rival, least in (("plain", 0.8), ("viewflow", 3.0), ("SpiffWorkflow", 1.5)):
        if rival in found:
            reached = ours / found[rival]["per_second"]
            goals.append((f"portal / {rival}", f"{reached:.2f}", f">= {least}"))
    goals.append(("stuck", str(found["portal"]["stuck"]), "0"))
    return goals


def _measured(name: str, cases: int) -> dict[str, Any] | None:
    module = NEEDS.get(name.partition(",")[0])
    if module and importlib.util.find_spec(module) is None:
        print(f"{name}: not installed (see docs/benchmarks.md)")
        return None
    env = os.environ | ({"BENCH_RIVAL": "viewflow"} if module == "viewflow" else {})
    argv = [sys.executable, "-m", "tests.bench.contest", name, "--cases", str(cases)]
    done = subprocess.run(argv, env=env, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])
