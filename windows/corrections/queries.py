"""Reads of corrections."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.catalogue.text import Text
from services.region_codes import stem
from windows.approvals.models import Approval
from windows.cases.models import Case
from windows.corrections.models import (
    OPEN,
    Correction,
    CorrectionItem,
    MissingReport,
    Overreach,
)


@dataclass(frozen=True, slots=True)
class OverreachCount:
    """How often one department asked for what it may not ask; the last time it did."""

    department_code: str
    department: Text
    not_in_guide: int
    told_already: int
    too_late: int
    total: int
    last_at: dt.datetime


def open_correction(case: Case) -> Correction | None:
    """The notice that waits for the applicant's answer, with its items."""
    return Correction.objects.filter(OPEN, case=case).prefetch_related("items__slot").first()


def unanswered_of(approval: Approval) -> QuerySet[CorrectionItem]:
    """What the open notice asks for it, and the person has not answered."""
    is_open = {"correction__answered_at": None, "correction__closed_at": None}
    return CorrectionItem.objects.filter(approval=approval, **is_open).select_related("correction")


def untold_of(approval: Approval) -> QuerySet[MissingReport]:
    """What its department has noted and may still take back."""
    return MissingReport.objects.filter(approval=approval, correction=None).order_by("pk")


def reports_of(approval: Approval) -> QuerySet[MissingReport]:
    """All that was reported for it, told or not."""
    found = MissingReport.objects.filter(approval=approval)
    return found.select_related("correction").order_by("pk")


def asked_by(approval: Approval) -> QuerySet[CorrectionItem]:
    """What was told for it, with its notice, the first first."""
    items = CorrectionItem.objects.filter(approval=approval)
    return items.select_related("correction", "slot").order_by("correction__round", "pk")


def overreach_counts(actor: Actor, since: dt.date) -> list[OverreachCount]:
    """Refused requests of each department in the supervisor's region, the most first.

    Empty for everybody else. Rehearsals are nobody's work and count for nothing.
    """
    if actor.kind != Role.SUPERVISOR or not actor.region_code:
        return []
    rows = (
        Overreach.objects.filter(
            approval__case__region__code__startswith=stem(actor.region_code),
            approval__case__is_rehearsal=False,
            at__date__gte=since,
        )
        .values("department__code", "department__name", "department__name_en")
        .annotate(
            not_in_guide=Count("pk", filter=Q(kind=Overreach.Kind.NOT_IN_GUIDE)),
            told_already=Count("pk", filter=Q(kind=Overreach.Kind.TOLD_ALREADY)),
            too_late=Count("pk", filter=Q(kind=Overreach.Kind.TOO_LATE)),
            total=Count("pk"),
            last_at=Max("at"),
        )
        .order_by("-total", "department__code")
    )
    return [
        OverreachCount(
            department_code=row["department__code"],
            department=Text(row["department__name"], row["department__name_en"]),
            not_in_guide=row["not_in_guide"],
            told_already=row["told_already"],
            too_late=row["too_late"],
            total=row["total"],
            last_at=row["last_at"],
        )
        for row in rows
    ]
