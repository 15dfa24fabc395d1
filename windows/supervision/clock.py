"""What a supervisor sees of the clock: days near and past, silence, and what was asked too much."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.models import Department, LifeEvent
from services.region_codes import stem
from windows.approvals.models import Approval
from windows.approvals.policy import visible_approvals
from windows.approvals.queries import approvals
from windows.approvals.states import IN_INBOX
from windows.cases.models import Case
from windows.cases.policy import cases_of_office
from windows.cases.queries import cases
from windows.corrections.models import Overreach
from windows.paging import Page, place_of, read_place
from windows.supervision.cards import TURNING, Card, Lines

HEAVY = ("plan", "form", "answers")
"""Columns of a case that no list shows."""


@dataclass(frozen=True, slots=True)
class Cards:
    """One department: how many of its open approvals have which card."""

    department: Department
    warning: int
    yellow: int
    red: int
    turning: int
    """Of the yellow ones: red within two working days if nobody does anything."""

    @property
    def all(self) -> int:
        return self.warning + self.yellow + self.red


def near_or_late(
    actor: Actor,
    lines: Lines,
    *,
    card: str = "",
    department: str = "",
    life_event: str = "",
    after: str = "",
    limit: int = 20,
) -> Page[Approval]:
    """Open approvals of the region with a card, the longest overdue first."""
    found = _watched(actor, lines).defer(*(f"case__{name}" for name in HEAVY))
    if card == TURNING:
        found = found.filter(lines.turning)
    elif card in Card.values:
        found = found.filter(lines.condition(Card(card)))
    if department:
        found = found.filter(department__code=department)
    if life_event:
        found = found.filter(case__life_event_edition__life_event__code=life_event)
    place = read_place(after)
    if place is not None:
        day, pk = place
        found = found.filter(Q(due_on__gt=day) | Q(due_on=day, pk__gt=pk))
    rows = list(found.order_by("due_on", "pk")[: limit + 1])
    shown = tuple(rows[:limit])
    last = shown[-1] if len(rows) > limit else None
    return Page(shown, place_of(last.due_on, last.pk) if last and last.due_on else "")


def cards_by_department(actor: Actor, lines: Lines) -> list[Cards]:
    """Departments with at least one card, the most serious first."""
    counted = (
        _watched(actor, lines)
        .order_by()
        .values("department")
        .annotate(
            warning=Count("pk", filter=lines.condition(Card.WARNING)),
            yellow=Count("pk", filter=lines.condition(Card.YELLOW)),
            red=Count("pk", filter=lines.condition(Card.RED)),
            turning=Count("pk", filter=lines.turning),
        )
    )
    rows = list(counted)
    named = Department.objects.in_bulk([row["department"] for row in rows])
    found = [
        Cards(named[row["department"]], row["warning"], row["yellow"], row["red"], row["turning"])
        for row in rows
    ]
    return sorted(found, key=lambda one: (-one.red, -one.yellow, -one.warning, one.department.code))


def _watched(actor: Actor, lines: Lines) -> QuerySet[Approval]:
    return approvals().filter(
        _seen(actor),
        state__in=IN_INBOX,
        due_on__lte=lines.warned_until,
        case__is_rehearsal=False,
    )


def _seen(actor: Actor) -> Q:
    """Nothing for whoever is no supervisor."""
    return visible_approvals(actor) if actor.kind == Role.SUPERVISOR else Q(pk__in=[])


def accepted_by_silence(
    actor: Actor, *, life_event: str = "", after: str = "", limit: int = 20
) -> Page[Case]:
    """默认受理: what the window answered too late or not at all, the newest first.

    行政许可法 art. 32: then it counts as accepted from the day of receipt.
    """
    found = _silent(actor).defer(*HEAVY).order_by("-pk")
    if life_event:
        found = found.filter(life_event_edition__life_event__code=life_event)
    if after.isdecimal():
        found = found.filter(pk__lt=int(after))
    rows = list(found[: limit + 1])
    shown = tuple(rows[:limit])
    return Page(shown, str(shown[-1].pk) if len(rows) > limit else "")


def silence_by_place(actor: Actor, *, days: int) -> list[tuple[str, str, int]]:
    """(centre or region, its English name, how many) of the last `days`, the most first."""
    since = timezone.now() - dt.timedelta(days=days)
    counted = (
        _silent(actor)
        .filter(submitted_at__gte=since)
        .order_by()
        .values("centre__name", "centre__name_en", "region__name", "region__name_en")
        .annotate(times=Count("pk"))
    )
    rows = [
        (
            row["centre__name"] or row["region__name"],
            (row["centre__name_en"] if row["centre__name"] else row["region__name_en"]) or "",
            row["times"],
        )
        for row in counted
    ]
    return sorted(rows, key=lambda row: (-row[2], row[0]))


def _silent(actor: Actor) -> QuerySet[Case]:
    if actor.kind != Role.SUPERVISOR:
        return cases().none()
    return cases().filter(cases_of_office(actor), is_accepted_by_silence=True, is_rehearsal=False)


def overreached(
    actor: Actor, *, department: str = "", kind: str = "", after: str = "", limit: int = 20
) -> Page[Overreach]:
    """What departments of the region asked for and may not, the newest first."""
    found = (
        _overreach(actor)
        .select_related("department", "approval__case", "approval__matter_edition")
        .defer(*(f"approval__case__{name}" for name in HEAVY))
        .order_by("-pk")
    )
    if department:
        found = found.filter(department__code=department)
    if kind in Overreach.Kind.values:
        found = found.filter(kind=kind)
    if after.isdecimal():
        found = found.filter(pk__lt=int(after))
    rows = list(found[: limit + 1])
    shown = tuple(rows[:limit])
    return Page(shown, str(shown[-1].pk) if len(rows) > limit else "")


def _overreach(actor: Actor) -> QuerySet[Overreach]:
    seen = Approval.objects.filter(_seen(actor), case__is_rehearsal=False)
    return Overreach.objects.filter(approval__in=seen)


def departments_watched(actor: Actor) -> QuerySet[Department]:
    """Those of the region that decide anything, for a filter."""
    if not actor.region_code:
        return Department.objects.none()
    inside = Department.objects.filter(region__code__startswith=stem(actor.region_code))
    return inside.filter(editions__isnull=False).distinct().order_by("code")


def things_watched() -> QuerySet[LifeEvent]:
    return LifeEvent.objects.filter(editions__state="published").distinct().order_by("code")
