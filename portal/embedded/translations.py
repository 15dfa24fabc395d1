"""Compile the .po files, without the gettext tools that a new machine does not have."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from portal.embedded.venv import CHECKOUT

LOCALE = CHECKOUT / "portal" / "locale"


def compile_changed(folder: Path = LOCALE) -> int:
    """Write each .mo that is missing or older than its .po; return how many were written."""
    written = 0
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as po:
            catalogue = read_po(po)
        unfinished = target.with_suffix(".mo.new")
        with unfinished.open("wb") as mo:
            write_mo(mo, catalogue)
        unfinished.rename(target)
        written += 1
    return written
