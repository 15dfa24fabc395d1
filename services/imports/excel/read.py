"""A workbook row by row, never whole: openpyxl's reading mode, with entities refused."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO

import openpyxl
from defusedxml.common import DefusedXmlException
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from services.imports.errors import ColumnsMissing, SheetMissing, TooManyRows, WorkbookRefused
from services.imports.excel.columns import HEADER_ROWS, MOST_ROWS, SHEETS
from services.imports.excel.guard import check_package
from services.imports.findings import RowFinding, found

MOST_COLUMNS = 200
_SCRIPT = re.compile(r"<\s*(script|iframe|object|img|svg)\b|javascript:", re.IGNORECASE)
_BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    SyntaxError,  # of both XML libraries that openpyxl may read with
    DefusedXmlException,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    OSError,
)
"""What openpyxl raises for damaged packages; none of them is our own refusal."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    number: int
    """As Excel shows it."""
    cells: dict[str, str]
    findings: tuple[RowFinding, ...]


@contextmanager
def open_book(file: BinaryIO) -> Iterator[Any]:
    """Raises WorkbookRefused, HasMacros, ZipBomb, SheetMissing."""
    if not openpyxl.DEFUSEDXML:
        raise RuntimeError("openpyxl must parse with defusedxml.")
    check_package(file)
    with _readable():
        book = openpyxl.load_workbook(file, read_only=True, keep_links=False)
    try:
        for name in SHEETS:
            if name not in book.sheetnames:
                raise SheetMissing(sheet=name)
        yield book
    finally:
        book.close()


def rows_of(book: Any, name: str) -> Iterator[SheetRow]:
    """The rows of one sheet that say something. What the sheet claims about its own size is not
    believed: rows are counted. Raises ColumnsMissing, TooManyRows, WorkbookRefused.
    """
    sheet = book[name]
    with _readable():
        sheet.reset_dimensions()
        rows = enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1)
    header: list[str] = []
    for number, cells in _counted(rows, name):
        if number == HEADER_ROWS:
            header = [str(cell.value or "").strip() for cell in cells]
            _check_header(name, header)
        elif number > HEADER_ROWS:
            row = _row(name, number, header, cells)
            if any(row.cells.values()) or row.findings:
                yield row
    if not header:
        _check_header(name, header)


def moved_columns(book: Any) -> dict[str, dict[str, str]]:
    """Sheet → path → letter, for columns that do not stand where an export puts them."""
    moved: dict[str, dict[str, str]] = {}
    for name, columns in SHEETS.items():
        with _readable():
            rows = book[name].iter_rows(min_row=HEADER_ROWS, max_row=HEADER_ROWS)
            header = [str(cell.value or "").strip() for cell in next(rows, ())]
        for place, column in enumerate(columns):
            if column.path in header and header.index(column.path) != place:
                letter = get_column_letter(header.index(column.path) + 1)
                moved.setdefault(name, {})[column.path] = letter
    return moved


def _counted(rows: Iterator[tuple[int, Any]], name: str) -> Iterator[tuple[int, Any]]:
    while True:
        with _readable():
            each = next(rows, None)
        if each is None:
            return
        if each[0] > MOST_ROWS:
            raise TooManyRows(sheet=name, most=f"{MOST_ROWS:,}")
        yield each


def _check_header(name: str, header: list[str]) -> None:
    missing = [column for column in SHEETS[name] if column.path not in header]
    if missing:
        said = "、".join(f"{column.zh}（{column.path}）" for column in missing)
        raise ColumnsMissing(sheet=name, columns=said)


def _row(name: str, number: int, header: list[str], cells: Any) -> SheetRow:
    said: dict[str, str] = {}
    findings = []
    for place, (title, cell) in enumerate(zip(header, cells, strict=False), 1):
        where = f"{name}!{get_column_letter(place)}{number}"
        if cell.data_type == "f":
            findings.append(found("cell.formula", title, where=where, cell=where))
            continue
        text = _text(cell.value)
        if _SCRIPT.search(text):
            findings.append(found("cell.script", title, where=where))
        if title:
            said[title] = text
        elif text:
            said[f"{get_column_letter(place)}"] = text
    return SheetRow(number, said, tuple(findings))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.isoformat()
    return str(value).strip()


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except _BROKEN as fault:
        raise WorkbookRefused from fault
