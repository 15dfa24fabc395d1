"""Whose material a slot holds."""

from __future__ import annotations

from collections.abc import Sequence

from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from portal.accounts.roles import Role
from portal.worded import Worded
from windows.cases.models import Case, CaseParty, MaterialSlot

APPLICANT = "applicant"
"""The role of the one who applies; all other roles are parties."""


def is_another_party(case: Case, actor: Actor) -> bool:
    """True for somebody who sees the case without being its applicant, nor of the staff."""
    return actor.kind == Role.APPLICANT and not actor.acts_for(case.applicant_id)


def person_in(case: Case, role: str) -> Applicant | None:
    """The applicant or the party in this role; None while nobody was named."""
    if role == APPLICANT:
        return case.applicant
    party = case.parties.select_related("applicant").filter(role=role).first()
    return party.applicant if party else None


def people_in(case: Case) -> dict[str, Applicant]:
    """Role → person, for everybody named so far."""
    named = {party.role: party.applicant for party in _PARTIES(case.pk)}
    return {APPLICANT: case.applicant, **named}


_PARTIES: Worded[CaseParty] = Worded(
    lambda case: CaseParty.objects.filter(case_id=case).select_related("applicant")
)


def parties_asked(case: Case, slots: Sequence[MaterialSlot]) -> list[tuple[Applicant, int]]:
    """The other people of the case whose material it is, and how many of these are theirs."""
    counts: dict[str, int] = {}
    for slot in {each.pk: each for each in slots}.values():
        counts[slot.party_role] = counts.get(slot.party_role, 0) + 1
    found = [(person_in(case, role), count) for role, count in counts.items()]
    return [
        (person, count)
        for person, count in found
        if person is not None and person.pk != case.applicant_id
    ]
