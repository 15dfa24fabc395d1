"""What an import found: the table of warnings, and the report row by row."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from services.imports.safe_cells import plain_cell
from services.imports.tally import Kind, tally_of
from services.models import ImportRow, ImportRun, Verdict

HEADER = (
    "行号 row",
    "代码 code",
    "名称 name",
    "结论 verdict",
    "级别 severity",
    "规则 rule",
    "字段 field",
    "位置 where",
    "说明",
    "message",
    "怎么办",
    "way out",
    "原值 before",
    "新值 after",
)


@dataclass(frozen=True, slots=True)
class Summary:
    verdicts: dict[str, int]
    kinds: tuple[Kind, ...]
    """Errors first, then by how many."""

    @property
    def adding(self) -> int:
        """Rows that ask more of people."""
        return sum(kind.count for kind in self.kinds if kind.rule == "burden.adds")


def summary_of(run: ImportRun) -> Summary:
    """From what is counted on the run: no row is read."""
    tally = tally_of(run)
    return Summary({each.value: tally.verdicts[each.value] for each in Verdict}, tally.kinds())


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
    for row in run.rows.order_by("number").defer("raw", "spec").iterator(chunk_size=500):
        for line in _lines(row):
            yield writer.writerow([plain_cell(cell) for cell in line])


def _lines(row: ImportRow) -> Iterator[tuple[str, ...]]:
    start = (str(row.number), row.code, row.name, row.verdict)
    for each in row.findings:
        said = (each["zh"], each["en"], each["way_out_zh"], each["way_out_en"])
        place = (each["severity"], each["rule"], each["field"], each.get("where", ""))
        yield (*start, *place, *said, "", "")
    for change in row.changes:
        nothing = ("",) * 4
        yield (
            *start,
            "",
            "change",
            change["field"],
            "",
            *nothing,
            change["before"],
            change["after"],
        )
    if not row.findings and not row.changes:
        yield (*start, *("",) * 10)
