"""Words compared by machine, as far as that goes. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_ASKING = re.compile("是不是|有没有|能不能|要不要|是否|有无")
"""Ways to ask; what they deny is nothing."""
LINES = frozenset("非不无未没免除仅只限均都且已上下内外前后超满")
"""Words that draw a line: denied, limited, above or below."""
PAIRS = frozenset("父母男女夫妻买卖甲乙原复新旧大小本副有")
"""Words that stand for one of two: another of them is another thing."""
SHORTEST = 3
"""In a shorter name no single character is a slip."""


def bare(text: str) -> str:
    """The letters and figures alone: blanks, marks and widths say nothing."""
    return "".join(each for each in unicodedata.normalize("NFKC", text) if each.isalnum())


def may_ask_more(was: str, now: str) -> bool:
    """False where the name of what is asked stays, becomes shorter, or has a slip put right.

    Anything else may hide a demand (结婚证 → 结婚证及流水), and so may a line that is gone
    (无犯罪记录 → 犯罪记录).
    """
    old, new = bare(was), bare(now)
    if new in old:
        return bool(_lines(old) != _lines(new))
    others = [(a, b) for a, b in zip(old, new, strict=False) if a != b]
    is_slip = len(old) == len(new) >= SHORTEST and len(others) == 1
    return not is_slip or any(_is_heavy(each) for pair in others for each in pair)


def may_draw_other_line(was: str, now: str) -> bool:
    """True where a question or an answer, in other words, may take in other people.

    By its figures and by the words that deny or limit: 3000 元以下 → 2000 元以下.
    """
    return _lines(was) != _lines(now)


def _lines(text: str) -> tuple[Counter[str], list[str]]:
    said = bare(_ASKING.sub("", text))
    return Counter(each for each in said if each in LINES), re.findall(
        r"\d+|[一二三四五六七八九十百千万]+", said
    )


def _is_heavy(character: str) -> bool:
    return character.isnumeric() or character in LINES or character in PAIRS
