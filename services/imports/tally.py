"""How many rows of each verdict and of each kind of finding: counted as the rows are written.

So a page about an import reads one row however large the file was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from services.catalogue.text import Text
from services.imports.findings import BETWEEN_FIELDS
from services.models import ImportRow, ImportRun, Verdict

SEVERITIES = ("error", "warning", "advice")
Key = tuple[str, str, str]
"""Severity, rule, field."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One rule about one field, and how often it was found."""

    rule: str
    field: str
    severity: str
    count: int
    example: Text


@dataclass
class Tally:
    verdicts: Counter[str] = field(default_factory=Counter)
    counts: Counter[Key] = field(default_factory=Counter)
    examples: dict[Key, Text] = field(default_factory=dict)

    def add(self, rows: Iterable[ImportRow]) -> None:
        for row in rows:
            self.verdicts[row.verdict] += 1
            for finding in row.findings:
                self._find(finding)

    def refuse(self, row: ImportRow, finding: dict[str, str]) -> None:
        """Of a row that was counted already: it is refused now, for this reason."""
        self.verdicts[row.verdict] -= 1
        self.verdicts[Verdict.REFUSED] += 1
        self._find(finding)

    def kinds(self) -> tuple[Kind, ...]:
        """Errors first, then by how many."""
        keys = sorted(
            self.counts, key=lambda key: (SEVERITIES.index(key[0]), -self.counts[key], key)
        )
        return tuple(
            Kind(rule, place, severity, self.counts[severity, rule, place], self.examples[key])
            for key in keys
            for severity, rule, place in [key]
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "verdicts": {verdict: count for verdict, count in self.verdicts.items() if count},
            "kinds": [
                [*key, count, self.examples[key].zh, self.examples[key].en]
                for key, count in self.counts.items()
            ],
        }

    def _find(self, finding: dict[str, str]) -> None:
        for place in finding["field"].split(BETWEEN_FIELDS):
            key = (finding["severity"], finding["rule"], place)
            self.counts[key] += 1
            self.examples.setdefault(key, Text(finding["zh"], finding["en"]))


def tally_of(run: ImportRun) -> Tally:
    """What was counted so far; of imports that began before rows were counted, all of it now."""
    tally = Tally()
    if not run.tally and run.position:
        rows = run.rows.order_by().only("verdict", "findings")
        tally.add(rows.iterator(chunk_size=500))
        return tally
    tally.verdicts.update(run.tally.get("verdicts", {}))
    for severity, rule, place, count, zh, en in run.tally.get("kinds", ()):
        tally.counts[severity, rule, place] = count
        tally.examples[severity, rule, place] = Text(zh, en)
    return tally
