"""A file that a case uses turns out to carry a virus: the case asks for another one."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from materials.models import Document
from portal.accounts.actor import Actor
from portal.journal.actions import record
from services.catalogue.text import Text
from windows.cases.models import Case, MaterialSlot
from windows.cases.people import person_in
from windows.cases.slots import say
from windows.cases.states import CLOSED, CaseState, SlotState
from windows.locks import lock_case, lock_slot
from windows.moving import move_slot
from windows.notices.actions import notify

ASKS_AGAIN = (CaseState.DRAFT, CaseState.CORRECTION, CaseState.SUBMITTED)
"""Until acceptance the place is simply empty again. Afterwards the departments see that the file
is in quarantine and report it missing, in the one notice, like anything else they miss.
"""
ANOTHER = Text(
    "交来的文件有病毒，已经隔离。请换一台设备重新拍照或扫描，再交一份",
    "The file carries a virus and is in quarantine. Please take or scan it again with another "
    "device and hand it in once more",
)


def put_aside(document_id: UUID | str, *, actor: Actor) -> None:
    """In every open case that uses it; each in a transaction of its own. Safe to run twice.

    A document that was removed meanwhile is in no case.
    """
    document = Document.objects.filter(pk=document_id).first()
    if document is None:
        return
    using = MaterialSlot.objects.filter(document=document).exclude(case__state__in=CLOSED)
    for case_id, slot_id in list(using.order_by("pk").values_list("case_id", "pk")):
        with transaction.atomic(durable=True):
            case = lock_case(case_id)
            slot = lock_slot(case, slot_id)
            if slot.document_id == document.pk and case.state not in CLOSED:
                _put_aside(case, slot, document, actor=actor)


def _put_aside(case: Case, slot: MaterialSlot, document: Document, *, actor: Actor) -> None:
    if case.state in ASKS_AGAIN and slot.state == SlotState.PROVIDED:
        move_slot(slot, "find_bad", actor=actor)
        slot.document, slot.checked, slot.checked_by_name = None, None, ""
    say(slot, ANOTHER)
    slot.save()
    record(
        case.stream,
        "material.quarantined",
        actor=actor,
        slot=slot.pk,
        document=str(document.pk),
        material=slot.name,
        material_en=slot.name_en or slot.name,
    )
    name, name_en = slot.name[:60], (slot.name_en or slot.name)[:100]
    notify(
        case,
        kind="material_quarantined",
        key=f"quarantined:{slot.pk}:{document.pk}",
        applicant=person_in(case, slot.party_role),
        text=Text(f"“{name}”：{ANOTHER.zh}。", f"“{name_en}”: {ANOTHER.en}."),
    )
