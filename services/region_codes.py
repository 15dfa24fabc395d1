"""Codes of regions as paths: which lies in which. Pure."""

from __future__ import annotations

_PLACES = (2, 4, 6, 9, 12)
"""Digits that name a province, city, county, township and village (GB/T 2260, GB/T 10114)."""
_WHOLE = 6
"""Codes down to the county are filled up with zeros to this length."""


def stem(code: str) -> str:
    """The digits with which every code inside this region begins; "" for no region.

    >>> stem("330000"), stem("330100"), stem("330106"), stem("330106002")
    ('33', '3301', '330106', '330106002')
    """
    for place in _PLACES:
        if code[:place] and not code[place:].strip("0"):
            return code[:place]
    return code


def and_above(code: str) -> tuple[str, ...]:
    """The region and those it lies in, nearest first.

    >>> and_above("330106002")
    ('330106002', '330106', '330100', '330000')
    """
    own = stem(code)
    return tuple(
        code if place == len(own) else own[:place].ljust(_WHOLE, "0")
        for place in reversed(_PLACES)
        if place <= len(own)
    )


def lies_in(code: str, outer: str) -> bool:
    """Whether `code` is `outer` or lies in it. Nothing lies in no region."""
    return bool(outer) and stem(code).startswith(stem(outer))
