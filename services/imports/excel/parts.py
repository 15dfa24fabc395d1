"""Rows of the sheets beside the first, found by the matter's code: on disk, since a workbook may
have 200,000 in each. In memory is where the rows of a code begin, and no row itself.
"""

from __future__ import annotations

import json
import tempfile
from array import array
from collections.abc import Iterable, Iterator

from services.imports.excel.read import SheetRow
from services.imports.findings import RowFinding


class PartRows:
    """Kept once each, taken once each; closed, it is gone."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # `close` closes it
        self._places: dict[str, array[int]] = {}

    def keep(self, sheet: str, rows: Iterable[SheetRow]) -> None:
        for row in rows:
            code = row.cells.get("code", "")
            self._places.setdefault(code, array("Q")).append(self._file.tell())
            said = [sheet, row.number, row.cells, [each.as_json() for each in row.findings]]
            self._file.write(json.dumps(said).encode() + b"\n")

    def take(self, code: str) -> dict[str, list[SheetRow]]:
        """By sheet, in the order of each sheet."""
        found: dict[str, list[SheetRow]] = {}
        for place in self._places.pop(code, ()):
            self._file.seek(place)
            sheet, number, cells, findings = json.loads(self._file.readline())
            row = SheetRow(number, cells, tuple(RowFinding(**each) for each in findings))
            found.setdefault(sheet, []).append(row)
        return found

    def left(self) -> Iterator[tuple[str, str, list[SheetRow]]]:
        """(code, sheet, rows) of what nobody took."""
        for code in list(self._places):
            for sheet, rows in self.take(code).items():
                yield code, sheet, rows

    def close(self) -> None:
        self._file.close()
