"""A body as one JSON object, in one reading only. Pure.

UTF-8, no NaN, no number that no register has, and no name twice: two readers of the same bytes must
not understand two things.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn

from windows.departments.errors import CallbackUnreadable


def parse(body: bytes) -> dict[str, Any]:
    """Raises CallbackUnreadable."""
    try:
        content = json.loads(
            body.decode("utf-8"), parse_constant=_no_number, object_pairs_hook=_one_of_each
        )
    except (ValueError, RecursionError):
        raise CallbackUnreadable(why="JSON") from None
    if not isinstance(content, dict):
        raise CallbackUnreadable(why="JSON")
    return content


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _one_of_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    named = dict(pairs)
    if len(named) != len(pairs):
        raise ValueError("a name twice")
    return named
