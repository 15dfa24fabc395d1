"""签批: a decision goes up through the levels of its department; only the last one decides."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.accounts.models import SignLevel
from portal.accounts.roles import Role
from portal.errors import MoveRefused
from portal.journal.actions import record
from portal.worded import Worded
from windows.approvals.actions import check_may_decide, check_not_renewed, decide, locked
from windows.approvals.models import Approval
from windows.approvals.states import IN_INBOX
from windows.approvals.telling import told
from windows.assignments.errors import (
    LevelTooLow,
    NothingToSendBack,
    ProposalDiffers,
    SignedAlready,
    WhyMissing,
)
from windows.assignments.models import SignOff, SignOffRule
from windows.deferred.policy import check_all_is_here
from windows.errors import ReasonMissing
from windows.in_both import in_both
from windows.reasons.choosing import choose


def levels_of(approval: Approval) -> int:
    """The rule of the matter, else of the department, else one signature."""
    levels = _LEVELS.first(approval.matter_edition.matter_id, approval.department_id)
    return levels or SignLevel.EXAMINER


_LEVELS: Worded[int] = Worded(
    lambda matter, department: (
        SignOffRule.objects.filter(Q(matter_id=matter) | Q(matter=None), department_id=department)
        .order_by(F("matter").asc(nulls_last=True))
        .values_list("levels", flat=True)[:1]
    ),
    values=2,
)


def signatures(approval: Approval) -> list[SignOff]:
    """Of the round that is open, lowest level first; empty after it was sent back, went to another
    department or was put right.
    """
    last = SignOff.objects.filter(approval=approval).aggregate(last=Max("round"))["last"]
    rows = list(SignOff.objects.filter(approval=approval, round=last or 1).order_by("level"))
    return [] if any(row.sent_back or row.is_void for row in rows) else rows


@transaction.atomic(savepoint=False)
def sign(
    approval: Approval,
    *,
    granted: bool,
    actor: Actor,
    reason: str = "",
    grounds: Sequence[str] = (),
) -> Approval:
    """An officer proposes, each next level agrees with a signature, the last one decides.

    Each level by another person, of that level or higher. A department's own system has levels of
    its own, so its answer is the decision. Who does not agree sends it down. An officer's denial
    rests on `grounds` of the edition; who signs above takes those of the proposal, or others.

    Raises what `decide` raises, LevelTooLow, SignedAlready, ProposalDiffers, MoveRefused while its
    days stand.
    """
    is_officer = actor.kind == Role.OFFICER
    levels = levels_of(approval) if is_officer else SignLevel.EXAMINER
    if levels == SignLevel.EXAMINER:
        chosen = grounds if is_officer else (grounds or None)
        return decide(approval, granted=granted, reason=reason, grounds=chosen, actor=actor)
    case, approval = locked(approval)
    check_may_decide(case, approval, actor)
    _check_days_run(approval)
    if granted:
        check_all_is_here(approval)
    else:
        check_not_renewed(approval)
    given = signatures(approval)
    level = SignLevel(len(given) + 1)
    if actor.user_id is None or actor.level < level:
        raise LevelTooLow(level=level.label)
    if any(row.signed_by_id == actor.user_id for row in given):
        raise SignedAlready
    if given and granted != given[-1].is_granted:
        raise ProposalDiffers
    grounds = list(grounds) or (given[-1].grounds if given else [])
    added = reason.strip() or (given[-1].added if given else "")
    said = added
    if not granted:
        said = choose(approval, grounds, added=added, is_officer=True).text.zh
        if not said:
            raise ReasonMissing(field="reason")
    SignOff.objects.create(
        approval=approval,
        round=given[0].round if given else _next_round(approval),
        level=level,
        is_granted=granted,
        reason=said,
        grounds=grounds,
        added=added,
        signed_at=timezone.now(),
        signed_by_id=actor.user_id,
        signed_by_name=actor.name,
    )
    record(
        case.stream,
        "approval.signed",
        actor=actor,
        level=in_both(level.label).zh,
        level_en=in_both(level.label).en,
        **told(approval),
    )
    if level >= levels:
        return decide(approval, granted=granted, reason=added, grounds=grounds, actor=actor)
    return approval


@transaction.atomic(savepoint=False)
def send_down(approval: Approval, *, note: str, actor: Actor) -> Approval:
    """A higher level does not agree: back to the first, with a note. Raises WhyMissing,
    NothingToSendBack, LevelTooLow, SignedAlready, MoveRefused while its days stand.
    """
    case, approval = locked(approval)
    check_may_decide(case, approval, actor)
    _check_days_run(approval)
    given = signatures(approval)
    if not given:
        raise NothingToSendBack
    level = SignLevel(len(given) + 1)
    if actor.user_id is None or actor.level < level:
        raise LevelTooLow(level=level.label)
    if any(row.signed_by_id == actor.user_id for row in given):
        raise SignedAlready
    if not note.strip():
        raise WhyMissing(field="note")
    SignOff.objects.create(
        approval=approval,
        round=given[0].round,
        level=level,
        is_granted=given[-1].is_granted,
        reason=given[-1].reason,
        sent_back=True,
        note=note.strip(),
        signed_at=timezone.now(),
        signed_by_id=actor.user_id,
        signed_by_name=actor.name,
    )
    record(case.stream, "approval.sent_down", actor=actor, note=note.strip(), **told(approval))
    return approval


def _check_days_run(approval: Approval) -> None:
    """Nobody signs under what is being examined elsewhere, or waits for the applicant."""
    if approval.state not in IN_INBOX:
        raise MoveRefused


def _next_round(approval: Approval) -> int:
    last = SignOff.objects.filter(approval=approval).aggregate(last=Max("round"))["last"]
    return (last or 0) + 1
