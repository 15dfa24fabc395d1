"""Reading people and accounts."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet

from portal.accounts.actor import Actor
from portal.accounts.errors import ApplicantUnknown, PeopleLookupNotAllowed
from portal.accounts.models import Applicant, ApplicantKind, User
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
    if actor.kind not in (Role.CLERK, Role.ADMIN):
        raise PeopleLookupNotAllowed
    words = words.strip().upper()
    found = Applicant.objects.filter(Q(id_number=words) | Q(phone=words))
    if not found and len(words) >= SHORTEST_NAME:
        found = Applicant.objects.filter(name__startswith=words)
    return list(found.order_by("name", "pk")[:limit])


def applicant_for_clerk(actor: Actor, applicant_id: int) -> Applicant:
    """One person by row, for the desk. Raises PeopleLookupNotAllowed, ApplicantUnknown."""
    if actor.kind not in (Role.CLERK, Role.ADMIN):
        raise PeopleLookupNotAllowed
    found = Applicant.objects.filter(pk=applicant_id).first()
    if found is None:
        raise ApplicantUnknown
    return found
