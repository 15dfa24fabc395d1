"""Reads for officers: their own department, the material of their matter, and no more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db.models import DateField, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from portal.accounts.actor import Actor
from portal.worded import Worded
from services.catalogue.text import Text
from windows.approvals.models import UNDATED, Approval
from windows.approvals.policy import DECIDERS, reached, visible_approvals
from windows.approvals.states import IN_INBOX, ApprovalState
from windows.cases.models import MaterialSlot
from windows.cases.plans import plan_of
from windows.cases.queries import slots
from windows.errors import ApprovalNotFound
from windows.paging import Page, place_of, read_place
from windows.planning.plan import PlannedField


def approvals() -> QuerySet[Approval]:
    """Approvals with what every page shows."""
    return Approval.objects.select_related(
        "case__applicant",
        "case__life_event_edition__life_event",
        "case__region",
        "matter_edition__matter",
        "department",
        "officer",
    )


def inbox(
    actor: Actor,
    *,
    where: Q | None = None,
    after: str = "",
    limit: int = 20,
    is_stopped: bool = False,
    is_rehearsal: bool = False,
) -> Page[Approval]:
    """Open approvals of the officer's department, nearest deadline first, undated last.

    Those whose clock stands are no work for today: they are listed where `is_stopped` asks for
    them. Rehearsals are nobody's work: only the simulated officers ask for those, and get only
    those. `where` narrows it further (`windows.worklist`).
    """
    found = (
        approvals()
        .filter(in_inbox(actor, is_stopped=is_stopped, is_rehearsal=is_rehearsal))
        .annotate(due=BY_DUE)
        .defer("case__plan", "case__form", "case__answers")  # large, and no list shows them
        .order_by("due", "pk")
    )
    if where is not None:
        found = found.filter(where)
    place = read_place(after)
    if place is not None:
        found = found.filter(behind(*place))
    rows = list(found[: limit + 1])
    shown = tuple(rows[:limit])
    return Page(shown, place_of(shown[-1].due, shown[-1].pk) if len(rows) > limit else "")


BY_DUE = Coalesce(F("due_on"), Value(UNDATED), output_field=DateField())


def in_inbox(actor: Actor, *, is_stopped: bool = False, is_rehearsal: bool = False) -> Q:
    """What is at the actor's department now."""
    states = [ApprovalState.STOPPED] if is_stopped else IN_INBOX
    return visible_approvals(actor) & Q(state__in=states, case__is_rehearsal=is_rehearsal)


def behind(day: dt.date, pk: int) -> Q:
    """What comes later in a list that is annotated with `due=BY_DUE`."""
    return Q(due__gt=day) | Q(due=day, pk__gt=pk)


def approval_for(actor: Actor, approval_id: int) -> Approval:
    """One approval of the officer's department (or region, for supervisors); ApprovalNotFound."""
    if actor.kind in DECIDERS and actor.department_code:
        approval = _MINE.first(actor.department_code, approval_id)
    else:
        approval = approvals().filter(visible_approvals(actor), pk=approval_id).first()
    if approval is None:
        raise ApprovalNotFound
    return approval


_MINE: Worded[Approval] = Worded(
    lambda department, pk: (
        approvals().filter(reached(), department__code=department, pk=pk).order_by()
    ),
    values=2,
)


def slots_for(approval: Approval) -> QuerySet[MaterialSlot]:
    """The materials that this matter requires, and no others."""
    matter = approval.matter_edition.matter.code
    needed = [
        slot.pk
        for slot in slots(approval.case)
        if any(user == matter for user, _ in slot.requirement_keys)
    ]
    return slots(approval.case).filter(pk__in=needed)


def form_for(approval: Approval) -> Mapping[str, tuple[Text, Text]]:
    """The form elements that this matter asks: element → (label, value), both to be said in the
    reader's language.
    """
    matter = approval.matter_edition.matter.code
    return {
        field.element: (field.label, _read_out(field, approval.case.form.get(field.element, "")))
        for field in plan_of(approval.case).fields
        if matter in field.asked_by
    }


def _read_out(field: PlannedField, value: object) -> Text:
    """A choice by its label in both languages, all else as it was typed."""
    return dict(field.choices).get(str(value), Text(str(value)))
