"""The short form: a portal of its own, a few kills, every other fault; nothing may be found.

The long form is a command: `python -m tests.faults` (docs/faults.md).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.faults.strikes import draw

SEED, KILLS, CASES = 20261122, 7, 12
CHECKOUT = Path(__file__).parents[2]
STRIKE_MINUTES, SETTLE_MINUTES = "0.2", "5"
LONGEST_SECONDS = 480
"""On two idle cores it takes about a minute; on a busy machine it may take longer, never more."""


def test_a_dozen_cases_survive_kills_of_every_kind(tmp_path):
    report = tmp_path / "report.json"
    argv = [sys.executable, "-m", "tests.faults", "--seed", str(SEED), "--kills", str(KILLS)]
    argv += ["--cases", str(CASES), "--minutes", STRIKE_MINUTES]
    argv += ["--settle", SETTLE_MINUTES, "--json", str(report)]
    ended = subprocess.run(
        argv,
        cwd=CHECKOUT,
        env=dict(os.environ),
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )
    assert report.exists(), ended.stderr[-4000:]
    said = json.loads(report.read_text())
    assert said["findings"] == []
    assert (said["kills"], said["figures"]["cases_by_state"]) == (KILLS, {"archived": CASES})
    assert (said["harness_errors"], said["ran_out_of_time"]) == ({}, False)
    drawn = sorted(strike.kind for strike in draw(SEED, KILLS))
    assert sorted(strike["kind"] for strike in said["strikes"]) == drawn
    assert said["is_good"]
    assert ended.returncode == 0, ended.stdout
