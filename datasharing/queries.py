"""Reading what is known about resources, consents, exchanges and the record of reads."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet, Subquery
from django.utils import timezone

from datasharing import policy
from datasharing.endpoints import endpoint_of
from datasharing.models import Consent, DataResource, Exchange, LedgerEntry
from datasharing.states import Sharing
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from services.catalogue.text import Text

PAGE = 20
RECENT = timedelta(days=62)


def connected_resources() -> frozenset[str]:
    """Codes of the resources that can be asked: shared, with a connector, and with an address.

    The planner offers "we fetch it" only for these.
    """
    offered = DataResource.objects.exclude(connector="").exclude(sharing=Sharing.NONE)
    rows = offered.values_list("code", "connector")
    return frozenset(code for code, connector in rows if endpoint_of(code, connector))


def resource_names() -> dict[str, Text]:
    """How to say a resource: code → name."""
    rows = DataResource.objects.values_list("code", "name", "name_en")
    return {code: Text(name, name_en) for code, name, name_en in rows}


def resource_providers(codes: Collection[str]) -> dict[str, Text]:
    """Whose the resource is: code → authority."""
    rows = DataResource.objects.filter(code__in=codes)
    return {
        code: Text(name, name_en)
        for code, name, name_en in rows.values_list("code", "provider_name", "provider_name_en")
    }


def live_consent(case_number: str, subject: Applicant, resource: str) -> Consent | None:
    """The newest consent of this person that covers the resource for this case now."""
    return (
        Consent.objects.filter(
            subject=subject,
            case_number=case_number,
            resources__contains=[resource],
            revoked_at=None,
            expires_at__gt=timezone.now(),
        )
        .order_by("-given_at", "-pk")
        .first()
    )


def live_consents(case_number: str, subject: Applicant) -> QuerySet[Consent]:
    """All that this person agreed to for this case and has not taken back, oldest first."""
    return Consent.objects.filter(
        subject=subject, case_number=case_number, revoked_at=None, expires_at__gt=timezone.now()
    ).order_by("given_at", "pk")


def consents_of(subject: Applicant, *, actor: Actor) -> QuerySet[Consent]:
    """A person's own consents that still let somebody read."""
    policy.check_may_see_ledger(subject, actor=actor)
    return Consent.objects.filter(
        subject=subject, revoked_at=None, expires_at__gt=timezone.now()
    ).order_by("-given_at", "-pk")


def consent_for(pk: int, *, actor: Actor) -> Consent | None:
    """One consent, of somebody for whom the actor acts, or that they gave for a child."""
    mine = Q(subject__in=actor.applicant_ids) | Q(guardian__in=actor.applicant_ids)
    return Consent.objects.filter(mine, pk=pk).first()


def exchanges_of(case_number: str) -> QuerySet[Exchange]:
    """Every question of one case. The caller has checked that the case may be seen."""
    return (
        Exchange.objects.filter(case_number=case_number)
        .select_related("resource", "subject")
        .order_by("asked_at", "pk")
    )


@dataclass(frozen=True, slots=True)
class LedgerPage:
    lines: tuple[LedgerEntry, ...]
    older: int | None
    """Give it as `before` for the next page; None on the last."""


def ledger_of(
    subject: Applicant, *, actor: Actor, before: int | None = None, limit: int = PAGE
) -> LedgerPage:
    """Who read what about this person, newest first (个人信息保护法 art. 44, 45).

    Keyset pages over the chain's own sequence: the cost of a page does not grow with the record.
    """
    policy.check_may_see_ledger(subject, actor=actor)
    lines = LedgerEntry.objects.filter(subject=subject).select_related("resource")
    if before is not None:
        lines = lines.filter(sequence__lt=before)
    newest = lines.order_by("-sequence")
    # Most pages are about the last months; only what they do not hold is looked for in all.
    recent = newest.filter(at__gt=timezone.now() - RECENT)
    found = tuple(recent[: limit + 1])
    if len(found) <= limit and (found[-1].sequence if found else 2) > 1:
        found = tuple(newest[: limit + 1])
    shown = found[:limit]
    return LedgerPage(shown, shown[-1].sequence if len(found) > limit else None)


def ledger_of_case(case_number: str) -> QuerySet[LedgerEntry]:
    """Every read for one case, oldest first. The caller has checked that the case may be seen.

    Looked for from the month in which the case first asked: none of its lines is older.
    """
    asked = Exchange.objects.filter(case_number=case_number).order_by("asked_at")
    return (
        LedgerEntry.objects.filter(
            case_number=case_number, at__gte=Subquery(asked.values("asked_at")[:1])
        )
        .select_related("resource", "subject")
        .order_by("pk")
    )
