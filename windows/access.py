"""Which staff may open a document: those who handle a case that uses it, for their part of it; what
for; and which cases use it.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from materials.documents.purpose import Purpose
from materials.documents.uses import Use, register_uses
from materials.licences.uses import LicenceUse, register_licence_uses
from materials.models import Document
from materials.policy import register_access, register_purpose
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.approvals.policy import DECIDERS, visible_approvals
from windows.cases.models import Case, MaterialSlot
from windows.cases.policy import cases_of_office
from windows.cases.states import CaseState
from windows.in_both import in_both
from windows.originals.offices import office_of


@register_access
def used_in_a_case_of_theirs(actor: Actor, document: Document) -> bool:
    """Clerks and supervisors by region, officers by the matters that need the very material."""
    return bool(_cases(actor, document))


@register_purpose
def for_a_case(actor: Actor, document: Document, wanted: str) -> Purpose | None:
    """The case that was named, if it is one of theirs; else the newest that uses it."""
    numbers = _cases(actor, document)
    if not numbers:
        return None
    return Purpose(office_of(actor), wanted if wanted in numbers else numbers[0])


@register_uses
def cases_with(documents: Collection[UUID]) -> dict[UUID, list[Use]]:
    """Every case that a document was handed in for, the newest first."""
    found: dict[UUID, list[Use]] = {}
    slots = MaterialSlot.objects.filter(document__in=documents).select_related(
        "case__life_event_edition"
    )
    for slot in slots.defer("case__plan", "case__form", "case__answers").order_by("-case_id"):
        if slot.document_id is None:
            continue
        edition, state = slot.case.life_event_edition, CaseState(slot.case.state)
        use = Use(slot.case.number, Text(edition.name, edition.name_en), in_both(state.label))
        if use not in found.setdefault(slot.document_id, []):
            found[slot.document_id].append(use)
    return found


@register_licence_uses
def cases_spared_by(licences: Collection[int]) -> dict[int, list[LicenceUse]]:
    """Every other case handed in, in which a licence stood in for a paper; the newest first."""
    slots = list(
        MaterialSlot.objects.filter(licence__in=licences, case__submitted_at__isnull=False)
        .exclude(case__number=F("licence__case_number"))
        .select_related("case__life_event_edition")
        .defer("case__plan", "case__form", "case__answers")
        .order_by("-case_id", "pk")
    )
    codes = {matter for slot in slots for matter, _key in slot.requirement_keys}
    offices = {
        (number, code): Text(name, name_en)
        for number, code, name, name_en in Approval.objects.filter(
            case__in={slot.case_id for slot in slots}, matter_edition__matter__code__in=codes
        ).values_list(
            "case_id", "matter_edition__matter__code", "department__name", "department__name_en"
        )
    }
    found: dict[int, list[LicenceUse]] = {}
    for slot in slots:
        if slot.licence_id is None or slot.case.submitted_at is None:
            continue
        said = [offices.get((slot.case_id, matter)) for matter, _key in slot.requirement_keys]
        who = list(dict.fromkeys(each for each in said if each is not None))
        edition = slot.case.life_event_edition
        use = LicenceUse(
            slot.case.number,
            Text(edition.name, edition.name_en),
            timezone.localdate(slot.case.submitted_at),
            Text("、".join(one.zh for one in who), ", ".join(one.en or one.zh for one in who)),
        )
        found.setdefault(slot.licence_id, []).append(use)
    return found


def _cases(actor: Actor, document: Document) -> list[str]:
    """Numbers of the cases through which the actor may open it, newest first."""
    slots = MaterialSlot.objects.filter(document=document).order_by("-case_id")
    if actor.kind in (Role.CLERK, Role.SUPERVISOR):
        mine = Case.objects.filter(cases_of_office(actor))
        return list(slots.filter(case__in=mine).values_list("case__number", flat=True))
    if actor.kind not in DECIDERS:
        return []
    return [slot.case.number for slot in slots.select_related("case") if _is_theirs(actor, slot)]


def _is_theirs(actor: Actor, slot: MaterialSlot) -> bool:
    users = [user for user, _ in slot.requirement_keys]
    return Approval.objects.filter(
        visible_approvals(actor), case=slot.case_id, matter_edition__matter__code__in=users
    ).exists()
