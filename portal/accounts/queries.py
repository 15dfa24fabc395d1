"""Reading people and accounts."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet

from portal.accounts import identity
from portal.accounts.actor import Actor
from portal.accounts.errors import (
    AccountUnknown,
    ApplicantUnknown,
    PeopleLookupNotAllowed,
    RepresentationUnknown,
)
from portal.accounts.models import Applicant, ApplicantKind, Representation, User
from portal.accounts.roles import Role

SHORTEST_NAME = 2
"""A single character would list half the city."""


def acting_for(actor: Actor, *, audience: str) -> list[Applicant]:
    """In whose names this actor may apply, the likeliest first.

    What is meant for people is applied for in the person's own name. What is meant for
    organisations is applied for by one of theirs, or by the person: whoever opens a business has
    no organisation yet.
    """
    mine = Applicant.objects.filter(pk__in=actor.applicant_ids, verified_at__isnull=False)
    if audience == ApplicantKind.PERSON:
        return list(mine.filter(kind=ApplicantKind.PERSON).order_by("pk"))
    return list(mine.order_by("kind", "name", "pk"))


def person_of_account(user_id: int | None) -> Applicant | None:
    """The person whose account this is; None for staff, firms and nobody."""
    if user_id is None:
        return None
    return Applicant.objects.filter(user_id=user_id, kind=ApplicantKind.PERSON).first()


def demo_accounts() -> QuerySet[User]:
    """The made-up people of the demo, staff after citizens."""
    return (
        User.objects.filter(is_demo=True, is_active=True)
        .select_related("staff", "applicant")
        .order_by(F("staff__role").asc(nulls_first=True), "pk")
    )


def find_applicants(words: str, *, actor: Actor, limit: int = 10) -> list[Applicant]:
    """Whom a clerk has in front of them: by whole id number, phone, or beginning of the name.

    Only clerks look people up (PeopleLookupNotAllowed); a search by half an id number finds nobody,
    so that nobody can go fishing.
    """
    _check_may_look_up(actor)
    words = words.strip().upper()
    found = Applicant.objects.filter(Q(id_number=words) | Q(phone=words))
    if not found and len(words) >= SHORTEST_NAME:
        found = Applicant.objects.filter(name__startswith=words)
    return list(found.order_by("name", "pk")[:limit])


def applicant_for_clerk(actor: Actor, applicant_id: int) -> Applicant:
    """One person by row, for the desk. Raises PeopleLookupNotAllowed, ApplicantUnknown."""
    _check_may_look_up(actor)
    found = Applicant.objects.filter(pk=applicant_id).first()
    if found is None:
        raise ApplicantUnknown
    return found


def account_for_clerk(actor: Actor, words: str) -> User:
    """The account with exactly this user name or phone, as one logs in with it.

    Accounts of those who work here are nobody's to be given. Raises PeopleLookupNotAllowed,
    AccountUnknown.
    """
    _check_may_look_up(actor)
    words = words.strip()
    is_it = Q(username=words) | Q(phone=words)
    found = list(User.objects.filter(is_it).select_related("staff")[:2]) if words else []
    if len(found) != 1 or not found[0].is_active or _works_here(found[0]):
        raise AccountUnknown(field="account")
    return found[0]


def person_with_number(actor: Actor, id_number: str) -> Applicant:
    """A registered person by whole id number. Raises PeopleLookupNotAllowed, ApplicantUnknown."""
    _check_may_look_up(actor)
    number = identity.normalised(id_number)
    found = list(Applicant.objects.filter(kind=ApplicantKind.PERSON, id_number=number)[:2])
    if len(found) != 1:  # a passport may have the number of another country's passport
        raise ApplicantUnknown(field="id_number")
    return found[0]


def representatives(organisation: Applicant) -> list[Representation]:
    """Who acts for the organisation today, the longest first."""
    live = organisation.represented_by.filter(ended_at=None)
    return list(live.select_related("person").order_by("started_at", "pk"))


def representation_for_clerk(
    actor: Actor, organisation: Applicant, representation_id: int
) -> Representation:
    """One of this organisation's, also an ended one. Raises RepresentationUnknown."""
    _check_may_look_up(actor)
    of_theirs = organisation.represented_by.select_related("person")
    found = of_theirs.filter(pk=representation_id).first()
    if found is None:
        raise RepresentationUnknown
    return found


def _check_may_look_up(actor: Actor) -> None:
    if actor.kind not in (Role.CLERK, Role.ADMIN):
        raise PeopleLookupNotAllowed


def _works_here(user: User) -> bool:
    return user.is_superuser or user.is_staff or hasattr(user, "staff")
