"""A workbook that was exported, edited, and comes back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, BinaryIO

from services.catalogue.spec import DepartmentSpec, MatterSpec
from services.imports.excel.build import Building, build_matter
from services.imports.excel.columns import BASES, FIELDS, MATERIALS, MATTERS
from services.imports.excel.read import SheetRow, open_book, rows_of
from services.imports.findings import found
from services.imports.readers.built import Built, Known, RawRecord
from services.imports.readers.c0109 import without_nul

PARTS = {"materials": MATERIALS, "fields": FIELDS, "bases": BASES}


class ExcelReader:
    """One record a matter, with its rows of the other sheets."""

    is_edit = True

    def records(self, file: BinaryIO, *, skip: int) -> Iterator[RawRecord]:
        with open_book(file) as book:
            parts = {part: _grouped(rows_of(book, sheet)) for part, sheet in PARTS.items()}
            number = 0
            for row in rows_of(book, MATTERS):
                number += 1
                code = row.cells.get("code", "")
                own = {part: groups.pop(code, []) for part, groups in parts.items()}
                if number > skip:
                    yield _record(number, code, row, own)
            for part, groups in parts.items():
                for code, rows in groups.items():
                    if not code and not any(row.findings for row in rows):
                        continue
                    number += 1
                    if number > skip:
                        yield _orphan(number, code, PARTS[part], rows)

    def material_names(self, record: RawRecord) -> Iterator[str]:
        for row in record.raw.get("materials", []):
            yield row.get("name", "")

    def build(self, record: RawRecord, known: Known) -> Built:
        building = Building()
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
        )


def _grouped(rows: Iterator[SheetRow]) -> dict[str, list[SheetRow]]:
    groups: dict[str, list[SheetRow]] = defaultdict(list)
    for row in rows:
        groups[row.cells.get("code", "")].append(row)
    return dict(groups)


def _record(number: int, code: str, row: SheetRow, parts: dict[str, list[SheetRow]]) -> RawRecord:
    findings = list(row.findings)
    raw: dict[str, Any] = {"row": row.number, "matter": row.cells}
    for part, rows in parts.items():
        raw[part] = [each.cells for each in rows]
        findings += [finding for each in rows for finding in each.findings]
    return RawRecord(number, without_nul(raw), code, row.cells.get("name", ""), tuple(findings))


def _orphan(number: int, code: str, sheet: str, rows: list[SheetRow]) -> RawRecord:
    finding = found("row.orphan", "code", sheet=sheet, row=rows[0].number, code=code)
    raw = without_nul({"sheet": sheet, "rows": [row.cells for row in rows]})
    return RawRecord(number, raw, "", f"{sheet} {code}", (finding,))
