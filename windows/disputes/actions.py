"""The person says that a registered value is wrong, or takes it back; the answer is told."""

from __future__ import annotations

from django.core.files.base import File
from django.db import transaction

from datasharing.disputes.actions import open_dispute, withdraw_dispute
from datasharing.disputes.models import DataDispute
from datasharing.disputes.queries import in_force
from datasharing.disputes.states import DisputeState
from datasharing.models import Exchange
from datasharing.states import ExchangeState
from materials.documents.actions import store_document
from materials.models import Document, MaterialType
from portal.accounts.actor import Actor
from portal.errors import MoveRefused
from portal.journal.actions import record
from services.catalogue.text import Text
from windows.cases.models import Case, MaterialSlot
from windows.cases.policy import check_owner_or_clerk
from windows.cases.states import CaseState
from windows.disputes.effects import (
    demands_proof,
    is_changeable,
    prevail_in_form,
    prevail_over_read,
    read_counts_again,
    resting_on,
)
from windows.disputes.queries import exchanges_behind
from windows.errors import CaseNotFound
from windows.locks import lock_case, lock_slots
from windows.notices.actions import notify

OPEN_CASES = (CaseState.DRAFT, CaseState.SUBMITTED, CaseState.CORRECTION, CaseState.ACCEPTED)


@transaction.atomic(savepoint=False)
def dispute_value(
    case: Case,
    *,
    exchange: Exchange,
    path: str,
    claimed: str,
    actor: Actor,
    why: str = "",
    upload: File[bytes] | None = None,
) -> DataDispute:
    """浙江“最多跑一次”改革规定 art. 7: who says that shared data is wrong is believed in this case.

    By the person whom it is about, or a clerk who writes down what they say. Before acceptance the
    form takes the person's version, and material that was read there is proven by the evidence,
    where the requirement wants any, a promise, or the word alone. The authority gets its ticket.
    Raises CaseNotFound, NotYourApplicant, MoveRefused when the case is over, what `open_dispute`
    raises, and what `materials` says of the file.
    """
    case = lock_case(case.pk)
    exchange = _exchange(case, exchange)
    check_owner_or_clerk(case, exchange.subject_id, actor)
    if case.state not in OPEN_CASES:
        raise MoveRefused
    slots = resting_on(exchange, lock_slots(case)) if is_changeable(case) else []
    proven = [slot for slot in slots if demands_proof(case, slot)]
    evidence = _kept(exchange, upload, proven, actor) if upload else None
    dispute = open_dispute(
        exchange, path=path, claimed=claimed, why=why, evidence=evidence, actor=actor
    )
    if is_changeable(case):
        if prevail_in_form(case, dispute, wrong=dispute.said, right=dispute.claimed):
            case.save(update_fields=["form", "updated_at"])
        for slot in slots:
            prevail_over_read(case, slot, evidence=evidence, actor=actor)
    _journal(case, "case.disputed", dispute, actor)
    return dispute


@transaction.atomic(savepoint=False)
def take_back_dispute(case: Case, *, dispute_id: int, actor: Actor) -> DataDispute:
    """The register is right after all: its values count again, before acceptance.

    Raises CaseNotFound, MoveRefused once the authority has answered.
    """
    case = lock_case(case.pk)
    found = DataDispute.objects.filter(pk=dispute_id).select_related("exchange").first()
    if found is None:
        raise CaseNotFound
    exchange = _exchange(case, found.exchange)
    check_owner_or_clerk(case, exchange.subject_id, actor)
    dispute = withdraw_dispute(found, actor=actor)
    if is_changeable(case):
        if prevail_in_form(case, dispute, wrong=dispute.claimed, right=dispute.said):
            case.save(update_fields=["form", "updated_at"])
        still = [one for one in in_force(case.number) if one.exchange_id == exchange.pk]
        if not still and exchange.state == ExchangeState.ANSWERED:
            read_counts_again(case, exchange)
    _journal(case, "case.dispute_taken_back", dispute, actor)
    return dispute


@transaction.atomic(savepoint=False)
def tell_answer(dispute: DataDispute, *, actor: Actor) -> None:
    """The authority has answered: the person is told what it says, in its own words."""
    case = Case.objects.filter(number=dispute.case_number).first()
    if case is None:
        return
    resource = dispute.exchange.resource
    whose = Text(resource.provider_name, resource.provider_name_en or resource.provider_name)
    if dispute.state == DisputeState.CORRECTED:
        said = Text("登记已经更正", "has put its register right")
    else:
        said = Text("认为登记没有错", "finds its register right")
    label = Text(dispute.label, dispute.label_en or dispute.label)
    notify(
        case,
        kind="dispute_answered",
        key=f"dispute_answered:{dispute.pk}",
        applicant=dispute.subject,
        text=Text(
            f"您说不对的“{label.zh}”，{whose.zh}{said.zh}：{dispute.answer[:300]}",
            f"About “{label.en}”: {whose.en} {said.en}. It says: {dispute.answer[:300]}",
        ),
    )


def _exchange(case: Case, wanted: Exchange) -> Exchange:
    found = exchanges_behind(case).filter(pk=wanted.pk).first()
    if found is None:
        raise CaseNotFound
    return found


def _kept(
    exchange: Exchange, upload: File[bytes], slots: list[MaterialSlot], actor: Actor
) -> Document:
    """Into the person's own library, as what it stands for where that is one thing."""
    kinds: dict[int, MaterialType] = {slot.material_type_id: slot.material_type for slot in slots}
    kind = next(iter(kinds.values())) if len(kinds) == 1 else None
    return store_document(exchange.subject, upload=upload, material_type=kind, actor=actor)


def _journal(case: Case, verb: str, dispute: DataDispute, actor: Actor) -> None:
    resource = dispute.exchange.resource
    record(
        case.stream,
        verb,
        actor=actor,
        dispute=dispute.pk,
        label=dispute.label,
        label_en=dispute.label_en or dispute.label,
        source=resource.name,
        source_en=resource.name_en or resource.name,
    )
