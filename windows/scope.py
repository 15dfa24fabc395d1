"""Which part of the map an actor answers for."""

from __future__ import annotations

PLACES = (2, 4, 6, 9, 12)
"""Digits that name a province, city, county, township and village (GB/T 2260, GB/T 10114)."""


def region_prefix(code: str) -> str:
    """The digits that all codes inside this region begin with; "" for no region at all.

    >>> region_prefix("330100"), region_prefix("330106"), region_prefix("330000")
    ('3301', '330106', '33')
    """
    for place in PLACES:
        if code[:place] and not code[place:].strip("0"):
            return code[:place]
    return code
