"""One file that two programs read as two different things is no material of anybody.

A picture with a web page in it, a PDF that is an archive as well: what the clerk sees and what
another program runs would not be the same. A picture is drawn anew and loses all of it; it is
refused nevertheless, because nobody makes such a file by accident.
"""

from __future__ import annotations

import io
from typing import IO

from materials.documents.sniff import EXTENSIONS, OFD, PDF
from materials.errors import DocumentTwoInOne

HEAD = 1024
"""Readers of PDF look this far for its beginning; browsers that guess look less far."""
_END_RECORD, _ENTRY = b"PK\x05\x06", b"PK\x01\x02"
_RECORD = 22
_TAIL = _RECORD + 65535
_END_OF_PDF = b"%%EOF"
_PAGES = (b"<!doctype html", b"<html", b"<script", b"<?php", b"<svg")
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!/", b"\xca\xfe\xba\xbe", b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf")


def check_is_one_thing(file: IO[bytes], *, found: str) -> None:
    """Raises DocumentTwoInOne, naming what else it is."""
    other = _other_nature(file, found)
    if other:
        raise DocumentTwoInOne(field="file", found=EXTENSIONS[found][0].upper(), other=other)


def _other_nature(file: IO[bytes], found: str) -> str:
    file.seek(0)
    head = file.read(HEAD)
    if found != PDF and b"%PDF-" in head:
        return "PDF"
    if any(sign in head.lower() for sign in _PAGES):
        return "HTML"
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _TAIL))
    tail = file.read()
    if found != OFD and _ends_as_archive(file, tail, size - len(tail)):
        return "ZIP"
    if found == PDF:
        _, is_there, after = tail.rpartition(_END_OF_PDF)
        if is_there and after.lstrip(b"\r\n\t \x00").startswith(_PROGRAMS):
            return "EXE"
    return ""


def _ends_as_archive(file: IO[bytes], tail: bytes, tail_at: int) -> bool:
    """Any end record of a ZIP (also JAR, DOCX) that has a list of entries where it says, counted
    from the file's beginning or back from the record itself. Chance alone makes no such thing.
    """
    at = tail.find(_END_RECORD)
    while at >= 0:
        record = tail[at : at + _RECORD]
        length, offset = (int.from_bytes(record[n : n + 4], "little") for n in (12, 16))
        for begins in (offset, tail_at + at - length):
            file.seek(max(0, begins))
            if len(record) == _RECORD and file.read(4) == _ENTRY:
                return True
        at = tail.find(_END_RECORD, at + 1)
    return False
