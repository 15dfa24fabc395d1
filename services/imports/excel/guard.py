"""Before a workbook is opened: is it one, how large is it unpacked, does it carry macros?"""

from __future__ import annotations

import zipfile
from typing import BinaryIO

from services.imports.errors import HasMacros, WorkbookRefused, ZipBomb

MEGABYTE = 1 << 20
MOST_UNPACKED = 200 * MEGABYTE
MOST_RATIO = 200
"""Real sheets of text pack to a tenth or a twentieth."""
SMALL = 5 * MEGABYTE
"""Below this the ratio says nothing: an empty column packs very well."""
MOST_MEMBERS = 2_000
_NEEDED = ("[Content_Types].xml", "xl/workbook.xml")
_MACROS = ("vbaproject.bin", "vbadata.xml")
_MACRO_TYPES = (b"macroEnabled", b"vbaProject")


def check_package(file: BinaryIO) -> None:
    """Reads the list of members and one small member; unpacks nothing else.

    Raises WorkbookRefused, HasMacros, ZipBomb. The file stands at its beginning afterwards.
    """
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as package:
            members = package.infolist()
            _check_size(members)
            names = {member.filename for member in members}
            if not names.issuperset(_NEEDED):
                raise WorkbookRefused
            if any(name.lower().endswith(_MACROS) for name in names):
                raise HasMacros
            with package.open(_NEEDED[0]) as types:
                said = types.read(MEGABYTE)
            if any(each in said for each in _MACRO_TYPES):
                raise HasMacros
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError) as fault:
        raise WorkbookRefused from fault
    finally:
        file.seek(0)


def _check_size(members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    is_bomb = unpacked > SMALL and unpacked > packed * MOST_RATIO
    if unpacked > MOST_UNPACKED or is_bomb or len(members) > MOST_MEMBERS:
        raise ZipBomb(size=unpacked // MEGABYTE, most=MOST_UNPACKED // MEGABYTE)
