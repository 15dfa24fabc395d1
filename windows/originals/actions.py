"""A clerk compares a paper with its original; an officer knows a paper of their own authority."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from materials.documents.trust import confirm_issue, confirm_original, set_last_day
from materials.models import Document
from portal.accounts.actor import Actor
from portal.errors import MoveRefused
from portal.journal.actions import record
from windows.approvals.models import Approval
from windows.approvals.policy import check_department
from windows.approvals.queries import slots_for
from windows.assignments.impartial import check_impartial, check_not_own
from windows.cases.models import Case, MaterialSlot
from windows.cases.policy import check_office
from windows.cases.states import CLOSED
from windows.errors import SlotHasNoPaper
from windows.intake.visits import note_visit
from windows.locks import lock_case, lock_slot
from windows.originals.offices import office_of


@transaction.atomic(savepoint=False)
def see_original(
    slot: MaterialSlot, *, actor: Actor, valid_until: date | None = None
) -> MaterialSlot:
    """The original lies on the counter and says what the copy says: C → B, for this case and every
    later one. The person came for it, so it is a visit.

    Raises SlotHasNoPaper, MoveRefused in a closed case, and what `confirm_original` raises.
    """
    case, slot = _at_the_counter(slot, actor)
    document = confirm_original(
        _paper(slot), actor=actor, office=office_of(actor), valid_until=valid_until
    )
    note_visit(case, actor=actor, purpose="show_original")
    _journal(case, slot, document, actor=actor)
    return slot


@transaction.atomic(savepoint=False)
def know_as_own(approval: Approval, *, slot_id: int, actor: Actor) -> MaterialSlot:
    """The officer's authority issued this very paper: A, for every later case.

    Raises SlotHasNoPaper for what is not a paper of this matter, and what `confirm_issue` raises.
    """
    case = lock_case(approval.case_id)
    check_department(approval, actor)
    check_impartial(case, actor)
    if not slots_for(approval).filter(pk=slot_id).exists():
        raise SlotHasNoPaper
    slot = lock_slot(case, slot_id)
    document = confirm_issue(_paper(slot), actor=actor, office=office_of(actor))
    _journal(case, slot, document, actor=actor)
    return slot


@transaction.atomic(savepoint=False)
def correct_last_day(slot: MaterialSlot, *, actor: Actor, valid_until: date | None) -> MaterialSlot:
    """The original lies on the counter once more, and its last day was noted wrongly.

    Raises SlotHasNoPaper, MoveRefused in a closed case, and what `set_last_day` raises.
    """
    case, slot = _at_the_counter(slot, actor)
    set_last_day(_paper(slot), valid_until=valid_until, actor=actor)
    note_visit(case, actor=actor, purpose="show_original")
    return slot


def _at_the_counter(slot: MaterialSlot, actor: Actor) -> tuple[Case, MaterialSlot]:
    case = lock_case(slot.case_id)
    check_office(case, actor)
    check_not_own(case, actor)
    if case.state in CLOSED:
        raise MoveRefused
    return case, lock_slot(case, slot.pk)


def _paper(slot: MaterialSlot) -> Document:
    if slot.document is None:
        raise SlotHasNoPaper
    return slot.document


def _journal(case: Case, slot: MaterialSlot, document: Document, *, actor: Actor) -> None:
    record(
        case.stream,
        "material.original_seen",
        actor=actor,
        slot=slot.pk,
        material=slot.name,
        material_en=slot.name_en or slot.name,
        document=document.pk,
        level=document.level,
    )
