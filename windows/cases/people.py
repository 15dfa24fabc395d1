"""Whose material a slot holds."""

from __future__ import annotations

from portal.accounts.models import Applicant
from portal.worded import Worded
from windows.cases.models import Case, CaseParty

APPLICANT = "applicant"
"""The role of the one who applies; all other roles are parties."""


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
