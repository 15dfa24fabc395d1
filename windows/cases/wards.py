"""Children in a case, and who speaks for them (个人信息保护法 art. 31)."""

from __future__ import annotations

from dataclasses import dataclass

from datasharing.grounds.age import is_child
from datasharing.grounds.models import Guardianship
from datasharing.grounds.queries import guardianship_of
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from portal.accounts.roles import Role
from windows.cases.models import Case
from windows.cases.people import people_in
from windows.clock import today

GUARDIAN = "guardian"
"""The party that joins a case only to speak for a child in it."""


@dataclass(frozen=True, slots=True)
class Ward:
    """A child of the case; `spoken_for` by a guardian who is in the case, or by nobody yet."""

    role: str
    child: Applicant
    spoken_for: Guardianship | None


def guardian_for(case: Case, subject: Applicant, actor: Actor) -> Applicant | None:
    """Who speaks for this child in this case: at the window whoever of the case is its guardian,
    online only the guardian who is acting. None for whoever is old enough to speak themselves.
    """
    if not is_child(subject, on=today()):
        return None
    inside = _joined(case)
    if actor.kind != Role.CLERK:
        inside &= actor.applicant_ids
    found = guardianship_of(subject, inside)
    return found.guardian if found else None


def wards_in(case: Case) -> tuple[Ward, ...]:
    """Every child of the case."""
    children = [
        (role, person) for role, person in people_in(case).items() if is_child(person, on=today())
    ]
    if not children:
        return ()
    inside = _joined(case)
    return tuple(
        Ward(role, child, guardianship_of(child, inside - {child.pk})) for role, child in children
    )


def wards_spoken_for(case: Case, actor: Actor) -> tuple[Ward, ...]:
    """The children of the case for whom this person speaks."""
    return tuple(
        ward
        for ward in wards_in(case)
        if ward.spoken_for is not None and actor.acts_for(ward.spoken_for.guardian_id)
    )


def _joined(case: Case) -> set[int]:
    """The applicant, and every party who has confirmed."""
    joined = case.parties.filter(confirmed_at__isnull=False)
    return {case.applicant_id, *joined.values_list("applicant_id", flat=True)}
