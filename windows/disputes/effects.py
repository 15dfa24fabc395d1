"""What the person's word does in the case: to the form, and to the material that was read.

For a locked case. Nothing changes once the case is accepted: the departments see both versions and
decide on the person's.
"""

from __future__ import annotations

from collections.abc import Iterable

from datasharing.disputes.models import DataDispute
from datasharing.models import Exchange
from materials.models import Document
from portal.accounts.actor import SYSTEM, Actor
from services.catalogue.spec import SourceKind
from services.catalogue.text import Text
from windows.cases.filling import BEFORE_ACCEPTANCE
from windows.cases.models import Case, MaterialSlot
from windows.cases.plans import plan_of
from windows.cases.sharing import fitting
from windows.cases.slots import NOTHING, say, take_source
from windows.cases.sourcing import note_tried
from windows.cases.states import SlotState
from windows.deferred.handing_in import note_handed_in
from windows.locks import lock_slots
from windows.moving import move_slot
from windows.planning.plan import PlannedMaterial, PlannedSource

BY_PERSON = (SourceKind.COMMITMENT, SourceKind.APPLICANT)
WRONG = Text("本人说登记的不对", "The person says that the register is wrong")
WITH_PROOF = Text(
    "您说登记的不对，已改用您交的证明。", "You said the register is wrong; your proof counts."
)
PROOF_WANTED = Text(
    "您说登记的不对，以您说的为准；这份材料请您交证明或签承诺。",
    "You said the register is wrong and your word counts; please hand in or promise this one.",
)
WORD_COUNTS = Text(
    "您说登记的不对，以您说的为准；这份材料不用另交。",
    "You said the register is wrong and your word counts; nothing more to hand in.",
)


def is_changeable(case: Case) -> bool:
    return case.state in BEFORE_ACCEPTANCE


def resting_on(exchange: Exchange, slots: Iterable[MaterialSlot]) -> list[MaterialSlot]:
    """Those of them that this answer proves."""
    return [
        slot
        for slot in slots
        if slot.exchange_id == exchange.pk and slot.state == SlotState.FETCHED
    ]


def demands_proof(case: Case, slot: MaterialSlot) -> bool:
    """True where the requirement lists a paper or a promise: then the person's word needs one. A
    requirement that only a register can meet is met by the person's word alone.
    """
    return bool(_by_person(_material(case, slot)))


def prevail_in_form(case: Case, dispute: DataDispute, *, wrong: str, right: str) -> list[str]:
    """Fields that took the registered value take the person's; what they typed themselves stays.

    Returns the elements that changed.
    """
    resource = dispute.exchange.resource.code
    changed = []
    for field in plan_of(case).fields:
        if not dispute.path or f"{resource}.{dispute.path}" not in field.prefill:
            continue
        was, now = fitting(field, wrong), fitting(field, right)
        if now and was and case.form.get(field.element) == was:
            case.form[field.element] = now
            changed.append(field.element)
    return changed


def prevail_over_read(
    case: Case, slot: MaterialSlot, *, evidence: Document | None, actor: Actor
) -> None:
    """The read no longer proves it: the evidence does, a promise may, or the person is asked."""
    by_person = _by_person(_material(case, slot))
    if not by_person:
        say(slot, WORD_COUNTS)
        slot.save()
        return
    note_tried(slot, WRONG)
    move_slot(slot, "dispute", actor=actor)
    slot.exchange_id, slot.checked, slot.checked_by_name = None, None, ""
    if evidence is not None:
        move_slot(slot, "provide", actor=actor)
        slot.document, slot.source_kind = evidence, SourceKind.APPLICANT.value
        slot.source_ref = ""
        say(slot, WITH_PROOF)
    else:
        take_source(slot, by_person, NOTHING)
        say(slot, PROOF_WANTED)
    slot.save()
    if evidence is not None:
        note_handed_in(case, slot, actor=actor)


def read_counts_again(case: Case, exchange: Exchange) -> None:
    """The person has taken their word back: what they have not handed in meanwhile is proven by
    the answer that is still here.
    """
    for slot in lock_slots(case):
        source = _read_of(_material(case, slot), exchange)
        is_open = slot.state in (SlotState.MISSING, SlotState.DEFERRED)
        is_open = is_open and slot.note == PROOF_WANTED.zh  # not what they chose to bring before
        if source is None or slot.party_role != exchange.role:
            continue
        if is_open and slot.exchange_id is None:
            take_source(slot, [source], NOTHING)
            slot.tried = [each for each in slot.tried if each["why"] != [WRONG.zh, WRONG.en]]
            slot.exchange_id = exchange.pk
            move_slot(slot, "fetch", actor=SYSTEM)
        if slot.exchange_id == exchange.pk:
            say(slot, Text(""))
            slot.save()


def _material(case: Case, slot: MaterialSlot) -> PlannedMaterial:
    return next(one for one in plan_of(case).materials if one.key == slot.key)


def _by_person(material: PlannedMaterial) -> list[PlannedSource]:
    listed = (material.source, *material.fallbacks)
    return [source for source in listed if source.kind in BY_PERSON]


def _read_of(material: PlannedMaterial, exchange: Exchange) -> PlannedSource | None:
    listed = (material.source, *material.fallbacks)
    return next((each for each in listed if each.ref == exchange.resource.code), None)
