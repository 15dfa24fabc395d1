"""An OFD (GB/T 33190) is an archive: its list is looked at, its entries are never unpacked here."""

from __future__ import annotations

import zipfile
from typing import IO

from django.utils.translation import gettext_lazy as _

from materials.errors import (
    DocumentCarriesFiles,
    DocumentDamaged,
    DocumentDoesThings,
    DocumentLocked,
    DocumentUnpacksTooMuch,
)

MOST_UNPACKED = 200 * 1024 * 1024
MOST_ENTRIES = 5000
_ENCRYPTED = 0x1
PROGRAMS = (".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".jar", ".sh", ".html", ".htm")
_BROKEN = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError)


def check_ofd(file: IO[bytes]) -> None:
    """Raises DocumentLocked, DocumentDamaged, DocumentDoesThings, DocumentCarriesFiles,
    DocumentUnpacksTooMuch.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except _BROKEN as trouble:
        raise DocumentDamaged(field="file", found="OFD") from trouble
    if len(entries) > MOST_ENTRIES or sum(each.file_size for each in entries) > MOST_UNPACKED:
        raise DocumentUnpacksTooMuch(field="file")
    for each in entries:
        if each.flag_bits & _ENCRYPTED:
            raise DocumentLocked(field="file")
        if _leaves_its_folder(each.filename):
            raise DocumentCarriesFiles(field="file")
        if each.filename.lower().endswith(PROGRAMS):
            raise DocumentDoesThings(field="file", what=_("夹带程序"))


def _leaves_its_folder(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]
