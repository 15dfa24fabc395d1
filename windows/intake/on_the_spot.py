"""当场一次性告知 (浙江“最多跑一次”改革规定 art. 11): what a clerk had before them is told there."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from services.catalogue.spec import SourceKind
from windows.cases.models import Case, MaterialSlot
from windows.cases.states import Channel, SlotState
from windows.clock import today

BY_HAND = (SlotState.PROVIDED, SlotState.COMMITTED)
BROUGHT = (SourceKind.APPLICANT, SourceKind.COMMITMENT, SourceKind.DOCUMENT)

Place = tuple[MaterialSlot | None, str]
"""(slot, element) where something is wrong."""


def seen_at_the_window(case: Case, wanted: Iterable[Place]) -> list[Place]:
    """Those that may not be asked for any more: they were seen when the papers came in.

    Only for a case that a clerk took in, and from the day after: on that day the clerk may still
    call the person back. What a register or another matter answers later could not be seen; every
    paper that was handed over, and every word of the form, could.
    """
    if case.channel != Channel.WINDOW or case.submitted_at is None:
        return []
    if timezone.localdate(case.submitted_at) >= today():
        return []
    return [place for place in wanted if _was_seen(place[0])]


def _was_seen(slot: MaterialSlot | None) -> bool:
    return slot is None or slot.state in BY_HAND or slot.planned_source in BROUGHT
