"""A department finds something missing: kept until all of them have looked, then told at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.journal.actions import record
from portal.outbox.actions import publish
from services.catalogue.text import Text
from windows.approvals.actions import check_may_decide, locked
from windows.approvals.models import Approval
from windows.approvals.states import IN_INBOX
from windows.approvals.telling import told
from windows.cases.models import Case, MaterialSlot
from windows.corrections.models import CorrectionItem, MissingReport, Overreach
from windows.corrections.places import places_of
from windows.corrections.timing import is_too_late
from windows.corrections.told_once import followed, last_told, place_of
from windows.deferred.policy import check_was_not_deferred
from windows.errors import (
    ApprovalClosed,
    NothingMissing,
    NotInGuide,
    ReportGone,
    ToldAlready,
    TooLateToAsk,
)
from windows.in_both import in_both

Overreaching = NotInGuide | ToldAlready | TooLateToAsk
KINDS: dict[type[Overreaching], Overreach.Kind] = {
    NotInGuide: Overreach.Kind.NOT_IN_GUIDE,
    ToldAlready: Overreach.Kind.TOLD_ALREADY,
    TooLateToAsk: Overreach.Kind.TOO_LATE,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is missing or wrong, at one place."""

    what: Text
    slot_id: int | None = None
    element: str = ""


@transaction.atomic(savepoint=False)
def report_missing(
    approval: Approval, *, what: Text, actor: Actor, slot_id: int | None = None, element: str = ""
) -> MissingReport:
    """A single finding; see `report_all`."""
    return report_all(approval, findings=[Finding(what, slot_id, element)], actor=actor)[0]


@transaction.atomic(savepoint=False)
def report_all(
    approval: Approval, *, findings: Sequence[Finding], actor: Actor
) -> list[MissingReport]:
    """All that a department misses, noted for the one notice: all of it, or on a refusal none.

    Only what the pinned edition of this very matter asks of the person: else NotInGuide. Within
    the days of the law: else TooLateToAsk. After the departments' notice only what came in since,
    or of a department that had not received the case yet: else ToldAlready. What was to follow
    (容缺) may be found wrong within the same days from when it was handed in. Call it within
    `counted`, which writes these three down against the department. The same place named again
    replaces the words of the first time. Raises NothingMissing, ApprovalClosed, ApprovalNotFound.
    """
    case, approval = locked(approval)
    check_may_decide(case, approval, actor)
    if approval.state not in IN_INBOX:
        raise ApprovalClosed
    if not findings or not all(each.what.zh.strip() for each in findings):
        raise NothingMissing(field="what")
    renewed = _check_may_ask(case, approval, findings)
    reports = [
        _note(case, approval, each, at, actor) for each, at in zip(findings, renewed, strict=True)
    ]
    last = reports[-1]
    publish(
        "correction.collect",
        key=f"correction.collect:{case.pk}:report:{last.pk}:{timezone.now().isoformat()}",
        case_id=case.pk,
    )
    return reports


def were_told(approval: Approval, findings: Sequence[Finding]) -> bool:
    """True when a notice has told all of it for this approval, in these words, and nothing came in
    since: a message that arrives twice asks for nothing again.
    """
    before = last_told(approval.case, by_departments=True)
    if before is None:
        return False
    items = CorrectionItem.objects.filter(approval=approval)
    told = {(each.slot_id, each.element, each.what) for each in items}
    at = [place_of(each.slot_id, each.element) for each in findings]
    said = [(*place, _words(each)) for each, place in zip(findings, at, strict=True)]
    return told.issuperset(said) and not before.renewed.keys() & set(at)


@transaction.atomic(savepoint=False)
def take_back(approval: Approval, *, report_id: int, actor: Actor) -> None:
    """As if it had not been found; possible until it is told. Raises ReportGone."""
    case, approval = locked(approval)
    check_may_decide(case, approval, actor)
    report = (
        MissingReport.objects.select_for_update()
        .filter(approval=approval, pk=report_id, correction=None)
        .first()
    )
    if report is None:
        raise ReportGone
    record(case.stream, "missing.taken_back", actor=actor, what=report.what, **told(approval))
    report.delete()
    publish(
        "correction.collect", key=f"correction.collect:{case.pk}:back:{report_id}", case_id=case.pk
    )


