"""`python -m tests.bench a|b|c|d|reads|ledger|pages|all [--json FILE] [--size N] [--seconds S]`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tests.bench import joins, ledger, lists, pages, reads, submits
from tests.bench.engine import own_engines

BENCHES = {
    "a": joins.run,
    "b": submits.run,
    "c": lists.run,
    "d": submits.run,
    "reads": reads.run,
    "ledger": ledger.run,
    "pages": pages.run,
}
"""(d) is measured while (b) runs, so both names run both."""


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    options.add_argument("bench", choices=[*BENCHES, "all"])
    options.add_argument("--json", type=Path, help="also write the figures to this file")
    options.add_argument(
        "--size", type=int, help="cases: (a) 200, (c) 1000000; reads; lines: (ledger) 5000000"
    )
    options.add_argument("--seconds", type=int, default=30, help="of load in (b), (d) and reads")
    given = options.parse_args()
    figures = {}
    for name in ("a", "b", "c", "reads", "ledger") if given.bench == "all" else [given.bench]:
        with own_engines() as children:
            figures[name] = BENCHES[name](children, size=given.size, seconds=given.seconds)
    if given.json:
        given.json.write_text(json.dumps(figures, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
