"""延长: once, asked with a reason, granted by the head (行政许可法 art. 42)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.journal.actions import record
from services.catalogue.text import Text
from windows.approvals.actions import check_may_decide, locked
from windows.approvals.models import Approval
from windows.approvals.policy import check_department
from windows.approvals.states import ENDED
from windows.approvals.telling import told
from windows.assignments.impartial import check_impartial
from windows.cases.models import Case
from windows.cases.policy import may_work_at
from windows.clock import spoken_day, today
from windows.deadlines.dates import reckonings, set_days
from windows.deadlines.errors import (
    ExtendedAlready,
    ExtensionAnswered,
    ExtensionTooLong,
    NotTheHead,
    TooLateToExtend,
)
from windows.deadlines.gain import check_gives_days
from windows.deadlines.longest import gained_in_words, limit_of
from windows.deadlines.models import Extension, ExtensionKind
from windows.deadlines.projection import set_case_days
from windows.deadlines.queries import stops_of
from windows.errors import ApprovalClosed, ApprovalNotFound, ReasonMissing
from windows.notices.actions import notify
from windows.writs.actions import issue_writ
from windows.writs.kinds import WritKind
from windows.writs.texts import extension_rows


@transaction.atomic(savepoint=False)
def ask_extension(
    approval: Approval, *, kind: str, days: int, reason: str, actor: Actor, reason_en: str = ""
) -> Extension:
    """An officer asks the head for more days; nothing moves before the answer.

    At most 10 working days where one department decides, 15 where several handle together, or
    what the matter's own statute allows (`limit_of`). Not after the last day. Raises NotJoint,
    ExtendedAlready, ExtensionTooLong, ExtensionGivesNothing, ReasonMissing, TooLateToExtend, and
    what `check_may_decide` raises.
    """
    case, approval = locked(approval)
    check_may_decide(case, approval, actor)
    if actor.user_id is None:
        raise NotTheHead
    if Extension.objects.filter(approval=approval).exists():
        raise ExtendedAlready
    if _is_over(case, approval):
        raise TooLateToExtend
    limit = limit_of(approval, ExtensionKind(kind))
    if not 1 <= days <= limit.days:
        raise ExtensionTooLong(field="days", most=limit.days)
    if not reason.strip():
        raise ReasonMissing(field="reason")
    extension = Extension(
        approval=approval,
        kind=kind,
        days=days,
        most_days=limit.days,
        own_basis=limit.own_basis,
        reason=reason.strip(),
        reason_en=reason_en.strip(),
        asked_at=timezone.now(),
        asked_by_id=actor.user_id,
        asked_by_name=actor.name,
    )
    check_gives_days(case, extension)
    extension.save()
    record(
        case.stream,
        "clock.extension_asked",
        actor=actor,
        days=days,
        reason=extension.reason,
        **told(approval),
    )
    return extension


@transaction.atomic(savepoint=False)
def answer_extension(approval: Approval, *, is_granted: bool, actor: Actor) -> Extension:
    """The head grants it, and the person is told the reason and the new last day; or does not.

    A single department's head, or for a joint one the head of the government of the same level.
    Whoever took the case in, or is in it, is not impartial. What is over cannot be made longer any
    more, and what the end in common leaves no day of is not granted. Raises NotTheHead,
    ExtensionAnswered, TooLateToExtend, ExtensionGivesNothing, ApprovalClosed, ApprovalNotFound.
    """
    case, approval = locked(approval)
    extension = Extension.objects.select_for_update().filter(approval=approval).first()
    if extension is None:
        raise ApprovalNotFound
    extension.approval = approval
    _check_head(extension, approval, actor)
    if approval.state in ENDED:
        raise ApprovalClosed
    if extension.answered_at is not None:
        raise ExtensionAnswered
    if is_granted and _is_over(case, approval):
        raise TooLateToExtend
    gained = check_gives_days(case, extension) if is_granted else 0
    extension.answered_at, extension.is_granted = timezone.now(), is_granted
    extension.answered_by_id, extension.answered_by_name = actor.user_id, actor.name
    extension.save()
    verb = "clock.extended" if is_granted else "clock.extension_refused"
    if is_granted:
        set_days(case, approval, stops=stops_of(approval), extension=extension)
        approval.save()
        set_case_days(case)
        case.save()
        issue_writ(
            case,
            WritKind.EXTENSION,
            key=f"extension:{extension.pk}",
            rows=extension_rows(approval, extension, gained=gained),
            approval=approval,
            actor=actor,
        )
        _tell(approval, extension, gained)
    record(case.stream, verb, actor=actor, days=extension.days, **told(approval))
    return extension


def _is_over(case: Case, approval: Approval) -> bool:
    """By the record of days: a clock that was stopped too late has no day in its column."""
    if approval.counts_from is None:
        return False
    promised = reckonings(case, approval, stops=stops_of(approval)).promised
    return promised.due is not None and promised.due < today()


def _check_head(extension: Extension, approval: Approval, actor: Actor) -> None:
    if extension.kind == ExtensionKind.JOINT:
        if actor.kind != Role.SUPERVISOR or not may_work_at(actor, approval.case):
            raise ApprovalNotFound
    else:
        check_department(approval, actor)
    if not actor.is_head or actor.user_id is None or actor.user_id == extension.asked_by_id:
        raise NotTheHead
    check_impartial(approval.case, actor)


def _tell(approval: Approval, extension: Extension, gained: int) -> None:
    edition = approval.matter_edition
    until = spoken_day(approval.due_on) if approval.due_on else Text("另行通知的日期", "later")
    longer = gained_in_words(extension, gained)
    notify(
        approval.case,
        kind="clock_extended",
        key=f"clock_extended:{extension.pk}",
        text=Text(
            f"“{edition.name}”延长 {longer.zh}，最迟 {until.zh}：{extension.reason}",
            f"“{edition.name_en or edition.name}” takes {longer.en} longer, "
            f"until {until.en}: {extension.reason_en or extension.reason}",
        ),
    )
