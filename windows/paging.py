"""Keyset pages: the cost of a page does not grow with how far down it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """`after` is what to ask for the next page with; empty on the last one."""

    items: tuple[Item, ...]
    after: str = ""
