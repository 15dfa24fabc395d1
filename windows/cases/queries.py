"""Reads of cases, always scoped: what is out of scope is not found."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.worded import Worded
from services.catalogue.text import Text
from windows.cases.missing import Missing, what_is_missing, what_keeps_from_acceptance
from windows.cases.models import Case, MaterialSlot
from windows.cases.people import APPLICANT, people_in
from windows.cases.planning import plan_for, plan_for_visitor
from windows.cases.policy import may_see, own_cases
from windows.cases.readings import readings_of
from windows.cases.sharing import Prefilled, Progress, prefill, sharing_progress
from windows.cases.states import CaseState
from windows.clock import today
from windows.denials.queries import with_denials
from windows.errors import CaseNotFound, NotYourApplicant
from windows.intake.visits import count_visits
from windows.paging import Page

__all__ = [
    "Missing",
    "Prefilled",
    "Progress",
    "Read",
    "case_for",
    "cases",
    "cases_of",
    "drafts_of",
    "own_case_for",
    "plan_for",
    "plan_for_visitor",
    "prefill",
    "reads_of",
    "sharing_progress",
    "slot_for",
    "slots",
    "slots_for",
    "visit_count",
    "what_is_missing",
    "what_keeps_from_acceptance",
]


TOLD_IN_A_LINE = (
    "slots__deferral",
    "parties",
    "approvals__department",
    "approvals__stops",
    "corrections__items",
)
"""What the one line and the one duty of each case in a list are told from."""


@dataclass(frozen=True, slots=True)
class Read:
    """One register that the plan would ask about one person of the case, and what for."""

    resource: str
    role: str
    materials: tuple[Text, ...]
    """What it spares the person from handing in."""
    fields: tuple[Text, ...]
    """Form fields it fills in."""
    by_law: Text
    """The article that makes it a duty: then the person is told. Empty: their consent is needed."""
    sees: Text
    """What will be seen, and no more; or what is answered with yes or no."""
    sensitive: Text
    """What of it is sensitive, and needs a consent of its own."""
    is_only_whether: bool
    is_later: bool = False
    """Asked only where the register before it has no record."""


def cases() -> QuerySet[Case]:
    """Cases with what every page shows."""
    return Case.objects.select_related(
        "applicant", "life_event_edition__life_event", "region", "centre", "taken_in_by"
    )


def case_for(actor: Actor, number: str) -> Case:
    """The case with this number, if the actor may see it. Raises CaseNotFound for all others
    alike.
    """
    case = _NUMBERED.first(number, today())
    if case is None or not may_see(case, actor):
        raise CaseNotFound
    return case


_NUMBERED: Worded[Case] = Worded(
    lambda number, day: with_denials(cases(), day=day).filter(number=number).order_by(), values=2
)


def own_case_for(actor: Actor, number: str) -> Case:
    """The case, for its applicant and staff: its form is no business of another party's.

    Raises CaseNotFound for strangers, NotYourApplicant for a party.
    """
    case = case_for(actor, number)
    if actor.kind == Role.APPLICANT and not actor.acts_for(case.applicant_id):
        raise NotYourApplicant
    return case


def slot_for(actor: Actor, number: str, slot_id: int) -> MaterialSlot:
    """A slot of a case the actor may see; a party sees only their own. Raises CaseNotFound."""
    case = case_for(actor, number)
    slot = slots_for(actor, case).filter(pk=slot_id).first()
    if slot is None:
        raise CaseNotFound
    return slot


def cases_of(actor: Actor, *, after: str = "", limit: int = 20) -> Page[Case]:
    """The actor's own cases and those they are a party to, newest first."""
    found = with_denials(cases()).filter(own_cases(actor)).order_by("-pk")
    found = found.select_related("rating").prefetch_related(*TOLD_IN_A_LINE)
    if after.isdecimal():
        found = found.filter(pk__lt=int(after))
    rows = list(found[: limit + 1])
    shown = tuple(rows[:limit])
    return Page(shown, str(shown[-1].pk) if len(rows) > limit else "")


def drafts_of(actor: Actor, *, limit: int = 5) -> list[Case]:
    """What the actor has begun and not handed in, the last touched first."""
    mine = cases().filter(applicant__in=actor.applicant_ids, state=CaseState.DRAFT)
    return list(mine.order_by("-updated_at")[:limit])


def slots(case: Case) -> QuerySet[MaterialSlot]:
    """The one set of material, in the order of the plan, with what the pages need."""
    return _with_what_pages_need(MaterialSlot.objects.filter(case=case))


def _with_what_pages_need(found: QuerySet[MaterialSlot]) -> QuerySet[MaterialSlot]:
    whole = found.select_related("material_type", "document__blob", "licence", "commitment")
    return whole.order_by("order", "pk")


def slots_for(actor: Actor, case: Case) -> QuerySet[MaterialSlot]:
    """All slots for the applicant and staff; a party sees the material about themselves."""
    if not actor.applicant_ids or actor.acts_for(case.applicant_id):
        return slots(case)
    roles = case.parties.filter(applicant__in=actor.applicant_ids).values("role")
    return slots(case).filter(party_role__in=roles)


def shown_slots(actor: Actor, case: Case) -> list[MaterialSlot]:
    """The same for a page that only shows them."""
    every = _SLOTS_OF(case.pk)
    if not actor.applicant_ids or actor.acts_for(case.applicant_id):
        return every
    mine = {role for role, person in people_in(case).items() if actor.acts_for(person.pk)}
    return [slot for slot in every if slot.party_role in mine]


_SLOTS_OF: Worded[MaterialSlot] = Worded(
    lambda case: _with_what_pages_need(MaterialSlot.objects.filter(case_id=case))
)


def reads_of(case: Case, role: str = APPLICANT) -> tuple[Read, ...]:
    """What this person would be asked to agree to, or is told, by register.

    A register that only fills in the form is asked about the applicant, unless some material of
    the case is read there anyway.
    """
    return tuple(
        Read(
            resource=reading.code,
            role=role,
            materials=reading.materials,
            fields=reading.fills,
            by_law=reading.by_law,
            sees=reading.sees,
            sensitive=reading.sensitive_names,
            is_only_whether=reading.is_only_whether,
            is_later=reading.is_later,
        )
        for reading in readings_of(case, role)
    )


def visit_count(case: Case) -> int:
    """How often the person really came: one a day and centre, from the journal."""
    return count_visits(case)
