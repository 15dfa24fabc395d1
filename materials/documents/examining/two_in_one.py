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
_END = 22 + 65535
_END_OF_PDF = b"%%EOF"
_PAGES = (b"<!doctype html", b"<html", b"<script", b"<?php", b"<svg", b"<%@")
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!/", b"\xca\xfe\xba\xbe", b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf")


def check_is_one_thing(file: IO[bytes], *, found: str) -> None:
    """Raises DocumentTwoInOne, naming what else it is."""
    file.seek(0)
    head = file.read(HEAD)
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _END))
    other = _other_nature(head, file.read(), found)
    if other:
        raise DocumentTwoInOne(field="file", found=EXTENSIONS[found][0].upper(), other=other)


def _other_nature(head: bytes, tail: bytes, found: str) -> str:
    if found != PDF and b"%PDF-" in head:
        return "PDF"
    if found != OFD and _ends_as_archive(tail):
        return "ZIP"
    if any(sign in head.lower() for sign in _PAGES):
        return "HTML"
    if found == PDF:
        after = tail[tail.rfind(_END_OF_PDF) + len(_END_OF_PDF) :].lstrip(b"\r\n\t \x00")
        if _END_OF_PDF in tail and after.startswith(_PROGRAMS):
            return "EXE"
    return ""


def _ends_as_archive(tail: bytes) -> bool:
    """The end record of a ZIP (also JAR, DOCX) whose comment reaches exactly to the last byte."""
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22:
        return False
    comment = int.from_bytes(tail[at + 20 : at + 22], "little")
    entries = int.from_bytes(tail[at + 10 : at + 12], "little")
    return entries > 0 and at + 22 + comment <= len(tail)
