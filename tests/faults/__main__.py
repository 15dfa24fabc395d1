"""`python -m tests.faults`: see docs/faults.md. The exit status is 1 when anything was found."""

from __future__ import annotations

import argparse
import json
import resource
import sys
from pathlib import Path

from portal.embedded.stopping import StopRequested
from tests.faults.course import Wish, run, say
from tests.faults.report import table


def main() -> int:
    parser = argparse.ArgumentParser("python -m tests.faults", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=200, help="processes killed with -9")
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--minutes", type=float, default=10, help="of strikes")
    parser.add_argument("--settle", type=float, default=8, help="minutes at most, afterwards")
    parser.add_argument("--json", type=Path, help="write the whole report here")
    parser.add_argument("--keep", type=Path, help="a data folder that stays: logs, acts, database")
    options = parser.parse_args()
    wish = Wish(
        options.seed, options.kills, options.cases, options.minutes, options.settle, options.keep
    )
    try:
        report = run(wish, say)
    except StopRequested:
        say("Stopped before the end: nothing was checked.")
        return 2
    report.seconds["processor"] = _processor_seconds()
    if options.json:
        options.json.write_text(json.dumps(report.as_json(), ensure_ascii=False, indent=1) + "\n")
    print(table(report), flush=True)
    return 0 if report.is_good else 1


def _processor_seconds() -> float:
    """Of the harness and of every process that it has waited for, on all cores together."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    sys.exit(main())
