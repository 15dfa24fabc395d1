"""A list as a file: CSV, or a workbook. No cell of either can be a formula."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from django.http import HttpResponseBase, StreamingHttpResponse

from portal.errors import NotFound
from services.imports.excel.cells import LONGEST_CELL
from services.opendata.files import csv_pieces

Row = Sequence[object]
PIECE = 64 * 1024
MOST_ROWS = 1_048_575
"""Of one sheet, below its heading."""


def csv_file(title: str, head: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    yield from (piece.encode() for piece in csv_pieces(_with_head(head, rows)))


def xlsx_file(title: str, head: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """Every cell is written as text or number. Memory does not grow with the rows."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        book = xlsxwriter.Workbook(
            str(path),
            {
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "constant_memory": True,
            },
        )
        bold = book.add_format({"bold": True, "bg_color": "#E8EEF4", "text_wrap": True})
        sheet = book.add_worksheet(title[:31])
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(len(head) - 1, 0), 24)
        for place, name in enumerate(head):
            sheet.write_string(0, place, name, bold)
        for number, row in enumerate(rows, start=1):
            if number > MOST_ROWS:
                break
            for place, value in enumerate(row):
                if isinstance(value, int) and not isinstance(value, bool):
                    sheet.write_number(number, place, value)
                elif told := _told(value):
                    sheet.write_string(number, place, told[:LONGEST_CELL])
        book.close()
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece


Writer = Callable[[str, Sequence[str], Iterable[Row]], Iterator[bytes]]
FORMS: Mapping[str, tuple[str, Writer]] = {
    "csv": ("text/csv; charset=utf-8", csv_file),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_file),
}


def download(
    form: str, *, name: str, title: str, head: Sequence[object], rows: Iterable[Row]
) -> HttpResponseBase:
    """Raises NotFound for a form that there is not."""
    if form not in FORMS:
        raise NotFound
    media_type, write = FORMS[form]
    return StreamingHttpResponse(
        write(title, [str(each) for each in head], rows),
        content_type=media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}.{form}"',
            "Cache-Control": "private, no-store",
        },
    )


def _with_head(head: Sequence[str], rows: Iterable[Row]) -> Iterator[list[Any]]:
    yield list(head)
    for row in rows:
        yield [each if isinstance(each, int) else _told(each) for each in row]


def _told(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)
