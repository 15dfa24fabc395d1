"""Keyset pages: the cost of a page does not grow with how far down it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """`after` is what to ask for the next page with; empty on the last one."""

    items: tuple[Item, ...]
    after: str = ""


def place_of(day: dt.date, pk: int) -> str:
    """Where a page ends that is ordered by day, then id."""
    return f"{day.isoformat()}_{pk}"


def read_place(after: str) -> tuple[dt.date, int] | None:
    """The inverse; None for the first page and for anything we have not written ourselves."""
    day, _, pk = after.partition("_")
    try:
        return dt.date.fromisoformat(day), int(pk)
    except ValueError:
        return None
