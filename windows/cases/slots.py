"""A slot's first state, and where it falls back to when its source fails. Nothing is saved here."""

from __future__ import annotations

from collections.abc import Sequence

from materials.models import MaterialType
from services.catalogue.spec import Necessity, SourceKind
from services.catalogue.text import Text
from windows.cases.known import Holdings
from windows.cases.models import Case, MaterialSlot
from windows.cases.people import APPLICANT
from windows.cases.states import SlotState
from windows.originals.needed import must_show_original, wants_original
from windows.planning.plan import PlannedMaterial, PlannedSource
from windows.planning.sentences import BARRED

NOTHING = Holdings({}, {})
"""What we know a party holds before they have joined."""
READS = (SourceKind.LICENCE.value, SourceKind.RESOURCE.value)


def is_read(slot: MaterialSlot) -> bool:
    """True when another authority answers for it, with the person's consent."""
    return slot.source_kind in READS and bool(slot.source_ref)


def slot_from_plan(
    case: Case, material: PlannedMaterial, kind: MaterialType, holdings: Holdings, *, order: int
) -> MaterialSlot:
    """The slot of one planned material, with what is at hand already linked to it."""
    slot = MaterialSlot(
        case=case,
        material_type=kind,
        key=material.key,
        party_role=material.party,
        name=material.name.zh,
        name_en=material.name.en,
        requirement_keys=[list(pair) for pair in material.needed_by],
        necessity=material.necessity.value,
        planned_source=material.source.kind.value,
        original_at_window=material.original_at_window,
        order=order,
    )
    if material.generated:
        slot.source_kind, slot.state = SourceKind.APPLICANT.value, SlotState.GENERATED.value
        return slot
    held = holdings if material.party == APPLICANT else NOTHING
    take_source(slot, (material.source, *material.fallbacks), held)
    if BARRED.zh in material.reason.zh:
        say(slot, BARRED)
    return slot


def take_source(slot: MaterialSlot, sources: Sequence[PlannedSource], holdings: Holdings) -> None:
    """The first source that can be used; the person's own hand is always the last.

    Whether the original has to be shown goes by what is taken: a register has none.
    """
    if not any(_take(slot, source, holdings) for source in sources):
        _take(slot, PlannedSource(SourceKind.APPLICANT), holdings)
    slot.original_at_window = _must_be_shown(slot)


def say(slot: MaterialSlot, text: Text) -> None:
    """The sentence the person reads beside the slot; the whole of a long one is in its notice."""
    slot.note, slot.note_en = text.zh[:300], text.en[:400]


def _must_be_shown(slot: MaterialSlot) -> bool:
    """The same question as the planner's `must_show_original`, for what the slot has now."""
    if slot.source_kind == SourceKind.DOCUMENT and slot.document is not None:
        return must_show_original(slot.case, slot, slot.document)
    return slot.source_kind == SourceKind.APPLICANT and wants_original(slot.case, slot)


def _take(slot: MaterialSlot, source: PlannedSource, holdings: Holdings) -> bool:
    code = slot.material_type.code
    slot.source_kind, slot.source_ref = source.kind.value, source.ref
    if source.kind is SourceKind.OUTPUT:
        slot.state = SlotState.FROM_OUTPUT.value
    elif source.kind in (SourceKind.LICENCE, SourceKind.RESOURCE) and source.ref:
        slot.state = SlotState.WAITING.value
    elif source.kind is SourceKind.LICENCE:
        slot.licence = holdings.licences.get(code)
        slot.state = SlotState.FETCHED.value
        return slot.licence is not None
    elif source.kind is SourceKind.DOCUMENT:
        slot.document = holdings.documents.get(code)
        slot.state = SlotState.PROVIDED.value
        return slot.document is not None
    else:
        is_deferrable = slot.necessity == Necessity.DEFERRABLE
        slot.state = (SlotState.DEFERRED if is_deferrable else SlotState.MISSING).value
    return True
