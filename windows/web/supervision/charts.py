"""Bars of the supervision pages: lengths in units of the picture, never in sizes of the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.catalogue.text import Text
from services.models import Department

WIDTH = 100
"""The longest bar."""
AT_LEAST = 5
"""What a full bar counts at least, so that one or two look like few."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a bar. `kind` is a class of the stylesheet."""

    kind: str
    count: int
    at: float
    length: float


@dataclass(frozen=True, slots=True)
class Bar:
    name: Text
    code: str
    """What the page is filtered by for this bar; empty where it is not."""
    pieces: tuple[Piece, ...]


def bars(rows: Sequence[tuple[Text, str, Sequence[tuple[str, int]]]]) -> list[Bar]:
    """(name, code, [(kind, count), …]) a row, drawn to one scale."""
    longest = max([AT_LEAST, *(sum(count for _, count in parts) for _, _, parts in rows)])
    return [Bar(name, code, _pieces(parts, WIDTH / longest)) for name, code, parts in rows]


def called(department: Department) -> Text:
    return Text(department.name, department.name_en)


def _pieces(parts: Sequence[tuple[str, int]], unit: float) -> tuple[Piece, ...]:
    at = 0.0
    drawn = []
    for kind, count in parts:
        drawn.append(Piece(kind, count, at, count * unit))
        at += count * unit
    return tuple(drawn)
