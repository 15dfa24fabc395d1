"""A PDF is read, never run: no scripts, no programs, no files inside, no password.

The file is kept as it came, because a signed PDF (an electronic invoice, a licence of another
city) must stay the same byte for byte. It is refused rather than mended: a file that readers mend
differently shows different things to different people.
"""

from __future__ import annotations

from typing import IO, BinaryIO, cast

import pikepdf
from django.utils.translation import gettext_lazy as _
from pikepdf import Array, Dictionary, Name, Stream
from pikepdf.settings import set_qpdf_limits

from materials.errors import (
    DocumentCarriesFiles,
    DocumentDamaged,
    DocumentDoesThings,
    DocumentLocked,
    DocumentUnpacksTooMuch,
)

MOST_UNPACKED = 64 * 1024 * 1024
"""A list of objects that unpacks to more is made to fill the memory of whoever opens it."""
LIMIT = "limit exceeded"
"""What qpdf says then."""
MOST_PARTS = 500_000
DEEPEST = 60

# For the whole process, and set before any thread opens a PDF, as pikepdf asks.
set_qpdf_limits(
    flate_max_memory=MOST_UNPACKED,
    run_length_max_memory=MOST_UNPACKED,
    png_max_memory=MOST_UNPACKED,
    tiff_max_memory=MOST_UNPACKED,
    max_stream_filters=6,
)

ACTIONS = {
    "/JavaScript": _("运行脚本"),
    "/Rendition": _("运行脚本"),
    "/Launch": _("启动程序"),
    "/ImportData": _("读取外面的数据"),
    "/SubmitForm": _("往外发送数据"),
    "/GoToE": _("打开夹带的文件"),
    "/RichMedia": _("播放媒体"),
    "/Movie": _("播放媒体"),
    "/Sound": _("播放媒体"),
}
"""Actions (ISO 32000-2, 12.6) and annotations that do more than show or lead to a place."""
SCRIPTS = ("/JS", "/JavaScript")
FILES = ("/EmbeddedFiles", "/EmbeddedFile", "/EF", "/AF")


def check_pdf(file: IO[bytes]) -> None:
    """Raises DocumentLocked, DocumentDamaged, DocumentDoesThings, DocumentCarriesFiles,
    DocumentUnpacksTooMuch.
    """
    try:
        with pikepdf.open(cast(BinaryIO, file), attempt_recovery=False) as document:
            if document.is_encrypted:
                raise DocumentLocked(field="file")
            if not document.pages:
                raise DocumentDamaged(field="file", found="PDF")
            _check_parts(document)
            _check_warnings(document)
    except pikepdf.PasswordError:
        raise DocumentLocked(field="file") from None
    except (pikepdf.PdfError, pikepdf.DataDecodingError, RuntimeError, ValueError) as trouble:
        if LIMIT in str(trouble):
            raise DocumentUnpacksTooMuch(field="file") from trouble
        raise DocumentDamaged(field="file", found="PDF") from trouble


def _check_parts(document: pikepdf.Pdf) -> None:
    """Every object that the file lists, also those that no page leads to."""
    seen = 0
    for part in document.objects:
        waiting = [(part, 0)]
        while waiting:
            seen += 1
            if seen > MOST_PARTS:
                raise DocumentUnpacksTooMuch(field="file")
            here, depth = waiting.pop()
            if isinstance(here, Dictionary | Stream):
                _check_one(here)
            if depth < DEEPEST and isinstance(here, Dictionary | Stream | Array):
                waiting += [(each, depth + 1) for each in _inside(here)]


def _check_warnings(document: pikepdf.Pdf) -> None:
    """A list of objects that could not be unpacked was not looked at."""
    for warning in map(str, document.get_warnings()):
        if LIMIT in warning:
            raise DocumentUnpacksTooMuch(field="file")
        if "error decoding" in warning:
            raise DocumentDamaged(field="file", found="PDF")


def _inside(part: pikepdf.Object) -> list[pikepdf.Object]:
    """What is written inside it; what it only refers to is on the list by itself."""
    values = list(part) if isinstance(part, Array) else [value for _key, value in part.items()]
    return [
        value for value in values if isinstance(value, Dictionary | Array) and not value.is_indirect
    ]


def _check_one(part: pikepdf.Object) -> None:
    keys = set(part.keys())
    if keys & set(SCRIPTS):
        raise DocumentDoesThings(field="file", what=ACTIONS["/JavaScript"])
    for value in map(str, _named(part, "/S", "/Subtype")):
        if value in ACTIONS:
            raise DocumentDoesThings(field="file", what=ACTIONS[value])
    if keys & set(FILES) or "/EmbeddedFile" in map(str, _named(part, "/Type")):
        raise DocumentCarriesFiles(field="file")
    if "/XFA" in keys:
        raise DocumentDoesThings(field="file", what=_("动态表单"))


def _named(part: pikepdf.Object, *keys: str) -> list[pikepdf.Object]:
    values = [part.get(key) for key in keys]
    return [value for value in values if isinstance(value, Name)]
