"""Words compared by machine, as far as that goes. Pure."""

from __future__ import annotations

import unicodedata


def bare(text: str) -> str:
    """The letters and figures alone: blanks, marks and widths say nothing."""
    return "".join(each for each in unicodedata.normalize("NFKC", text) if each.isalnum())


def may_mean_more(was: str, now: str) -> bool:
    """False where a name stays the same, becomes shorter, or one character of it is put right.

    A figure is never merely put right. Anything else may hide a demand: 结婚证 → 结婚证及流水.
    """
    old, new = bare(was), bare(now)
    if new in old:
        return False
    others = [(a, b) for a, b in zip(old, new, strict=False) if a != b]
    is_slip = len(old) == len(new) and len(others) == 1
    return not (is_slip and not any(each.isnumeric() for pair in others for each in pair))
