"""Reads of checks and records: the department's own, the region's for supervisors, one's own."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, F, Func, JSONField, OuterRef, Q, QuerySet
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from portal.accounts.roles import Role
from portal.worded import Worded
from services.region_codes import stem
from windows.approvals.models import Approval
from windows.approvals.policy import DECIDERS
from windows.approvals.states import ApprovalState
from windows.cases.models import Case, MaterialSlot
from windows.cases.states import OPEN, SlotState
from windows.paging import Page, place_of, read_place
from windows.promises.errors import CheckNotFound
from windows.promises.models import BadRecord, CommitmentCheck
from windows.promises.states import OPEN_STATES, CheckState

NOBODY = Q(pk__in=[])


def checks() -> QuerySet[CommitmentCheck]:
    """Checks with what every page shows."""
    return CommitmentCheck.objects.select_related(
        "approval__case__applicant",
        "approval__case__life_event_edition",
        "approval__matter_edition__matter",
        "approval__department__region",
        "commitment__applicant",
        "slot",
    )


def visible_checks(actor: Actor) -> Q:
    """Those of the officer's department; supervisors see all of their region."""
    if actor.kind in DECIDERS and actor.department_code:
        return Q(approval__department__code=actor.department_code)
    if actor.kind == Role.SUPERVISOR and actor.region_code:
        return Q(approval__case__region__code__startswith=stem(actor.region_code))
    return NOBODY


def open_checks(actor: Actor, *, after: str = "", limit: int = 20) -> Page[CommitmentCheck]:
    """What is still to be looked at, nearest day first: so what is overdue stands on top."""
    found = checks().filter(visible_checks(actor), state__in=OPEN_STATES).order_by("due_on", "pk")
    place = read_place(after)
    if place is not None:
        day, pk = place
        found = found.filter(Q(due_on__gt=day) | Q(due_on=day, pk__gt=pk))
    rows = list(found[: limit + 1])
    shown = tuple(rows[:limit])
    return Page(shown, place_of(shown[-1].due_on, shown[-1].pk) if len(rows) > limit else "")


def overdue_checks(actor: Actor) -> QuerySet[CommitmentCheck]:
    """Promises that nobody has checked although the last day is over."""
    late = Q(state=CheckState.DUE, due_on__lt=timezone.localdate())
    return checks().filter(visible_checks(actor), late).order_by("due_on", "pk")


def check_for(actor: Actor, check_id: int) -> CommitmentCheck:
    """One check in the actor's view. Raises CheckNotFound."""
    found = checks().filter(visible_checks(actor), pk=check_id).first()
    if found is None:
        raise CheckNotFound
    return found


def checks_of(case: Case, actor: Actor) -> list[CommitmentCheck]:
    """For the case page: all for the applicant and staff, to another party their own promises."""
    found = _CHECKS_OF(case.pk)
    if actor.applicant_ids and not actor.acts_for(case.applicant_id):
        return [each for each in found if actor.acts_for(each.commitment.applicant_id)]
    return found


_CHECKS_OF: Worded[CommitmentCheck] = Worded(
    lambda case: checks().filter(approval__case_id=case).order_by("due_on", "pk")
)


def promised_for(approval: Approval) -> list[MaterialSlot]:
    """Materials of this matter for which a promise stands in."""
    code = approval.matter_edition.matter.code
    promised = _PROMISED(approval.case_id)
    return [slot for slot in promised if any(user == code for user, _ in slot.requirement_keys)]


_PROMISED: Worded[MaterialSlot] = Worded(
    lambda case: (
        MaterialSlot.objects.filter(case_id=case, state=SlotState.COMMITTED)
        .select_related("commitment")
        .order_by("order", "pk")
    )
)


def unwatched_approvals() -> QuerySet[Approval]:
    """Granted on a promise that has no check: what a lost message left lying. Of open cases, so
    that looking costs the same however many are filed.
    """
    matter = Func(
        Func(OuterRef("matter_edition__matter__code"), function="jsonb_build_array"),
        function="jsonb_build_array",
        output_field=JSONField(),
    )
    watched = CommitmentCheck.objects.filter(
        commitment=OuterRef("commitment"), approval=OuterRef(OuterRef("pk"))
    )
    promised = MaterialSlot.objects.filter(
        ~Exists(watched),
        case=OuterRef("case"),
        state=SlotState.COMMITTED,
        requirement_keys__contains=matter,
    )
    return Approval.objects.filter(
        Exists(promised),
        state=ApprovalState.APPROVED,
        case__state__in=OPEN,
        case__is_rehearsal=False,
    )


def barred_until(applicant: Applicant) -> dt.date | None:
    """The last day of the person's open bad record; None where every promise is welcome."""
    return _BARRED.first(applicant.pk, timezone.localdate())


_BARRED: Worded[dt.date] = Worded(
    lambda applicant, day: (
        BadRecord.objects.filter(applicant_id=applicant, until__gte=day)
        .order_by("-until")
        .values_list("until", flat=True)[:1]
    ),
    values=2,
)


def undated_checks() -> QuerySet[CommitmentCheck]:
    return CommitmentCheck.objects.filter(is_day_certain=False, state=CheckState.DUE).order_by(
        F("due_on"), "pk"
    )
