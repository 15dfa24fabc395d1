"""A cell of the conformity map in words. Colour only repeats what the words say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.catalogue.text import Text
from services.overlays.differences import Difference, Kind

PAPERS = frozenset({Kind.EXTRA_MATERIAL})
VISITS = frozenset({Kind.EXTRA_VISIT})
FEES = frozenset({Kind.HIGHER_FEE, Kind.OTHER_FEE})
LIMITS = frozenset(
    {
        Kind.LONGER_LIMIT,
        Kind.NOT_AT_ONCE,
        Kind.LONGER_STATUTE,
        Kind.BEYOND_STATUTE,
        Kind.LONGER_PROCEDURE,
    }
)
OTHERS = frozenset(
    {
        Kind.STRICTER_NECESSITY,
        Kind.WORSE_SOURCE,
        Kind.OTHER_CONDITION,
        Kind.MORE_PEOPLE,
        Kind.OTHER_DEMAND,
        Kind.FEWER_WAYS,
        Kind.EXTRA_FIELD,
        Kind.STRICTER_FIELD,
        Kind.EXTRA_PROCEDURE,
        Kind.DROPPED_OUTPUT,
        Kind.LESSER_OUTPUT,
    }
)
"""Counted together. A kind in none of these eases, or is neutral."""


@dataclass(frozen=True, slots=True)
class Word:
    text: Text
    adds: bool


def words_for(differences: Sequence[Difference]) -> tuple[Word, ...]:
    """What is asked beyond the standard first; then that something is eased."""
    adding = [each for each in differences if each.adds]
    eased = [each for each in differences if not each.adds and not each.is_neutral]
    said = [Word(text, adds=True) for text in _added(adding)]
    if eased:
        said.append(Word(Text("放宽", "Eases"), adds=False))
    if not said:
        said.append(Word(Text("要求相同，地点电话不同", "Same demands, own contacts"), adds=False))
    return tuple(said)


def _added(adding: Sequence[Difference]) -> list[Text]:
    papers = sum(each.kind in PAPERS for each in adding)
    visits = sum(each.kind in VISITS for each in adding)
    limits = [each for each in adding if each.kind in LIMITS]
    fees = [each for each in adding if each.kind in FEES]
    others = sum(each.kind in OTHERS for each in adding)
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
