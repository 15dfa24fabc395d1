"""As whom a person looks at a case: its applicant, or another party of it."""

from __future__ import annotations

from portal.accounts.actor import Actor
from windows.cases.models import Case


def role_of(case: Case, actor: Actor) -> str:
    """ "applicant", or the role of the party that the actor is. `case_for` let nobody else in."""
    if actor.acts_for(case.applicant_id):
        return "applicant"
    for party in case.parties.all():
        if actor.acts_for(party.applicant_id):
            return party.role
    return ""


def party_labels(case: Case) -> dict[str, list[str]]:
    """Role → how it is called, in both languages; the applicant needs no name."""
    return {
        each["role"]: [each["label"], each.get("label_en", "")]
        for each in case.life_event_edition.parties
    }
