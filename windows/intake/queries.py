"""What waits at the desk."""

from __future__ import annotations

from django.db.models import DateField, F, Q, Value
from django.db.models.functions import Coalesce

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from windows.cases.models import NO_DAY, Case
from windows.cases.policy import NOBODY, cases_of_office
from windows.cases.queries import cases
from windows.cases.states import CaseState
from windows.paging import Page, place_of, read_place

LAST = NO_DAY


def desk_queue(actor: Actor, *, after: str = "", limit: int = 20) -> Page[Case]:
    """Submitted cases of the clerk's region and centre, the nearest intake deadline first."""
    by_due = Coalesce(F("intake_due_on"), Value(LAST), output_field=DateField())
    found = (
        cases()
        .filter(_office(actor), state=CaseState.SUBMITTED, is_rehearsal=False)
        .annotate(due=by_due)
        .defer("plan", "form", "answers")
        .order_by("due", "pk")
    )
    place = read_place(after)
    if place is not None:
        day, pk = place
        found = found.filter(Q(due__gt=day) | Q(due=day, pk__gt=pk))
    rows = list(found[: limit + 1])
    shown = tuple(rows[:limit])
    return Page(shown, place_of(shown[-1].due, shown[-1].pk) if len(rows) > limit else "")


def drafts_at_desk(actor: Actor, *, after: str = "", limit: int = 20) -> Page[Case]:
    """Drafts begun at this clerk's centre and not handed in yet, newest first."""
    if not actor.centre_code:
        return Page(())
    at_my_centre = Q(centre__code=actor.centre_code)
    found = (
        cases()
        .filter(_office(actor), at_my_centre, state=CaseState.DRAFT, is_rehearsal=False)
        .order_by("-pk")
    )
    if after.isdecimal():
        found = found.filter(pk__lt=int(after))
    rows = list(found[: limit + 1])
    shown = tuple(rows[:limit])
    return Page(shown, str(shown[-1].pk) if len(rows) > limit else "")


def _office(actor: Actor) -> Q:
    return cases_of_office(actor) if actor.kind in (Role.CLERK, Role.SUPERVISOR) else NOBODY
