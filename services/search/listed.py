"""One row of a list of results: what a page shows and ranking reads, and no more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from services.models import SearchEntry


class Listed(NamedTuple):
    """A life event or matter found. Light on purpose: up to 80 are made in every search."""

    kind: str
    code: str
    name: str
    name_en: str
    department: str
    department_en: str
    theme: str
    theme_en: str
    audiences: Sequence[str]
    popularity: int
    initials: str
    terms: Sequence[str]
    summary: str = ""
    summary_en: str = ""

    @classmethod
    def of(cls, row: SearchEntry) -> Listed:
        return cls._make(getattr(row, name) for name in cls._fields)
