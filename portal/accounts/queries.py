"""Reading people and accounts."""

from __future__ import annotations

from django.db.models import F, QuerySet

from portal.accounts.actor import Actor
from portal.accounts.models import Applicant, ApplicantKind, User


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
