"""How large an open file is, where that is quickly known."""

from __future__ import annotations

from functools import lru_cache

from services.opendata.files import FILES

MOST_MATTERS = 3_000
"""Above this nobody waits for a page that first writes every file."""


def size_of(name: str, version: str, matters: int) -> int | None:
    """Bytes of the file in this version, or None where measuring would take too long."""
    return _measured(name, version) if matters <= MOST_MATTERS else None


@lru_cache(maxsize=64)
def _measured(name: str, version: str) -> int:
    return sum(len(piece.encode()) for piece in FILES[name].pieces())
