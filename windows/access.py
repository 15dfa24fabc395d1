"""Which staff may open a document: those who handle a case that uses it, for their part of it; what
for; and which cases use it.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from materials.documents.purpose import Purpose
from materials.documents.uses import Use, register_uses
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
