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
from datasharing.keepers import answered_by, seen_by
from datasharing.models import Consent
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant

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


def notices_of(case_number: str, subject: Applicant) -> QuerySet[DutyNotice]:
    """All that this person was told of for this case, oldest first."""
    return DutyNotice.objects.filter(subject=subject, case_number=case_number).order_by(
        "given_at", "pk"
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
    """Supervisors see those of their region, officers those of their department's registers."""
    found = Mismatch.objects.select_related("exchange__resource").order_by("due_on", "pk")
    return found.filter(seen_by(actor)) if actor.kind in ANSWERERS else found.none()


def mismatches_to_answer(actor: Actor) -> QuerySet[Mismatch]:
    """Those of the actor's own registers; to supervisors, of registers that nobody here owns."""
    return mismatches(actor).filter(answered_by(actor))


def open_mismatches(actor: Actor) -> QuerySet[Mismatch]:
    return mismatches(actor).filter(state=MismatchState.OPEN)


def mismatch_for(actor: Actor, pk: int) -> Mismatch | None:
    return mismatches(actor).filter(pk=pk).first()
