"""《……》第……条 in a running text: which articles of which laws it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable

from services.catalogue.spec import LegalBasisSpec

_LAW = r"《(?P<law>[^《》]{2,200})》"
_NUMBER = r"[0-9０-９零〇一二三四五六七八九十百千]{1,8}"
_ARTICLE = rf"(?:[（(][^（）()]{{1,40}}[）)])?第(?P<article>{_NUMBER})条(?P<after>之{_NUMBER})?"
_CITED = re.compile(_LAW + _ARTICLE)
_NAMED = re.compile(_LAW)
_DIGITS = dict(zip("零〇一二三四五六七八九", (0, *range(10)), strict=True))
_TENS = {"十": 10, "百": 100, "千": 1000}


def cited(text: str) -> tuple[LegalBasisSpec, ...]:
    """The articles cited, each once, in the order of the text; nothing is quoted."""
    return _each_once(_basis(match) for match in _CITED.finditer(text))


def quoted(text: str) -> tuple[tuple[LegalBasisSpec, ...], str]:
    """The bases of a 设定依据 with the words that follow each, and what stands before them all.

    Where the text names laws and no article, the laws stand alone.
    """
    matches = list(_CITED.finditer(text)) or list(_NAMED.finditer(text))
    bases = []
    for number, match in enumerate(matches):
        end = matches[number + 1].start() if number + 1 < len(matches) else len(text)
        basis = _basis(match)
        bases.append(LegalBasisSpec(basis.law, basis.article, text=text[match.start() : end]))
    return _each_once(bases), text[: matches[0].start()].strip() if matches else text


def _basis(match: re.Match[str]) -> LegalBasisSpec:
    groups = match.groupdict()
    if not groups.get("article"):
        return LegalBasisSpec(_law(groups["law"]), "")
    after = groups["after"]
    number = str(in_figures(groups["article"]))
    return LegalBasisSpec(
        _law(groups["law"]), f"{number}之{in_figures(after[1:])}" if after else number
    )


def _law(name: str) -> str:
    return name.strip().removeprefix("中华人民共和国") or name


def _each_once(bases: Iterable[LegalBasisSpec]) -> tuple[LegalBasisSpec, ...]:
    kept: dict[tuple[str, str], LegalBasisSpec] = {}
    for basis in bases:
        kept.setdefault((basis.law, basis.article), basis)
    return tuple(kept.values())


def in_figures(number: str) -> int:
    """一百二十三 → 123; figures stay what they are."""
    if number.isdigit():
        return int(number)
    total = current = 0
    for sign in number:
        if sign in _TENS:
            total += (current or 1) * _TENS[sign]
            current = 0
        else:
            current = current * 10 + _DIGITS[sign] if sign in _DIGITS else current * 10 + int(sign)
    return total + current
