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
    elif isinstance(value, dict):
        for each in (*value, *value.values()):
            yield from _faults(each, depth + 1)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _faults(each, depth + 1)
    elif fault := _fault_of_one(value):
        yield fault


def _fault_of_one(value: Any) -> str:
    if isinstance(value, str):
        is_broken = "\0" in value or any("\ud800" <= each <= "\udfff" for each in value)
        return "a text with characters that are none" if is_broken else ""
    if isinstance(value, float):
        return "" if math.isfinite(value) else "a number that is none"
    is_known = value is None or isinstance(value, int)
    return "" if is_known else "a value of no kind that can be kept"
