"""A cell of the conformity map in words. Colour only repeats what the words say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.catalogue.text import Text
from services.overlays.differences import Difference, Kind

FEES = (Kind.HIGHER_FEE, Kind.OTHER_FEE)
LIMITS = (Kind.LONGER_LIMIT, Kind.NOT_AT_ONCE, Kind.LONGER_STATUTE, Kind.BEYOND_STATUTE)


@dataclass(frozen=True, slots=True)
class Word:
    text: Text
    adds: bool


def words_for(differences: Sequence[Difference]) -> tuple[Word, ...]:
    """What is asked beyond the standard first; then that something is eased."""
    adding = [each for each in differences if each.adds]
    eased = [each for each in differences if not each.adds and each.kind is not Kind.OTHER_WORDS]
    said = [Word(text, adds=True) for text in _added(adding)]
    if eased:
        said.append(Word(Text("放宽", "Eases"), adds=False))
    if not said:
        said.append(Word(Text("要求相同，地点电话不同", "Same demands, own contacts"), adds=False))
    return tuple(said)


def _added(adding: Sequence[Difference]) -> list[Text]:
    papers = sum(each.kind is Kind.EXTRA_MATERIAL for each in adding)
    visits = sum(each.kind is Kind.EXTRA_VISIT for each in adding)
    limits = [each for each in adding if each.kind in LIMITS]
    fees = [each for each in adding if each.kind in FEES]
    others = len(adding) - papers - visits - len(limits) - len(fees)
    said = []
    if papers:
        said.append(Text(f"多 {papers} 份材料", f"Extra materials: {papers}"))
    if limits:
        by = max(each.amount for each in limits)
        more = f" +{by} 天" if by > 0 else ""
        english = f" +{by} days" if by > 1 else " +1 day" if by == 1 else ""
        said.append(Text(f"时限较长{more}", f"Longer limit{english}"))
    if fees:
        said.append(Text("收费不同", "Other fee"))
    if visits:
        said.append(Text("要多跑", "Extra visit"))
    if others:
        said.append(Text(f"其他要求多 {others} 项", f"Other demands: {others}"))
    return said
