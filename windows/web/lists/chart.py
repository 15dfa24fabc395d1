"""Two pictures drawn by the server, in units of their own: they scale with the page. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 320
ROW = 34
LABEL_AT, BAR_AT, BAR_HIGH = 12, 17, 10
VALUE_ROOM = 52
"""To the right of the longest bar: its number."""
LONGEST_LABEL = 320
WIDE, NARROW = 11, 6
"""Units that a Chinese and a Latin letter take."""
TREND_HIGH, TREND_FOOT = 130, 24
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    label_at: int
    bar_at: int
    length: float
    value: int
    value_at: float
    kind: str
    """A class of the stylesheet."""


@dataclass(frozen=True, slots=True)
class Rows:
    rows: tuple[Row, ...]
    height: int
    width: int = WIDTH
    bar_high: int = BAR_HIGH


def rows(some: Sequence[tuple[str, int, str]]) -> Rows:
    """(label, value, kind) each, one bar under its label, drawn to one scale."""
    longest = max((value for _, value, _ in some), default=1) or 1
    unit = (WIDTH - VALUE_ROOM) / longest
    drawn = tuple(
        Row(
            shortened(label),
            number * ROW + LABEL_AT,
            number * ROW + BAR_AT,
            value * unit,
            value,
            value * unit + 4,
            kind,
        )
        for number, (label, value, kind) in enumerate(some)
    )
    return Rows(drawn, len(some) * ROW)


def shortened(label: str) -> str:
    """As much as fits in one line; the table beside has the whole."""
    used = 0
    for place, letter in enumerate(label):
        used += WIDE if ord(letter) > 0x2E80 else NARROW
        if used > LONGEST_LABEL - WIDE:
            return f"{label[:place]}…"
    return label


@dataclass(frozen=True, slots=True)
class Column:
    begins: dt.date
    value: int
    at: float
    wide: float
    top: float
    high: float


@dataclass(frozen=True, slots=True)
class Columns:
    columns: tuple[Column, ...]
    most: int
    width: int = WIDTH
    height: int = TREND_HIGH
    foot: int = TREND_HIGH - TREND_FOOT
    """Where the columns stand."""
    words_at: int = TREND_HIGH - 8


def columns(weeks: Sequence[tuple[dt.date, int]]) -> Columns:
    """One column a week, from left to right."""
    most = max((value for _, value in weeks), default=0)
    room = TREND_HIGH - TREND_FOOT - LABEL_AT
    step = WIDTH / max(len(weeks), 1)
    drawn = []
    for place, (begins, value) in enumerate(weeks):
        high = room * value / (most or 1)
        top = TREND_HIGH - TREND_FOOT - high
        drawn.append(Column(begins, value, place * step + HALF, step * 0.8, top, high))
    return Columns(tuple(drawn), most)
