"""Names of statutes: 《中华人民共和国行政许可法》 and 行政许可法 are one."""

from __future__ import annotations

import re

_STATE = "中华人民共和国"
_EDITION = re.compile(r"[（(][^（()）]*[)）]$")
_PART = re.compile(r"^(.+典).+编$")
_ARTICLE = re.compile(r"第?(\d{1,4})(?:条之|条|之|-)?(\d{1,2})?")


def short_name(law: str) -> str:
    """Without 《》, without 中华人民共和国, without a year in brackets at the end."""
    bare = law.strip().strip("《》").strip()
    return _EDITION.sub("", bare).strip().removeprefix(_STATE) or bare


def names_of(law: str) -> tuple[str, ...]:
    """The names under which its text may be filed: a code may be kept whole or in parts."""
    short = short_name(law)
    part = _PART.match(short)
    return (short, part[1]) if part else (short,)


def is_part_of(filed: str, law: str) -> bool:
    """Whether a file is a part (编) of the code that is cited as a whole."""
    part = _PART.match(filed)
    return part is not None and part[1] == short_name(law)


def article_number(said: str) -> str:
    """`17-1` for 17-1, 17之1, 第17条之1; "" for what is no number."""
    found = _ARTICLE.fullmatch(said.strip())
    if found is None:
        return ""
    return f"{int(found[1])}-{int(found[2])}" if found[2] else str(int(found[1]))
