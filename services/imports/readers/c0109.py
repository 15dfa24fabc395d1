"""C 0109 records, one JSON object a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from services.imports.findings import found
from services.imports.readers.built import Built, Known, RawRecord
from services.imports.readers.json_lines import Unreadable, lines_of, object_of
from services.imports.readers.mapping import build
from services.imports.readers.parts import MATERIALS, material_name

KNOWN_WRONG = frozenset(
    {
        *("law.matter", "law.none", "wenzhou.handling", "wenzhou.phones"),
        *("codes.catalog_code", "codes.task_code", "codes.task_handle_item"),
    }
)
"""What lists in force really get wrong; refusing it would refuse the province. Everything else that
a check calls an error refuses the record.
"""
_CODES = ("TASK_HANDLE_ITEM", "TASK_CODE", "LOCAL_CATALOG_CODE", "CATALOG_CODE")


class C0109Reader:
    """Field names of the C 0109 tables, or those of Guangdong's published list."""

    is_edit = False
    is_read_whole = False
    softened = KNOWN_WRONG

    def records(self, file: BinaryIO, *, skip: int) -> Iterator[RawRecord]:
        for number, (place, line) in enumerate(lines_of(file), 1):
            if number > skip:
                yield _record(number, place, line)

    def material_names(self, record: RawRecord) -> Iterator[str]:
        for field in MATERIALS:
            said = record.raw.get(field)
            for each in said if isinstance(said, list) else []:
                yield material_name(each)
        yield str(record.raw.get("RESULT_NAME") or "")

    def build(self, record: RawRecord, known: Known) -> Built:
        return build(record, known)


def _record(number: int, place: int, line: bytes) -> RawRecord:
    try:
        raw = object_of(line)
    except Unreadable as why:
        return _unreadable(number, place, line, why)
    return RawRecord(number, without_nul(raw), _code(raw), str(raw.get("TASK_NAME") or "")[:300])


def _code(raw: dict[str, Any]) -> str:
    for name in _CODES:
        value = raw.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _unreadable(number: int, place: int, line: bytes, why: Unreadable) -> RawRecord:
    text = line[:2000].decode("utf-8", "replace").replace("\x00", "\N{REPLACEMENT CHARACTER}")
    finding = found("record.unreadable", where=str(place), line=place, why=why.zh, why_en=why.en)
    return RawRecord(number, {"line": text}, findings=(finding,))


def without_nul(value: Any) -> Any:
    """PostgreSQL keeps no NUL; it is shown as the mark for what cannot be shown."""
    if isinstance(value, str):
        return value.replace("\x00", "\N{REPLACEMENT CHARACTER}") if "\x00" in value else value
    if isinstance(value, dict):
        return {
            name.replace("\x00", "\N{REPLACEMENT CHARACTER}") if "\x00" in name else name: (
                without_nul(each) if each and not isinstance(each, int | float) else each
            )
            for name, each in value.items()
        }
    if isinstance(value, list):
        return [without_nul(each) for each in value]
    return value
