"""Codes for new rows, made from their words: nobody who edits has to invent one."""

from __future__ import annotations

import re
from collections.abc import Collection

from services.catalogue.words import spelling

LONGEST = 40
_OTHER = re.compile(r"[^a-z0-9]+")


def new_code(words: str, taken: Collection[str], *, english: str = "", prefix: str = "") -> str:
    """A code that nothing in `taken` has: of the English words, or of the Chinese in pinyin.

    >>> new_code("付款方式", {"fukuanfangshi"})
    'fukuanfangshi_2'
    """
    stem = _OTHER.sub("_", (english or spelling(words)).lower()).strip("_")[:LONGEST].strip("_")
    if not stem or not stem[0].isalpha():
        stem = f"x_{stem}".rstrip("_")
    stem = f"{prefix}{stem}"
    code, number = stem, 1
    while code in taken:
        number += 1
        code = f"{stem}_{number}"
    return code


def new_matter_code(life_event: str, taken: Collection[str]) -> str:
    """The next free number under the life event's code: P10-07."""
    number = 1
    while f"{life_event}-{number:02}" in taken:
        number += 1
    return f"{life_event}-{number:02}"
