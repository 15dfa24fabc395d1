"""Whether everything that is demanded rests on law, and whether the law says so.

Citations are checked against the statutes that `load_laws` has taken over. Where a statute is not
there, a citation that nobody has checked by hand is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.catalogue.spec import LegalBasisSpec, LifeEventSpec, MatterSpec, RequirementSpec
from services.catalogue.text import Text
from services.checks.citations import citations
from services.checks.findings import Finding, Severity, Spot
from services.checks.registry import Coverage, MatterCheck
from services.statutes.queries import Library, Shelf, library

SERVICE = "公共服务"
_BLANK = re.compile(r"\s+")
_LEFT_OUT = re.compile(r"[…⋯]+|\.{3,}|。{3,}|·{3,}")
_LETTER = re.compile(r"\w")
SHORTEST = 4
"""Letters that a piece of a quotation has at least: less stands in any article."""


def law_check() -> MatterCheck:
    """The check for one run, which reads each statute once."""
    shelf = Shelf()
    return lambda matter: check_law(matter, shelf)


def check_law(matter: MatterSpec, statutes: Shelf) -> Iterator[Finding]:
    cited = [*matter.legal_bases, *(b for each in matter.requirements for b in each.legal_bases)]
    shelf = statutes.lend(basis.law for basis in cited)
    yield from _without_basis(matter)
    for basis in matter.legal_bases:
        yield from _cited(basis, Spot(matter=matter.code), shelf)
    for each in matter.requirements:
        spot = Spot(matter=matter.code, requirement=each.key)
        for basis in each.legal_bases:
            if basis not in matter.legal_bases:
                yield from _cited(basis, spot, shelf)


def check_law_of_event(spec: LifeEventSpec, _coverage: Coverage) -> Iterator[Finding]:
    """The same for what its questions, answers, conditions and parties cite."""
    cited = list(citations(spec))
    pairs = {(basis.law, basis.article) for _spot, bases in cited for basis in bases}
    shelf = library(pairs) if pairs else Library()
    for spot, bases in cited:
        for basis in bases:
            yield from _cited(basis, spot, shelf)


def _without_basis(matter: MatterSpec) -> Iterator[Finding]:
    if matter.legal_bases:
        return
    is_service = matter.type == SERVICE
    yield Finding(
        "law.matter",
        Severity.WARNING if is_service else Severity.ERROR,
        Spot(matter=matter.code),
        Text("事项没有法律依据", "The matter has no legal basis"),
        Text(
            "写明设定依据；没有依据的事项应当取消",
            "Cite the law it rests on; a matter without any is to be abolished",
        ),
    )
    for each in matter.requirements:
        if not each.legal_bases:
            yield _nothing_below(each, matter)


def _nothing_below(each: RequirementSpec, matter: MatterSpec) -> Finding:
    return Finding(
        "law.none",
        Severity.ERROR,
        Spot(matter=matter.code, requirement=each.key),
        Text(
            f"材料“{each.name}”没有法律依据，它的事项也没有",
            f"“{each.name_en or each.name}” has no legal basis, and neither has its matter",
        ),
        Text("写明依据，或不再要求这份材料", "Cite the law, or stop asking for it"),
    )


def _cited(basis: LegalBasisSpec, spot: Spot, shelf: Library) -> Iterator[Finding]:
    named = Text(f"《{basis.law}》", f"《{basis.law}》")
    if not shelf.has(basis.law):
        if not basis.checked:
            yield Finding(
                "law.unchecked",
                Severity.WARNING,
                spot,
                Text(
                    f"没有载入{named.zh}，引用也没有人核对过",
                    f"{named.en} is not loaded, and nobody has checked the citation",
                ),
                Text(
                    "请系统管理员载入这部法律的条文，载入后自动核对",
                    "Ask the administrator to load the statute; it is then checked by itself",
                ),
            )
        return
    if not basis.article:
        yield Finding(
            "law.no_article",
            Severity.WARNING,
            spot,
            Text(f"只引用了{named.zh}，没有写第几条", f"{named.en} is cited without an article"),
            Text("写明条", "Cite the article"),
        )
        return
    text = shelf.text(basis.law, basis.article)
    if text is None:
        yield Finding(
            "law.no_such_article",
            Severity.ERROR,
            spot,
            Text(
                f"{named.zh}没有第 {basis.article} 条",
                f"{named.en} has no article {basis.article}",
            ),
            Text("核对条的编号", "Check the number of the article"),
        )
    elif basis.text and not says(text, basis.text):
        yield Finding(
            "law.text_differs",
            Severity.ERROR,
            spot,
            Text(
                f"引用的文字不在{named.zh}第 {basis.article} 条里",
                f"The words quoted are not in article {basis.article} of {named.en}",
            ),
            Text(
                f"按条文原文引用，省略处写“……”，每一段至少 {SHORTEST} 个字",
                f"Quote it word for word, {SHORTEST} characters at a time at least; write …… for "
                "what is left out",
            ),
        )


def says(text: str, quoted: str) -> bool:
    """Whether the words stand there in this order; blanks do not count, …… leaves out.

    Every piece between two …… must be words of the article; …… alone quotes nothing.
    """
    pieces = [piece for piece in _LEFT_OUT.split(_BLANK.sub("", quoted)) if piece]
    if not pieces or any(len(_LETTER.findall(piece)) < SHORTEST for piece in pieces):
        return False
    rest = _BLANK.sub("", text)
    for piece in pieces:
        _before, found, rest = rest.partition(piece)
        if not found:
            return False
    return True
