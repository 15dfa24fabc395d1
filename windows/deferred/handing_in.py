"""A paper that was to follow is there."""

from __future__ import annotations

from django.utils import timezone

from portal.accounts.actor import Actor
from portal.journal.actions import record
from windows.cases.models import Case, MaterialSlot
from windows.deferred.models import Deferral
from windows.deferred.queries import OPEN
from windows.moving import move_deferral


def note_handed_in(case: Case, slot: MaterialSlot, *, actor: Actor) -> None:
    """For a locked case and a slot that has just been filled; nothing where none was to follow."""
    deferral = Deferral.objects.select_for_update().filter(OPEN, slot=slot).first()
    if deferral is None:
        return
    move_deferral(deferral, "hand_in", actor=actor)
    deferral.closed_at = timezone.now()
    deferral.save()
    record(
        case.stream,
        "deferral.handed_in",
        actor=actor,
        slot=slot.pk,
        material=slot.name,
        material_en=slot.name_en or slot.name,
    )
