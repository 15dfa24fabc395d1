"""Can an answer be kept as it came? The table takes no NUL, no half of a character pair and no
number that is none. No database, no network.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from datasharing.connectors.base import Reply

DEEPEST = 30


def fault_in(reply: Reply, *, fields: Sequence[str], one_per: str) -> str:
    """Why not, in our own words; "" where it can be kept. Only the wished fields are looked at."""
    for record in reply.records:
        if one_per in fields and not isinstance(record.get(one_per), str | int):
            return f"a record without {one_per}, which tells the records apart"
        for name in fields:
            fault = next(_faults(record.get(name), 0), "")
            if fault:
                return f"{name}: {fault}"
    return ""


def _faults(value: Any, depth: int) -> Iterator[str]:
    if depth > DEEPEST:
        yield "nested too deep"
    elif isinstance(value, str):
        if "\0" in value or any("\ud800" <= each <= "\udfff" for each in value):
            yield "a text with characters that are none"
    elif isinstance(value, float):
        if not math.isfinite(value):
            yield "a number that is none"
    elif isinstance(value, dict):
        for name, inside in value.items():
            yield from _faults(name, depth + 1)
            yield from _faults(inside, depth + 1)
    elif isinstance(value, list | tuple):
        for inside in value:
            yield from _faults(inside, depth + 1)
    elif value is not None and not isinstance(value, int):
        yield "a value of no kind that can be kept"
