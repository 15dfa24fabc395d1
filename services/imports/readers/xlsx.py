"""A workbook that was exported, edited, and comes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any, BinaryIO

from services.catalogue.spec import DepartmentSpec, MatterSpec
from services.imports.excel.build import Building, build_matter
from services.imports.excel.columns import BASES, FIELDS, MATERIALS, MATTERS
from services.imports.excel.parts import PartRows
from services.imports.excel.read import SheetRow, moved_columns, open_book, rows_of
from services.imports.findings import found
from services.imports.readers.built import Built, Known, RawRecord
from services.imports.readers.c0109 import without_nul

PARTS = {"materials": MATERIALS, "fields": FIELDS, "bases": BASES}


class ExcelReader:
    """One record a matter, with its rows of the other sheets."""

    is_edit = True
    is_read_whole = True
    softened: frozenset[str] = frozenset()

    def records(self, file: BinaryIO, *, skip: int) -> Iterator[RawRecord]:
        with open_book(file) as book, closing(PartRows()) as parts:
            for sheet in PARTS.values():
                parts.keep(sheet, rows_of(book, sheet))
            moved = moved_columns(book)
            number = 0
            for row in rows_of(book, MATTERS):
                number += 1
                code = row.cells.get("code", "")
                own = parts.take(code)
                if number > skip:
                    yield _record(number, code, row, own, moved)
            for code, sheet, rows in parts.left():
                if not code and not any(row.findings for row in rows):
                    continue
                number += 1
                if number > skip:
                    yield _orphan(number, code, sheet, rows)

    def material_names(self, record: RawRecord) -> Iterator[str]:
        for row in record.raw.get("materials", []):
            yield row.get("name", "")

    def build(self, record: RawRecord, known: Known) -> Built:
        building = Building(record.raw["rows"], record.raw["moved"])
        cells = record.raw["matter"]
        base = known.matters.get(record.code)
        start = base or MatterSpec(record.code, "", cells.get("department", ""))
        matter = build_matter(record.raw, start, known.materials, building)
        return Built(
            matter=matter,
            department=DepartmentSpec(matter.department),
            materials=tuple(building.materials.values()),
            findings=tuple(building.findings),
            base=cells.get("key") if base else None,
            locate=building.locate,
        )


def _record(
    number: int,
    code: str,
    row: SheetRow,
    parts: Mapping[str, Sequence[SheetRow]],
    moved: Mapping[str, Mapping[str, str]],
) -> RawRecord:
    findings = list(row.findings)
    raw: dict[str, Any] = {"matter": row.cells, "rows": {MATTERS: [row.number]}, "moved": moved}
    for part, sheet in PARTS.items():
        rows = parts.get(sheet, ())
        raw[part] = [each.cells for each in rows]
        raw["rows"][sheet] = [each.number for each in rows]
        findings += [finding for each in rows for finding in each.findings]
    return RawRecord(number, without_nul(raw), code, row.cells.get("name", ""), tuple(findings))


def _orphan(number: int, code: str, sheet: str, rows: list[SheetRow]) -> RawRecord:
    findings = [each for row in rows for each in row.findings]
    where = f"{sheet}!{rows[0].number}"
    if code or not findings:
        findings.append(
            found("row.orphan", "code", where=where, sheet=sheet, row=rows[0].number, code=code)
        )
    raw = without_nul({"sheet": sheet, "rows": [row.cells for row in rows]})
    return RawRecord(number, raw, "", f"{sheet} {code}", tuple(findings))
