"""In one case under way: a clock that stands, days that were extended, days that were asked for."""

from __future__ import annotations

from django.db import transaction

from portal.accounts.actor import Actor, actor_of
from portal.accounts.models import SignLevel, Staff
from portal.accounts.roles import Role
from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.approvals.states import IN_INBOX
from windows.cases.models import Case
from windows.deadlines.actions import answer_extension, ask_extension, stop_clock
from windows.deadlines.grounds import StopGround
from windows.deadlines.longest import is_joint
from windows.deadlines.models import ExtensionKind
from windows.demo.accounts import officer_of

STOPPED, EXTENDED, ASKED = 1, 2, 3
"""Which of the departments that are at work side by side, the first one being left alone."""
WHY_STOPPED = Text(
    "要请专家看现场，看完接着办。", "Experts have to see the site; it goes on afterwards."
)
WHY_EXTENDED = Text("涉及几家单位，需要一起核对。", "Several bodies have to check it together.")


def show_the_clock(case: Case) -> None:
    """Nothing where fewer departments are at work at once."""
    parts = list(
        Approval.objects.filter(case=case, state__in=IN_INBOX)
        .select_related("department")
        .order_by("stage", "pk")
    )
    if len(parts) <= ASKED:
        return
    with transaction.atomic(durable=True):
        stop_clock(
            parts[STOPPED],
            ground=StopGround.EXPERT_REVIEW,
            reason=WHY_STOPPED.zh,
            reason_en=WHY_STOPPED.en,
            expected_days=5,
            actor=_officer(parts[STOPPED]),
        )
    _ask(parts[EXTENDED])
    _ask(parts[ASKED])
    head = _head_for(parts[EXTENDED])
    if head is not None:
        with transaction.atomic(durable=True):
            answer_extension(parts[EXTENDED], is_granted=True, actor=head)


def _ask(part: Approval) -> None:
    """Jointly, where several departments handle their licences together."""
    kind = ExtensionKind.JOINT if is_joint(part) else ExtensionKind.SINGLE
    with transaction.atomic(durable=True):
        ask_extension(
            part,
            kind=kind,
            days=3,
            reason=WHY_EXTENDED.zh,
            reason_en=WHY_EXTENDED.en,
            actor=_officer(part),
        )


def _officer(part: Approval) -> Actor:
    return actor_of(officer_of(part.department.code))


def _head_for(part: Approval) -> Actor | None:
    """The invented supervisor, where they are appointed as head; for one department alone its own
    head, if anybody was invented.
    """
    heads = Staff.objects.select_related("user").filter(level__gte=SignLevel.HEAD)
    if is_joint(part):
        heads = heads.filter(role=Role.SUPERVISOR)
    else:
        heads = heads.filter(role=Role.OFFICER, department_code=part.department.code)
    found = heads.filter(user__is_demo=True).order_by("pk").first()
    return actor_of(found.user) if found else None
