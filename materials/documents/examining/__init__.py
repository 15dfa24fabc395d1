"""What a file must stand before it is kept: that it is one thing, whole, and does nothing."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import IO

from materials.documents.examining.archives import check_ofd
from materials.documents.examining.pdf import check_pdf
from materials.documents.examining.pictures import redrawn
from materials.documents.examining.two_in_one import check_is_one_thing
from materials.documents.sniff import JPEG, OFD, PDF, PNG

IN_MEMORY = 2 * 1024 * 1024
"""Pictures drawn anew wait in memory up to here, above in a nameless file of the system."""


def examined(file: IO[bytes], *, found: str) -> IO[bytes]:
    """The bytes to keep, at their beginning: of a picture only what is seen, of all others the file
    as it came.

    Raises the refusals of `materials.errors` that say what was wrong.
    """
    check_is_one_thing(file, found=found)
    file.seek(0)
    if found in (JPEG, PNG):
        return _redrawn(file, found)
    if found == PDF:
        check_pdf(file)
    elif found == OFD:
        check_ofd(file)
    file.seek(0)
    return file


def _redrawn(file: IO[bytes], found: str) -> IO[bytes]:
    kept = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (the caller closes it)
    try:
        redrawn(file, kept, found=found)
    except BaseException:
        kept.close()
        raise
    kept.seek(0)
    return kept
