"""As whom a person looks at a case: its applicant, or another party of it."""

from __future__ import annotations

from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from windows.cases.models import Case
from windows.cases.people import APPLICANT, person_in
from windows.cases.wards import GUARDIAN, guardian_for
from windows.errors import CaseNotFound


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
    return {GUARDIAN: ["监护人", "Guardian"]} | {
        each["role"]: [each["label"], each.get("label_en", "")]
        for each in case.life_event_edition.parties
    }


def speaks_for(case: Case, actor: Actor, *, wanted: str) -> str:
    """The role whose word the actor gives: their own, or that of a child they are guardian of.

    Raises CaseNotFound for a role that is not theirs to speak for.
    """
    own = role_of(case, actor)
    if wanted in ("", own):
        return own
    if person_spoken_for(case, actor, role=wanted) is None:
        raise CaseNotFound
    return wanted


def person_spoken_for(case: Case, actor: Actor, *, role: str) -> Applicant | None:
    """The child in this role, where the actor is its guardian."""
    person = person_in(case, role or APPLICANT)
    if person is None or actor.acts_for(person.pk):
        return None
    return person if guardian_for(case, person, actor) else None
