"""What an officer may do with an approval beside deciding it. Reads only."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from portal.accounts.actor import Actor
from portal.accounts.models import SignLevel, Staff
from portal.accounts.roles import Role
from services.models import Department
from windows.approvals.models import Approval
from windows.approvals.states import AT_DEPARTMENT
from windows.assignments.impartial import is_held_by_another
from windows.assignments.models import Assignment, SignOff
from windows.assignments.places import departments_for
from windows.assignments.signing import levels_of, signatures
from windows.cases.models import Case


@dataclass(frozen=True, slots=True)
class Signing:
    """Where a decision stands on its way up."""

    levels: int
    given: tuple[SignOff, ...]
    """Of this round, lowest first."""
    sent_back: SignOff | None
    """The last time it came back, while nobody has signed again."""

    @property
    def next_level(self) -> SignLevel | None:
        place = len(self.given) + 1
        return SignLevel(place) if place <= self.levels else None

    def waits_for(self, actor: Actor) -> bool:
        """True when this officer may sign now."""
        level = self.next_level
        signed = {one.signed_by_id for one in self.given}
        return level is not None and actor.level >= level and actor.user_id not in signed


def signing_of(approval: Approval) -> Signing:
    given = tuple(signatures(approval))
    last = SignOff.objects.filter(approval=approval).order_by("-pk").first()
    is_back = last is not None and last.sent_back and not last.is_void
    sent_back = last if is_back else None
    return Signing(levels_of(approval), given, sent_back)


def history_of(approval: Approval) -> QuerySet[Assignment]:
    """Where it has been, the newest first."""
    rows = Assignment.objects.filter(approval=approval).select_related("department")
    return rows.order_by("-since", "-pk")


def colleagues(approval: Approval) -> QuerySet[Staff]:
    """Who could be given it, by name."""
    return (
        Staff.objects.filter(
            role=Role.OFFICER,
            department_code=approval.department.code,
            is_active=True,
            user__is_active=True,
        )
        .select_related("user")
        .order_by("user__display_name", "pk")
    )


def other_departments(approval: Approval) -> QuerySet[Department]:
    """Those with somebody to do the work, of the same city."""
    return departments_for(approval.case).exclude(pk=approval.department_id).order_by("name")


def can_hand_over(approval: Approval, actor: Actor) -> bool:
    """To a colleague: whoever has it, and those who sign above."""
    if approval.state not in AT_DEPARTMENT or actor.kind != Role.OFFICER:
        return False
    return actor.level >= SignLevel.REVIEWER or not is_held_by_another(approval, actor)


def can_reroute(approval: Approval, actor: Actor) -> bool:
    """To another department: reviewers, heads, and supervisors of the region."""
    is_open = approval.state in AT_DEPARTMENT
    return is_open and (actor.kind == Role.SUPERVISOR or actor.level >= SignLevel.REVIEWER)


def movable_in(case: Case, actor: Actor) -> list[tuple[Approval, list[Department]]]:
    """Each open approval of a case with the departments that it could go to."""
    found = Approval.objects.filter(case=case).select_related("matter_edition", "department")
    movable = [one for one in found.order_by("stage", "pk") if can_reroute(one, actor)]
    if not movable:
        return []
    places = list(departments_for(case).order_by("name"))
    return [(one, [each for each in places if each != one.department]) for one in movable]
