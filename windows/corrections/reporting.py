"""A department finds something missing: kept until all of them have looked, then told at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.errors import DomainError
from portal.journal.actions import record
from portal.outbox.actions import publish
from services.catalogue.text import Text
from windows.approvals.actions import check_may_decide, locked
from windows.approvals.models import Approval
from windows.approvals.states import IN_INBOX
from windows.approvals.telling import told
from windows.cases.models import Case, MaterialSlot
from windows.cases.plans import plan_of
from windows.corrections.models import MissingReport, Overreach
from windows.corrections.told_once import asked_before, not_caused_by_new_material
from windows.deferred.policy import check_was_not_deferred
from windows.errors import ApprovalClosed, NothingMissing, NotInGuide, ToldAlready


@transaction.atomic(savepoint=False)
def report_missing(
    approval: Approval,
    *,
    what: Text,
    actor: Actor,
    slot_id: int | None = None,
    element: str = "",
) -> MissingReport:
    """Noted for the one notice. Reported twice it replaces the words of the first time.

    Only what the pinned edition of this very matter asks: else NotInGuide. After the departments'
    notice only what was handed in because of it: else ToldAlready. Call it within `counted`, which
    writes both down against the department. Raises NothingMissing, ApprovalClosed.
    """
    case, approval = locked(approval)
    check_may_decide(case, approval, actor)
    if approval.state not in IN_INBOX:
        raise ApprovalClosed
    if not what.zh.strip():
        raise NothingMissing(field="what")
    if not _is_asked(case, approval, slot_id, element):
        raise NotInGuide(field="slot" if slot_id else "element")
    if slot_id is not None:
        check_was_not_deferred(MaterialSlot.objects.get(case=case, pk=slot_id))
    told_before = asked_before(case, by_departments=True)
    if told_before and not_caused_by_new_material(told_before, [(slot_id, element)]):
        raise ToldAlready(count=1, details=[{"slot": slot_id, "element": element}])
    report, _is_new = MissingReport.objects.update_or_create(
        approval=approval,
        slot_id=slot_id,
        element=element,
        correction=None,
        defaults={
            "what": what.zh.strip()[:400],
            "what_en": what.en.strip()[:500],
            "reported_at": timezone.now(),
            "reported_by_name": actor.name,
        },
    )
    record(case.stream, "missing.reported", actor=actor, what=report.what, **told(approval))
    publish(
        "correction.collect",
        key=f"correction.collect:{case.pk}:report:{report.pk}:{report.reported_at.isoformat()}",
        case_id=case.pk,
    )
    return report


@contextmanager
def counted(approval: Approval, *, asked: str, actor: Actor) -> Iterator[None]:
    """Around the transaction of `report_missing`: what a department may not ask for is refused, and
    the refusal is on record although the transaction was taken back.
    """
    try:
        yield
    except (NotInGuide, ToldAlready) as refusal:
        _count(approval, asked, refusal, actor)
        raise


def _count(approval: Approval, asked: str, refusal: DomainError, actor: Actor) -> None:
    is_new = isinstance(refusal, NotInGuide)
    kind = Overreach.Kind.NOT_IN_GUIDE if is_new else Overreach.Kind.TOLD_ALREADY
    with transaction.atomic(durable=True):
        Overreach.objects.create(
            approval=approval,
            department=approval.department,
            kind=kind.value,
            asked=asked.strip()[:400],
            at=timezone.now(),
            by_name=actor.name,
        )
        record(
            approval.case.stream,
            "missing.refused",
            actor=actor,
            asked=asked.strip()[:400],
            why=str(kind.label),
            **told(approval),
        )


def _is_asked(case: Case, approval: Approval, slot_id: int | None, element: str) -> bool:
    code = approval.matter_edition.matter.code
    if slot_id is not None:
        slot = MaterialSlot.objects.filter(case=case, pk=slot_id).first()
        return slot is not None and any(user == code for user, _key in slot.requirement_keys)
    return any(
        field.element == element and code in field.asked_by for field in plan_of(case).fields
    )
