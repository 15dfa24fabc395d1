"""What an import found: the table of warnings, and the report row by row."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from services.catalogue.text import Text
from services.imports.findings import BETWEEN_FIELDS
from services.imports.safe_cells import plain_cell
from services.models import ImportRow, ImportRun, Verdict

HEADER = (
    "行号 row",
    "代码 code",
    "名称 name",
    "结论 verdict",
    "级别 severity",
    "规则 rule",
    "字段 field",
    "说明",
    "message",
    "怎么办",
    "way out",
    "原值 before",
    "新值 after",
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One rule about one field, and how many rows it was found in."""

    rule: str
    field: str
    severity: str
    count: int
    example: Text


@dataclass(frozen=True, slots=True)
class Summary:
    verdicts: dict[str, int]
    kinds: tuple[Kind, ...]
    """Errors first, then by how many."""


def summary_of(run: ImportRun) -> Summary:
    """Goes through the rows in pieces: as large as the number of kinds, not of rows."""
    verdicts: Counter[str] = Counter()
    counts: Counter[tuple[str, str, str]] = Counter()
    examples: dict[tuple[str, str, str], Text] = {}
    rows = run.rows.order_by().values_list("verdict", "findings").iterator(chunk_size=500)
    for verdict, findings in rows:
        verdicts[verdict] += 1
        for finding in findings:
            for field in finding["field"].split(BETWEEN_FIELDS):
                key = (finding["severity"], finding["rule"], field)
                counts[key] += 1
                examples.setdefault(key, Text(finding["zh"], finding["en"]))
    order = ("error", "warning", "advice")
    kinds = sorted(counts, key=lambda key: (order.index(key[0]), -counts[key], key))
    return Summary(
        verdicts={each.value: verdicts[each.value] for each in Verdict},
        kinds=tuple(
            Kind(
                rule,
                field,
                severity,
                counts[severity, rule, field],
                examples[severity, rule, field],
            )
            for severity, rule, field in kinds
        ),
    )


class _Echo:
    """A file that hands back what is written: csv.writer as a function."""

    def write(self, value: str) -> str:
        return value


class _Writer(Protocol):
    def writerow(self, row: Iterable[object], /) -> str: ...


def report_lines(run: ImportRun) -> Iterator[str]:
    """The report as CSV: a line for each finding and each change, one for a row without any."""
    writer: _Writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(HEADER)
    for row in run.rows.order_by("number").iterator(chunk_size=500):
        for line in _lines(row):
            yield writer.writerow([plain_cell(cell) for cell in line])


def _lines(row: ImportRow) -> Iterator[tuple[str, ...]]:
    start = (str(row.number), row.code, row.name, row.verdict)
    for each in row.findings:
        said = (each["zh"], each["en"], each["way_out_zh"], each["way_out_en"])
        yield (*start, each["severity"], each["rule"], each["field"], *said, "", "")
    for change in row.changes:
        nothing = ("",) * 4
        yield (*start, "", "change", change["field"], *nothing, change["before"], change["after"])
    if not row.findings and not row.changes:
        yield (*start, *("",) * 9)
