"""What keeps a case from going on: everything, at once (一次性告知)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.catalogue.spec import Necessity
from services.catalogue.text import Text
from windows.cases.form_rules import faults_in
from windows.cases.models import Case, MaterialSlot
from windows.cases.people import APPLICANT
from windows.cases.plans import plan_of
from windows.cases.states import SATISFIED, SlotState
from windows.clock import today
from windows.originals.needed import not_trusted_enough, said_missing


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is not there. kind: field | material | party | read | original."""

    kind: str
    label: Text
    where: str
    """Element code, slot id (also of an original) or party role, by kind; "agree" for a read not
    decided on.
    """

    def as_json(self) -> dict[str, str]:
        return {
            "kind": self.kind,
            "label": self.label.zh,
            "label_en": self.label.en,
            "where": self.where,
        }


def what_is_missing(case: Case) -> tuple[Missing, ...]:
    """What the applicant must still do before handing in; drives "check your answers".

    Reads under way, sources that are down and parties who have yet to confirm do not hold it up.
    """
    slots = list(case.slots.all())
    confirmed, parties = _parties(case, slots, may_confirm_later=True)
    return (*_fields(case), *_materials(slots, confirmed, is_final=False), *parties)


def what_keeps_from_acceptance(case: Case) -> tuple[Missing, ...]:
    """What must be there before a case may be accepted: every read answered, everybody
    confirmed.
    """
    slots = list(case.slots.all())
    confirmed, parties = _parties(case, slots, may_confirm_later=False)
    return (
        *_fields(case),
        *_materials(slots, confirmed, is_final=True),
        *parties,
        *_originals(case, slots),
    )


def _fields(case: Case) -> list[Missing]:
    fields = plan_of(case).fields
    labels = {field.element: field.label for field in fields}
    faults = faults_in(fields, case.form, today=today())
    return [Missing("field", labels[element], element) for element in faults]


def _materials(
    slots: Sequence[MaterialSlot], confirmed: set[str], *, is_final: bool
) -> list[Missing]:
    found = []
    for slot in sorted(slots, key=lambda each: (each.order, each.pk)):
        if slot.necessity != Necessity.REQUIRED.value or slot.state in SATISFIED:
            continue
        name = Text(slot.name, slot.name_en)
        if slot.state == SlotState.MISSING or is_final:
            found.append(Missing("material", name, str(slot.pk)))
        elif slot.state == SlotState.WAITING and slot.party_role in confirmed:
            found.append(Missing("read", name, "agree"))
    return found


def _originals(case: Case, slots: Sequence[MaterialSlot]) -> list[Missing]:
    """Papers that must be trusted more than they are: a clerk has to see the original first."""
    found = not_trusted_enough(case, slots)
    return [Missing("original", said_missing(slot), str(slot.pk)) for slot in found]


def _parties(
    case: Case, slots: Sequence[MaterialSlot], *, may_confirm_later: bool
) -> tuple[set[str], list[Missing]]:
    """Roles that have spoken for themselves, and the parties still missing."""
    named = {party.role: party.confirmed_at is not None for party in case.parties.all()}
    about = {slot.party_role for slot in slots}
    missing = [
        Missing("party", Text(party["label"], party.get("label_en", "")), party["role"])
        for party in case.life_event_edition.parties
        if party["role"] in about
        and not (party["role"] in named if may_confirm_later else named.get(party["role"]))
    ]
    return {APPLICANT, *(role for role, is_in in named.items() if is_in)}, missing
