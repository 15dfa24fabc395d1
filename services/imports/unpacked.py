"""Records of a file that can be read from its beginning only, kept while it is being staged.

A worker's message takes a few thousand records. A workbook or YAML file is unpacked by the first
message, once, into lines; the following ones go on in those.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from typing import BinaryIO

from django.core.files.base import File
from django.core.files.storage import storages

from services.imports.findings import RowFinding
from services.imports.readers.built import RawRecord, Reader
from services.models import ImportRun


def unpacked_records(
    run: ImportRun, reader: Reader, file: BinaryIO, *, skip: int
) -> Iterator[RawRecord]:
    """As `reader.records`, without reading the file anew each time."""
    if not reader.is_read_whole:
        yield from reader.records(file, skip=skip)
        return
    store, name = storages["blobs"], _name(run)
    if not store.exists(name):
        with tempfile.TemporaryFile() as lines:
            for record in reader.records(file, skip=0):
                lines.write(_line(record))
            lines.seek(0)
            store.save(name, File(lines))
    with store.open(name, "rb") as kept:
        for number, line in enumerate(kept, 1):
            if number > skip:
                yield _record(line)


def forget_unpacked(run: ImportRun) -> None:
    storages["blobs"].delete(_name(run))


def _line(record: RawRecord) -> bytes:
    findings = [each.as_json() for each in record.findings]
    parts = [record.number, record.raw, record.code, record.name, findings]
    return json.dumps(parts, ensure_ascii=False).encode() + b"\n"


def _record(line: bytes) -> RawRecord:
    number, raw, code, name, findings = json.loads(line)
    return RawRecord(number, raw, code, name, tuple(RowFinding(**each) for each in findings))


def _name(run: ImportRun) -> str:
    return f"imports/{run.pk}-{run.digest}.lines"
