"""What a case really asked of its people, and what it spared them, by source."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from services.catalogue.spec import Necessity, SourceKind
from services.catalogue.text import Text
from windows.cases.models import Case, MaterialSlot
from windows.cases.queries import slots
from windows.cases.states import SlotState

SHARED, GENERATED = "shared", "generated"


@dataclass
class Spared:
    """`count` requirements met without a paper; `names` of the materials."""

    count: int = 0
    names: list[Text] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RealBurden:
    """`before` = papers going from door to door = `asked` + everything spared.

    Counted like the plan's burden, but from where each material came in the end: a register without
    a record is a paper asked for. Optional papers count on neither side.
    """

    before: int
    asked: tuple[Text, ...]
    spared: dict[str, Spared]


def burden_of(case: Case) -> RealBurden:
    """Of a case whose material is complete."""
    asked: list[Text] = []
    spared: dict[str, Spared] = {}
    for slot in slots(case):
        if slot.necessity == Necessity.OPTIONAL:
            continue
        uses, how = len(slot.requirement_keys), how_spared(slot)
        name = Text(slot.name, slot.name_en)
        if how is None:
            asked.append(name)
            uses, how = uses - 1, SHARED
        if uses:
            group = spared.setdefault(how, Spared())
            group.count += uses
            group.names.append(name)
    total = Counter({how: group.count for how, group in spared.items()}).total()
    return RealBurden(len(asked) + total, tuple(asked), dict(sorted(spared.items())))


def how_spared(slot: MaterialSlot) -> str | None:
    """The source that spared it; None where the person signed or handed it in for this case."""
    if slot.state == SlotState.GENERATED:
        return GENERATED
    kind = SourceKind(slot.source_kind)
    return None if kind in (SourceKind.APPLICANT, SourceKind.COMMITMENT) else kind.value
