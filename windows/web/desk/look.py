"""The material that is looked at beside the checklist, and what may be done with it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from materials.documents.previews import has_preview, page_count
from materials.documents.sniff import PDF
from services.catalogue.spec import SourceKind
from windows.cases.models import Case, MaterialSlot
from windows.cases.states import EDITABLE, CaseState, SlotState

NOT_BROUGHT = (SlotState.FROM_OUTPUT, SlotState.GENERATED, SlotState.FETCHED)
CHECKED_IN = (CaseState.DRAFT, CaseState.SUBMITTED)


@dataclass(frozen=True, slots=True)
class Look:
    """One material of the list, with those before and after it.

    `is_chosen`: its picture is shown. To show it is an act that its owner can read about, so it is
    never done before somebody chose it.
    """

    slot: MaterialSlot
    is_chosen: bool
    place: int
    count: int
    previous: MaterialSlot | None
    next: MaterialSlot | None
    may_put: bool
    may_promise: bool
    may_tick: bool
    has_picture: bool
    is_pdf: bool
    pages: int | None


def look_at(
    case: Case, slots: Sequence[MaterialSlot], wanted: str, *, following: Collection[int]
) -> Look | None:
    """The material asked for, else the first that something is still to be done with."""
    if not slots:
        return None
    chosen = next((each for each in slots if str(each.pk) == wanted), None)
    slot = chosen or next((each for each in slots if needs_a_hand(case, each)), slots[0])
    at = slots.index(slot)
    may_put = slot.pk in following or (case.state in EDITABLE and slot.state not in NOT_BROUGHT)
    document = slot.document
    return Look(
        slot=slot,
        is_chosen=chosen is not None,
        place=at + 1,
        count=len(slots),
        previous=slots[at - 1] if at else None,
        next=slot if chosen is None else slots[at + 1] if at + 1 < len(slots) else None,
        may_put=may_put,
        may_promise=may_put
        and slot.state != SlotState.COMMITTED
        and SourceKind.COMMITMENT in (slot.planned_source, slot.source_kind),
        may_tick=may_tick(case, slot),
        has_picture=document is not None and has_preview(document),
        is_pdf=document is not None
        and document.blob.media_type == PDF
        and document.blob.is_readable,
        pages=page_count(document) if document is not None and chosen is not None else None,
    )


def may_tick(case: Case, slot: MaterialSlot) -> bool:
    """A paper that lies there and that nobody has ticked off yet."""
    return (
        slot.document_id is not None
        and slot.checked != MaterialSlot.Check.OK
        and case.state in CHECKED_IN
    )


def needs_a_hand(case: Case, slot: MaterialSlot) -> bool:
    """Missing while it may be handed in, or handed in and not looked at."""
    is_missing = case.state in EDITABLE and slot.state == SlotState.MISSING
    return is_missing or may_tick(case, slot)


def after(case: Case, slots: Sequence[MaterialSlot], slot_id: int) -> MaterialSlot | None:
    """The next material to be ticked off, from here on and then from the top."""
    place = next((index for index, each in enumerate(slots) if each.pk == slot_id), -1)
    round_trip = [*slots[place + 1 :], *slots[: place + 1]]
    return next((each for each in round_trip if may_tick(case, each)), None)
