"""Filling one slot by hand: a file, a file already kept, or a signed promise."""

from __future__ import annotations

from typing import Any

from django.core.files.base import File
from django.db import transaction

from datasharing.exchanges import stop
from datasharing.models import Exchange
from materials.commitments.actions import sign_commitment
from materials.documents.actions import store_document
from materials.documents.receiving import received
from materials.documents.states import ScanState
from materials.errors import DocumentOver, DocumentQuarantined
from materials.models import Document
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from portal.errors import MoveRefused
from portal.journal.actions import record
from services.catalogue.spec import SourceKind
from services.catalogue.text import Text
from windows.cases.filling import may_fill
from windows.cases.models import Case, MaterialSlot
from windows.cases.people import person_in
from windows.cases.plans import plan_of
from windows.cases.policy import check_owner_or_clerk
from windows.cases.slots import say
from windows.cases.states import NOT_BY_HAND
from windows.clock import today
from windows.deferred.handing_in import note_handed_in
from windows.errors import DocumentNotTheirs, NoCommitmentHere, SlotNotByHand, UnknownParty
from windows.locks import lock_case, lock_slot
from windows.moving import move_slot
from windows.originals.needed import must_show_original
from windows.promises.policy import check_may_promise


@transaction.atomic(savepoint=False)
def attach_document(slot: MaterialSlot, *, document: Document, actor: Actor) -> MaterialSlot:
    """Use a stored document of the person whose material this is. Replaces an earlier one.

    Raises DocumentNotTheirs, DocumentOver, SlotNotByHand (another matter of the case produces it).
    """
    case, slot, owner = _locked(slot, actor)
    if document.owner_id != owner.pk or document.replaced_by_id or document.removed_at:
        raise DocumentNotTheirs(field="file")
    if document.valid_until is not None and document.valid_until < today():
        raise DocumentOver(field="file", on=document.valid_until)
    if document.blob.state == ScanState.QUARANTINED:
        raise DocumentQuarantined(field="file")
    move_slot(slot, "provide", actor=actor)
    _drop_read(slot, actor)
    slot.document, slot.source_kind = document, SourceKind.APPLICANT.value
    slot.source_ref, slot.checked, slot.checked_by_name = "", None, ""
    slot.original_at_window |= must_show_original(case, slot, document)
    say(slot, Text(""))
    slot.save()
    _journal(case, slot, "material.provided", actor, document=str(document.pk))
    note_handed_in(case, slot, actor=actor)
    return slot


@transaction.atomic(savepoint=False)
def attach_upload(slot: MaterialSlot, *, upload: File[bytes], actor: Actor) -> MaterialSlot:
    """Store the file for the person whose material this is, then attach it.

    The file is examined and written before the case is locked. Raises what `materials` says of the
    file (type, size, name, content) and what attach_document raises.
    """
    with received(upload) as taken:
        _, slot, owner = _locked(slot, actor)
        document = store_document(
            owner, upload=taken, material_type=slot.material_type, actor=actor
        )
        return attach_document(slot, document=document, actor=actor)


@transaction.atomic(savepoint=False)
def sign_slot_commitment(slot: MaterialSlot, *, actor: Actor) -> MaterialSlot:
    """The person signs a written promise in place of the proof (告知承诺).

    Raises NoCommitmentHere, PromiseBarred while a bad record of theirs is open.
    """
    case, slot, owner = _locked(slot, actor)
    if not may_commit(case, slot):
        raise NoCommitmentHere
    check_may_promise(owner)
    move_slot(slot, "commit", actor=actor)
    _drop_read(slot, actor)
    slot.commitment = sign_commitment(
        owner,
        case_number=case.number,
        material_type=slot.material_type,
        text=commitment_text(case, slot),
        actor=actor,
    )
    slot.source_kind, slot.source_ref = SourceKind.COMMITMENT.value, ""
    slot.checked, slot.checked_by_name = None, ""
    say(slot, Text(""))
    slot.save()
    _journal(case, slot, "material.promised", actor)
    note_handed_in(case, slot, actor=actor)
    return slot


@transaction.atomic(savepoint=False)
def choose_upload(slot: MaterialSlot, *, actor: Actor) -> MaterialSlot:
    """The person prefers to hand it in rather than have it read or promised. A late answer is
    not used.
    """
    case, slot, _ = _locked(slot, actor)
    move_slot(slot, "choose_upload", actor=actor)
    _drop_read(slot, actor)
    slot.source_kind, slot.source_ref = SourceKind.APPLICANT.value, ""
    slot.licence = None
    say(slot, Text(""))
    slot.save()
    _journal(case, slot, "material.by_hand", actor)
    return slot


def may_commit(case: Case, slot: MaterialSlot) -> bool:
    """True where every matter that needs it accepts a commitment (国办发〔2020〕42号)."""
    material = next(one for one in plan_of(case).materials if one.key == slot.key)
    listed = (material.source, *material.fallbacks)
    return any(source.kind is SourceKind.COMMITMENT for source in listed)


def commitment_text(case: Case, slot: MaterialSlot) -> Text:
    """The words that are signed: what is promised, and what a false promise costs."""
    return Text(
        f"我承诺：“{slot.name}”所证明的情况真实，符合办理“{case.life_event_edition.name}”的条件。"
        "如不属实，愿意承担撤销办理结果、记入信用记录等法律责任。",
        f"I promise that what “{slot.name_en or slot.name}” would prove is true. If it is not, the "
        "result may be revoked and the breach entered in my credit record.",
    )


def _locked(slot: MaterialSlot, actor: Actor) -> tuple[Case, MaterialSlot, Applicant]:
    case = lock_case(slot.case_id)
    slot = lock_slot(case, slot.pk)
    owner = person_in(case, slot.party_role)
    check_owner_or_clerk(case, owner.pk if owner else None, actor)
    if not may_fill(case, slot):
        raise MoveRefused
    if slot.state in NOT_BY_HAND:
        raise SlotNotByHand
    if owner is None:
        raise UnknownParty(role=slot.party_role, field="role")
    return case, slot, owner


def _drop_read(slot: MaterialSlot, actor: Actor) -> None:
    """Data that nobody needs must not be read (个人信息保护法 art. 6)."""
    if slot.exchange_id is None:
        return
    is_shared = (
        MaterialSlot.objects.filter(exchange_id=slot.exchange_id).exclude(pk=slot.pk).exists()
    )
    exchange = Exchange.objects.filter(pk=slot.exchange_id).first()
    if exchange is not None and not is_shared:
        stop(exchange, actor=actor)
    slot.exchange_id = None


def _journal(case: Case, slot: MaterialSlot, verb: str, actor: Actor, **more: Any) -> None:
    record(
        case.stream,
        verb,
        actor=actor,
        slot=slot.pk,
        material=slot.name,
        material_en=slot.name_en or slot.name,
        **more,
    )