@contextmanager
def counted(approval: Approval, *, actor: Actor, asked: str = "") -> Iterator[None]:
    """Around the transaction of a report: what a department may not ask for is refused, and the
    refusal is on record although the transaction was taken back.

    What was asked is what the refusal names; `asked` stands in where it names nothing.
    """
    try:
        yield
    except (NotInGuide, ToldAlready, TooLateToAsk) as refusal:
        _count(approval, refusal, asked, actor)
        raise


def _count(approval: Approval, refusal: Overreaching, said: str, actor: Actor) -> None:
    """The same words for the same approval count once, however often they are sent."""
    kind = KINDS[type(refusal)]
    named = [str(each["what"]) for each in refusal.details if isinstance(each, dict)]
    for asked in named or [said.strip()[:400]]:
        with transaction.atomic(durable=True):
            _row, is_new = Overreach.objects.get_or_create(
                approval=approval,
                kind=kind.value,
                asked=asked,
                defaults={
                    "department": approval.department,
                    "at": timezone.now(),
                    "by_name": actor.name,
                },
            )
            if is_new:
                record(
                    approval.case.stream,
                    "missing.refused",
                    actor=actor,
                    asked=asked,
                    why=in_both(kind.label).zh,
                    why_en=in_both(kind.label).en,
                    **told(approval),
                )


def _check_may_ask(
    case: Case, approval: Approval, findings: Sequence[Finding]
) -> list[dt.datetime | None]:
    """When what each finding is about came in anew; None for what was there from the beginning."""
    may = {each.place for each in places_of(approval)}
    at = [place_of(each.slot_id, each.element) for each in findings]
    if beyond := [each for each, place in zip(findings, at, strict=True) if place not in may]:
        raise NotInGuide(field="items", details=_named(beyond))
    for slot in MaterialSlot.objects.filter(pk__in=[each.slot_id for each in findings]):
        check_was_not_deferred(slot)
    before = last_told(case, by_departments=True)
    received, begins = approval.dispatched_at, approval.counts_from
    if received is None or begins is None:
        raise ApprovalClosed
    came = followed(case)
    if before is None or received >= before.at:
        is_over = case.is_accepted_by_silence or is_too_late(begins)
        renewed = [came.get(place) for place in at]
        if late := [
            each
            for each, moment in zip(findings, renewed, strict=True)
            if (is_over if moment is None else _is_over(moment, begins))
        ]:
            raise TooLateToAsk(details=_named(late))
        return renewed
    renewed = [before.renewed.get(place) or came.get(place) for place in at]
    if old := [each for each, moment in zip(findings, renewed, strict=True) if moment is None]:
        raise ToldAlready(count=len(old), details=_named(old))
    if any(_is_over(moment, begins) for moment in renewed if moment is not None):
        raise TooLateToAsk(details=_named(findings))
    return renewed


def _is_over(moment: dt.datetime, begins: dt.date) -> bool:
    """The days for what came in then, and of a department that received it later, from then on."""
    return is_too_late(max(timezone.localdate(moment), begins))


def _words(finding: Finding) -> str:
    """As they are kept."""
    return finding.what.zh.strip()[:400]


def _named(findings: Sequence[Finding]) -> list[dict[str, object]]:
    return [
        {"what": _words(each), "slot": each.slot_id, "element": each.element} for each in findings
    ]


def _note(
    case: Case, approval: Approval, finding: Finding, renewed: dt.datetime | None, actor: Actor
) -> MissingReport:
    slot_id, element = place_of(finding.slot_id, finding.element)
    said = {
        "what": _words(finding),
        "what_en": finding.what.en.strip()[:500],
        "reported_by_name": actor.name,
    }
    report, _is_new = MissingReport.objects.update_or_create(
        approval=approval,
        slot_id=slot_id,
        element=element,
        correction=None,
        defaults={**said, "renewed_at": renewed},
        create_defaults={**said, "renewed_at": renewed, "reported_at": timezone.now()},
    )
    record(case.stream, "missing.reported", actor=actor, what=report.what, **told(approval))
    return report
