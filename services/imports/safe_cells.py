"""Cells that no spreadsheet takes for a formula."""

from __future__ import annotations

STARTS = ("=", "+", "-", "@", "\t", "\r")


def plain_cell(value: str) -> str:
    """With an apostrophe before what a spreadsheet would compute; other texts as they are."""
    return f"'{value}" if value.startswith(STARTS) else value
