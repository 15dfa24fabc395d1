"""Reading grounds: rules, duties, notices, guardians, and answers that named somebody else."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils import timezone

from datasharing.grounds.models import (
    DutyGround,
    DutyNotice,
    FieldRule,
    Guardianship,
    Mismatch,
)
from datasharing.grounds.states import ANSWERERS, MismatchState
from datasharing.models import Consent
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from portal.accounts.roles import Role
from services.departments import department_name
from services.region_codes import stem

PAGE = 50


def field_rules(resources: Collection[str]) -> dict[tuple[str, str], FieldRule]:
    """(resource, material) → the least that is asked."""
    found = FieldRule.objects.filter(resource__code__in=resources).select_related("resource")
    return {(rule.resource.code, rule.material): rule for rule in found}


def duties_for(resources: Collection[str]) -> tuple[DutyGround, ...]:
    """Every article in force that may make a read of these a duty."""
    return tuple(
        DutyGround.objects.filter(resource__code__in=resources, is_in_force=True).select_related(
            "resource"
        )
    )


def notice_of(case_number: str, subject: Applicant, resource: str) -> DutyNotice | None:
    """The notice by which this person was told of this read for this case."""
    return (
        DutyNotice.objects.filter(
            subject=subject, case_number=case_number, resources__contains=[resource]
        )
        .order_by("-given_at", "-pk")
        .first()
    )


def notices_to(subject: Applicant, *, limit: int = 10) -> QuerySet[DutyNotice]:
    """What this person was last told, newest first."""
    return DutyNotice.objects.filter(subject=subject).order_by("-given_at", "-pk")[:limit]


def guardianship_of(ward: Applicant, guardian_ids: Collection[int]) -> Guardianship | None:
    """The live guardianship by which one of these people speaks for the child."""
    return (
        Guardianship.objects.filter(ward=ward, guardian__in=guardian_ids, ended_at=None)
        .select_related("guardian", "ward")
        .order_by("pk")
        .first()
    )


def wards_of(actor: Actor) -> QuerySet[Guardianship]:
    """The children for whom this person speaks."""
    return (
        Guardianship.objects.filter(guardian__in=actor.applicant_ids, ended_at=None)
        .select_related("ward", "guardian")
        .order_by("ward__name", "pk")
    )


def standing_for_wards(actor: Actor) -> QuerySet[Consent]:
    """What this person has agreed to for children and still lets somebody read."""
    return (
        Consent.objects.filter(
            guardian__in=actor.applicant_ids, revoked_at=None, expires_at__gt=timezone.now()
        )
        .select_related("subject")
        .order_by("-given_at", "-pk")
    )


def mismatches(actor: Actor) -> QuerySet[Mismatch]:
    """A supervisor sees those of the region, an officer those of their own department's registers.

    A case number begins with its division; empty codes match nothing.
    """
    found = Mismatch.objects.select_related("exchange__resource").order_by("due_on", "pk")
    if actor.kind not in ANSWERERS or not actor.region_code:
        return found.none()
    found = found.filter(exchange__case_number__startswith=stem(actor.region_code))
    if actor.kind == Role.SUPERVISOR:
        return found
    own = department_name(actor.department_code)
    return found.filter(exchange__resource__provider_name=own) if own else found.none()


def open_mismatches(actor: Actor) -> QuerySet[Mismatch]:
    return mismatches(actor).filter(state=MismatchState.OPEN)


def mismatch_for(actor: Actor, pk: int) -> Mismatch | None:
    return mismatches(actor).filter(pk=pk).first()
