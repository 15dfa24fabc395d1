"""Rows of a tuple by their key: put in place, taken out, moved by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from services.revisions.edits.errors import NoSuchPart

Row = TypeVar("Row")
Key = Callable[[Row], str]


def place_of(rows: tuple[Row, ...], key: str, by: Key[Row]) -> int:
    """Where the row with this key stands. Raises NoSuchPart."""
    for place, row in enumerate(rows):
        if by(row) == key:
            return place
    raise NoSuchPart


def found(rows: tuple[Row, ...], key: str, by: Key[Row]) -> Row:
    return rows[place_of(rows, key, by)]


def put(rows: tuple[Row, ...], row: Row, by: Key[Row]) -> tuple[Row, ...]:
    """In the place of the row with the same key; at the end where there is none."""
    key = by(row)
    if any(by(other) == key for other in rows):
        return tuple(row if by(other) == key else other for other in rows)
    return (*rows, row)


def without(rows: tuple[Row, ...], key: str, by: Key[Row]) -> tuple[Row, ...]:
    place = place_of(rows, key, by)
    return rows[:place] + rows[place + 1 :]


def moved(rows: tuple[Row, ...], key: str, by: Key[Row], steps: int) -> tuple[Row, ...]:
    """Up (-1) or down (1); what stands at the edge already stays."""
    place = place_of(rows, key, by)
    goal = min(max(place + steps, 0), len(rows) - 1)
    rest = list(rows)
    rest.insert(goal, rest.pop(place))
    return tuple(rest)


def put_at(rows: tuple[Row, ...], row: Row, key: str) -> tuple[Row, ...]:
    """For rows without a name of their own: `key` is the place, "" puts a new one at the end."""
    if not key:
        return (*rows, row)
    place = _number(rows, key)
    return (*rows[:place], row, *rows[place + 1 :])


def at(rows: tuple[Row, ...], key: str) -> Row:
    return rows[_number(rows, key)]


def without_at(rows: tuple[Row, ...], key: str) -> tuple[Row, ...]:
    place = _number(rows, key)
    return rows[:place] + rows[place + 1 :]


def moved_at(rows: tuple[Row, ...], key: str, steps: int) -> tuple[Row, ...]:
    place = _number(rows, key)
    goal = min(max(place + steps, 0), len(rows) - 1)
    rest = list(rows)
    rest.insert(goal, rest.pop(place))
    return tuple(rest)


def _number(rows: tuple[Row, ...], key: str) -> int:
    if not key.isdecimal() or int(key) >= len(rows):
        raise NoSuchPart
    return int(key)
