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
from windows.cases.people import APPLICANT
from windows.cases.planning import plan_for, plan_for_visitor
from windows.cases.plans import plan_of
from windows.cases.policy import may_see, own_cases
from windows.cases.sharing import Prefilled, Progress, prefill, sharing_progress
from windows.cases.slots import READS
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
    return (
        MaterialSlot.objects.filter(case=case)
        .select_related("material_type", "document__blob", "licence", "commitment")
        .order_by("order", "pk")
    )


def slots_for(actor: Actor, case: Case) -> QuerySet[MaterialSlot]:
    """All slots for the applicant and staff; a party sees the material about themselves."""
    if not actor.applicant_ids or actor.acts_for(case.applicant_id):
        return slots(case)
    roles = case.parties.filter(applicant__in=actor.applicant_ids).values("role")
    return slots(case).filter(party_role__in=roles)


def reads_of(case: Case, role: str = APPLICANT) -> tuple[Read, ...]:
    """What this person would be asked to agree to, by register; for the page that asks.

    A register that only fills in the form is asked about the applicant, unless some material of
    the case is read there anyway.
    """
    plan = plan_of(case)
    materials: dict[str, list[Text]] = {}
    read_anyway: set[str] = set()
    for slot in _READ(case.pk):
        read_anyway.add(slot.source_ref)
        if slot.party_role == role:
            materials.setdefault(slot.source_ref, []).append(Text(slot.name, slot.name_en))
    fields: dict[str, list[Text]] = {}
    for field in plan.fields:
        for code in dict.fromkeys(path.partition(".")[0] for path in field.prefill):
            if code not in plan.resources:
                continue  # a person of the case, whom we know already: applicant.phone
            if code in materials or (role == APPLICANT and code not in read_anyway):
                fields.setdefault(code, []).append(field.label)
    later = _asked_later(case, role, {*materials, *fields})
    return (
        *(
            Read(code, role, tuple(materials.get(code, ())), tuple(fields.get(code, ())))
            for code in sorted(materials.keys() | fields.keys())
        ),
        *(Read(code, role, tuple(names), (), is_later=True) for code, names in later.items()),
    )


def _asked_later(case: Case, role: str, first: set[str]) -> dict[str, list[Text]]:
    """Registers that come second for some material: code → what they would spare."""
    planned = {material.key: material for material in plan_of(case).materials}
    found: dict[str, list[Text]] = {}
    for slot in _READ(case.pk):
        if slot.party_role != role or slot.key not in planned:
            continue
        tried = {each["ref"] for each in slot.tried}
        for source in planned[slot.key].fallbacks:
            if source.kind.value in READS and source.ref and source.ref not in first | tried:
                found.setdefault(source.ref, []).append(Text(slot.name, slot.name_en))
    return dict(sorted(found.items()))


_READ: Worded[MaterialSlot] = Worded(
    lambda case: (
        MaterialSlot.objects.filter(case_id=case, source_kind__in=READS)
        .exclude(source_ref="")
        .order_by("order", "pk")
    )
)


def visit_count(case: Case) -> int:
    """How often the person really came: one a day and centre, from the journal."""
    return count_visits(case)
