"""How good the search is: judged queries, in two halves of which only one may be tuned to."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

FIRST = 3
MATTER_MARK = "M:"
"""Rows whose code begins so name a matter without a life event of its own; they are left out."""


@dataclass(frozen=True, slots=True)
class Judged:
    query: str
    code: str

    @property
    def is_held_out(self) -> bool:
        """By a digest of the words, so that nobody chooses."""
        return sha256(self.query.encode()).digest()[0] % 2 == 1


@dataclass
class Half:
    """`first` counts the right thing on top, `within` among the first three."""

    rows: int = 0
    first: int = 0
    within: int = 0
    missed: list[tuple[Judged, list[str]]] = field(default_factory=list)

    @property
    def share(self) -> float:
        return self.within / self.rows if self.rows else 1.0


@dataclass
class Verdict:
    tuned: Half = field(default_factory=Half)
    held_out: Half = field(default_factory=Half)
    left_out: int = 0


def read_judged(path: Path) -> tuple[list[Judged], int]:
    """The rows of a file with the columns `query` and `code`, and how many were left out."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [Judged(row["query"].strip(), row["code"].strip()) for row in csv.DictReader(file)]
    kept = [row for row in rows if row.query and not row.code.startswith(MATTER_MARK)]
    return kept, len(rows) - len(kept)


def judge(rows: Iterable[Judged], codes_for: Callable[[str], list[str]]) -> Verdict:
    """`codes_for` gives the codes found, best first; a row may name several right ones by `|`."""
    verdict = Verdict()
    for row in rows:
        half = verdict.held_out if row.is_held_out else verdict.tuned
        found = codes_for(row.query)
        right = set(row.code.split("|"))
        half.rows += 1
        half.first += bool(found and found[0] in right)
        if right & set(found[:FIRST]):
            half.within += 1
        else:
            half.missed.append((row, found[:FIRST]))
    return verdict
