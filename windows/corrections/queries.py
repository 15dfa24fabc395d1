"""Reads of corrections."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max, Q

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.catalogue.text import Text
from services.region_codes import stem
from windows.cases.models import Case
from windows.corrections.models import OPEN, Correction, Overreach


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
            **{kind.value: Count("pk", filter=Q(kind=kind.value)) for kind in Overreach.Kind},
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
