"""What the pinned editions want of the paper in a slot: a level, and the original shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from materials.models import Document
from services.catalogue.spec import Necessity, RequirementSpec
from services.catalogue.text import Text
from services.catalogue.trust import PROVED, reaches, strictest
from windows.cases.editions import spec_of_case
from windows.cases.models import Case, MaterialSlot
from windows.cases.states import SlotState


def level_needed(case: Case, slot: MaterialSlot) -> str:
    """The highest level that any of its requirements states; "" when every copy will do."""
    return strictest([each.elements.trust_level for each in _requirements(case, slot)])


def must_show_original(case: Case, slot: MaterialSlot, document: Document) -> bool:
    """True when some requirement wants the original seen, and of this document nobody has."""
    if document.level in PROVED:
        return False
    return any(each.original_at_window for each in _requirements(case, slot))


def not_trusted_enough(case: Case, slots: Sequence[MaterialSlot]) -> list[MaterialSlot]:
    """Papers handed in whose level is below what is needed: they keep the case from acceptance."""
    wanted = {
        slot.pk: level_needed(case, slot)
        for slot in slots
        if slot.state == SlotState.PROVIDED and slot.necessity == Necessity.REQUIRED.value
    }
    ids = [slot.document_id for slot in slots if wanted.get(slot.pk) and slot.document_id]
    if not ids:
        return []
    levels = dict(Document.objects.filter(pk__in=ids).values_list("pk", "level"))
    return [
        slot
        for slot in slots
        if (needed := wanted.get(slot.pk))
        and slot.document_id in levels
        and not reaches(levels[slot.document_id], needed)
    ]


def said_missing(slot: MaterialSlot) -> Text:
    return Text(f"{slot.name}：核对原件", f"{slot.name_en or slot.name}: the original seen")


def _requirements(case: Case, slot: MaterialSlot) -> Iterator[RequirementSpec]:
    wanted = {(matter, key) for matter, key in slot.requirement_keys}
    for included in spec_of_case(case).matters:
        for requirement in included.matter.requirements:
            if (included.matter.code, requirement.key) in wanted:
                yield requirement
