"""Matters as workbooks. Every cell is written as text or number: none can be a formula.

A sheet takes so many rows and no more; what does not fit goes into the next workbook.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from services.catalogue.read import fingerprint
from services.catalogue.spec import MatterSpec
from services.imports.errors import TooManyForOneBook
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

Rows = list[tuple[str, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Written:
    path: Path
    matters: int


def write_workbooks(target: Path, matters: Iterable[MatterSpec]) -> list[Written]:
    """`target`, and `…-2.xlsx`, `…-3.xlsx` beside it where one workbook cannot hold them all.

    Memory does not grow with the matters. They are written elsewhere first: where anything is
    refused, no file is there. Raises TooManyForOneBook.
    """
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        made: list[Written] = []
        book: _Book | None = None
        try:
            for matter in matters:
                rows = list(_rows(matter))
                if book is None or not book.has_room(rows):
                    _must_fit(matter, rows)
                    if book is not None:
                        made.append(book.close())
                    book = _Book(Path(folder) / _named(target, len(made) + 1))
                book.add(rows)
            made.append((book or _Book(Path(folder) / target.name)).close())
        except BaseException:
            if book is not None:
                book.close()
            raise
        return [
            Written(each.path.replace(target.parent / each.path.name), each.matters)
            for each in made
        ]


class _Book:
    """One workbook on disk, which counts the rows of its sheets."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._book = xlsxwriter.Workbook(
            str(path),
            {
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "constant_memory": True,
                "in_memory": False,
            },
        )
        bold = self._book.add_format({"bold": True, "bg_color": "#E8EEF4", "text_wrap": True})
        quiet = self._book.add_format({"font_color": "#5B6670", "bg_color": "#E8EEF4"})
        self._sheets = {
            name: _sheet(self._book.add_worksheet(name), columns, bold, quiet)
            for name, columns in SHEETS.items()
        }
        _notes(self._book.add_worksheet(NOTES))
        self._places = Counter(dict.fromkeys(SHEETS, HEADER_ROWS))
        self._matters = 0

    def has_room(self, rows: Rows) -> bool:
        more = Counter(name for name, _values in rows)
        return all(self._places[name] + count <= MOST_ROWS for name, count in more.items())

    def add(self, rows: Rows) -> None:
        for name, values in rows:
            _write(self._sheets[name], self._places[name], SHEETS[name], values)
            self._places[name] += 1
        self._matters += 1

    def close(self) -> Written:
        self._book.close()
        return Written(self._path, self._matters)


def _named(target: Path, number: int) -> str:
    return target.name if number == 1 else f"{target.stem}-{number}{target.suffix}"


def _must_fit(matter: MatterSpec, rows: Rows) -> None:
    most = max(Counter(name for name, _values in rows).values())
    if most > MOST_ROWS - HEADER_ROWS:
        room = f"{MOST_ROWS - HEADER_ROWS:,}"
        raise TooManyForOneBook(code=matter.code, rows=f"{most:,}", most=room)


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
