"""Matters as a workbook. Every cell is written as text or number: none can be a formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from services.catalogue.read import fingerprint
from services.catalogue.spec import MatterSpec
from services.imports.excel.cells import LONGEST_CELL, to_cell
from services.imports.excel.columns import (
    BASES,
    FIELDS,
    HEADER_ROWS,
    MATERIALS,
    MATTERS,
    MOST_ROWS,
    NOTES,
    SHEETS,
    Column,
    Kind,
)
from services.imports.excel.notes import NOTES_TEXT


def write_workbook(target: BinaryIO | Path, matters: Iterable[MatterSpec]) -> int:
    """Write the workbook and give the number of matters. Memory does not grow with them, but for
    the row that is being written.
    """
    with xlsxwriter.Workbook(
        str(target) if isinstance(target, Path) else target,
        {
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "constant_memory": True,
            "in_memory": False,
        },
    ) as book:
        bold = book.add_format({"bold": True, "bg_color": "#E8EEF4", "text_wrap": True})
        quiet = book.add_format({"font_color": "#5B6670", "bg_color": "#E8EEF4"})
        sheets = {
            name: _sheet(book.add_worksheet(name), columns, bold, quiet)
            for name, columns in SHEETS.items()
        }
        _notes(book.add_worksheet(NOTES))
        places = dict.fromkeys(SHEETS, HEADER_ROWS)
        count = 0
        for matter in matters:
            count += 1
            for name, values in _rows(matter):
                if places[name] < MOST_ROWS:
                    _write(sheets[name], places[name], SHEETS[name], values)
                    places[name] += 1
    return count


def _sheet(sheet: Worksheet, columns: tuple[Column, ...], bold: Format, quiet: Format) -> Worksheet:
    sheet.freeze_panes(HEADER_ROWS, 0)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, None, {"hidden": column.is_hidden})
        if column.choices and column.kind in (Kind.LIST, Kind.YES_NO):
            sheet.data_validation(
                HEADER_ROWS,
                place,
                MOST_ROWS - 1,
                place,
                {"validate": "list", "source": list(column.choices)},
            )
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.zh, bold)
    for place, column in enumerate(columns):
        sheet.write_string(1, place, column.path, quiet)
    return sheet


def _notes(sheet: Worksheet) -> None:
    sheet.set_column(0, 1, 80)
    for row, (zh, en) in enumerate(NOTES_TEXT):
        sheet.write_string(row, 0, zh)
        sheet.write_string(row, 1, en)


def _rows(matter: MatterSpec) -> Iterator[tuple[str, dict[str, Any]]]:
    yield MATTERS, {"": matter, "key": fingerprint(matter)}
    for requirement in matter.requirements:
        yield MATERIALS, {"": requirement, "code": matter.code}
    for field in matter.fields:
        yield FIELDS, {"": field, "code": matter.code}
    for basis in matter.legal_bases:
        yield BASES, {"": basis, "code": matter.code, "requirement": ""}
    for requirement in matter.requirements:
        for basis in requirement.legal_bases:
            yield BASES, {"": basis, "code": matter.code, "requirement": requirement.key}


def _write(sheet: Worksheet, row: int, columns: tuple[Column, ...], values: dict[str, Any]) -> None:
    for place, column in enumerate(columns):
        value = values[column.path] if column.path in values else _at(values[""], column.path)
        cell = to_cell(column, value)
        if isinstance(cell, int):
            sheet.write_number(row, place, cell)
        elif cell:
            sheet.write_string(row, place, cell[:LONGEST_CELL])


def _at(spec: Any, path: str) -> Any:
    for name in path.split("."):
        spec = getattr(spec, name)
    return spec
