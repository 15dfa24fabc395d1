"""What the pinned editions want of the paper in a slot: a level, and the original shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from materials.models import Document
from services.catalogue.codelists import TrustLevel
from services.catalogue.spec import LifeEventSpec, Necessity, RequirementSpec
from services.catalogue.text import Text
from services.catalogue.trust import PROVED, reaches, strictest
from windows.cases.editions import spec_of_case
from windows.cases.models import Case, MaterialSlot
from windows.cases.states import SlotState

SEEN = TrustLevel.B.value


def level_needed(case: Case, slot: MaterialSlot) -> str:
    """The highest level that any of its requirements states; "" when every copy will do."""
    return _level(spec_of_case(case), slot)


def must_show_original(case: Case, slot: MaterialSlot, document: Document) -> bool:
    """True when some requirement wants the original seen, and of this document nobody has."""
    if document.level in PROVED:
        return False
    return wants_original(case, slot)


def wants_original(case: Case, slot: MaterialSlot) -> bool:
    """True when some requirement wants the original of a paper seen."""
    return any(each.original_at_window for each in _requirements(spec_of_case(case), slot))


def not_trusted_enough(case: Case, slots: Sequence[MaterialSlot]) -> list[MaterialSlot]:
    """Papers handed in whose level is below what is needed: they keep the case from acceptance."""
    papers = [
        slot
        for slot in slots
        if slot.state == SlotState.PROVIDED and slot.necessity == Necessity.REQUIRED.value
    ]
    if not papers:
        return []
    spec = spec_of_case(case)
    wanted = {slot.pk: needed for slot in papers if (needed := _level(spec, slot))}
    ids = [slot.document_id for slot in papers if slot.pk in wanted and slot.document_id]
    if not ids:
        return []
    levels = dict(Document.objects.filter(pk__in=ids).values_list("pk", "level"))
    return [
        slot
        for slot in papers
        if slot.document_id in levels
        and not reaches(levels[slot.document_id], wanted.get(slot.pk, ""))
    ]


def said_missing(slot: MaterialSlot) -> Text:
    return Text(f"{slot.name}：核对原件", f"{slot.name_en or slot.name}: the original seen")


def _level(spec: LifeEventSpec, slot: MaterialSlot) -> str:
    """Where the original is to be seen, only what was compared with it will do."""
    return strictest(
        level
        for each in _requirements(spec, slot)
        for level in (each.elements.trust_level, SEEN if each.original_at_window else "")
    )


def _requirements(spec: LifeEventSpec, slot: MaterialSlot) -> Iterator[RequirementSpec]:
    wanted = {(matter, key) for matter, key in slot.requirement_keys}
    for included in spec.matters:
        for requirement in included.matter.requirements:
            if (included.matter.code, requirement.key) in wanted:
                yield requirement
