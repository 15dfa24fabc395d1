"""C 0109 records, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from services.imports.findings import found
from services.imports.readers.built import Built, Known, RawRecord
from services.imports.readers.mapping import build
from services.imports.readers.parts import MATERIALS, material_name

LONGEST_LINE = 4_000_000
_CODES = ("TASK_HANDLE_ITEM", "TASK_CODE", "LOCAL_CATALOG_CODE", "CATALOG_CODE")


class C0109Reader:
    """Field names of the C 0109 tables, or those of Guangdong's published list."""

    is_edit = False

    def records(self, file: BinaryIO, *, skip: int) -> Iterator[RawRecord]:
        number = 0
        while line := file.readline(LONGEST_LINE):
            if not line.strip():
                continue
            number += 1
            if number > skip:
                yield _record(number, line)

    def material_names(self, record: RawRecord) -> Iterator[str]:
        for field in MATERIALS:
            said = record.raw.get(field)
            for each in said if isinstance(said, list) else []:
                yield material_name(each)
        yield str(record.raw.get("RESULT_NAME") or "")

    def build(self, record: RawRecord, known: Known) -> Built:
        return build(record, known)


def _record(number: int, line: bytes) -> RawRecord:
    try:
        raw = json.loads(line.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as fault:
        return _unreadable(number, line, str(fault))
    if not isinstance(raw, dict):
        return _unreadable(number, line, "not an object / 不是对象")
    return RawRecord(number, without_nul(raw), _code(raw), str(raw.get("TASK_NAME") or "")[:300])


def _code(raw: dict[str, Any]) -> str:
    for name in _CODES:
        value = raw.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _unreadable(number: int, line: bytes, why: str) -> RawRecord:
    text = line[:2000].decode("utf-8", "replace").replace("\x00", "\N{REPLACEMENT CHARACTER}")
    finding = found("record.unreadable", why=why[:200])
    return RawRecord(number, {"line": text}, findings=(finding,))


def without_nul(value: Any) -> Any:
    """PostgreSQL keeps no NUL; it is shown as the mark for what cannot be shown."""
    if isinstance(value, str):
        return value.replace("\x00", "\N{REPLACEMENT CHARACTER}") if "\x00" in value else value
    if isinstance(value, dict):
        return {without_nul(name): without_nul(each) for name, each in value.items()}
    if isinstance(value, list):
        return [without_nul(each) for each in value]
    return value
