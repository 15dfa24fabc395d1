"""The order of 可信等级 A–D, and which is enough. Pure: the planner reads it too."""

from __future__ import annotations

from collections.abc import Iterable

from services.catalogue.codelists import TrustLevel

LEVELS = tuple(each.value for each in TrustLevel)
"""From the most to the least trusted."""
PROVED = (TrustLevel.A.value, TrustLevel.B.value)
"""Those that somebody answers for by name."""


def reaches(level: str, needed: str) -> bool:
    """True when a copy of this level is enough; nothing needed takes every copy."""
    return not needed or LEVELS.index(level) <= LEVELS.index(needed)


def strictest(needed: Iterable[str]) -> str:
    """The highest of the levels asked for; "" when none is."""
    return min((each for each in needed if each), key=LEVELS.index, default="")
