"""What the department finds, and what follows from it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from materials.licences.actions import revoke_licence
from materials.licences.states import LicenceState
from portal.accounts.actor import Actor
from portal.journal.actions import record
from services.catalogue.text import Text
from windows.approvals.actions import locked
from windows.approvals.models import Approval
from windows.approvals.policy import check_department
from windows.approvals.telling import told
from windows.assignments.impartial import check_impartial
from windows.cases.models import Case
from windows.clock import day_after, spoken_day, today
from windows.errors import ApprovalNotFound
from windows.limits import limit
from windows.moving import move_check
from windows.notices.actions import notify
from windows.promises.errors import (
    CheckClosed,
    CheckNotFound,
    FindingMissing,
    MendByTooSoon,
    StillMending,
)
from windows.promises.models import BadRecord, CommitmentCheck
from windows.promises.queries import checks
from windows.promises.states import OPEN_STATES
from windows.promises.texts import (
    material_of,
    matter_of,
    mending_rows,
    rescission_rows,
)
from windows.writs.actions import issue_writ
from windows.writs.kinds import WritKind

LIVE = (LicenceState.VALID, LicenceState.SUSPENDED)


@transaction.atomic(savepoint=False)
def find_kept(check: CommitmentCheck, *, found: str, actor: Actor) -> CommitmentCheck:
    """The promise was true. Raises FindingMissing, CheckClosed, CheckNotFound."""
    case, _approval, check = _locked(check, actor)
    move_check(check, "find_kept", actor=actor)
    _write_finding(check, found, actor)
    _close(check, actor)
    check.save()
    _journal(case, check, "promise.kept", actor)
    return check


@transaction.atomic(savepoint=False)
def order_mending(
    check: CommitmentCheck, *, found: str, actor: Actor, mend_by: dt.date | None = None
) -> CommitmentCheck:
    """责令限期整改, in writing: nothing is revoked before that day is over.

    `mend_by` is the usual number of working days away if not given. Raises FindingMissing,
    MendByTooSoon, CheckClosed, CheckNotFound.
    """
    case, approval, check = _locked(check, actor)
    move_check(check, "order_mending", actor=actor)
    _write_finding(check, found, actor)
    days = limit("PROMISE_MEND_WORKING_DAYS")
    check.mend_by = mend_by or day_after(today(), days) or today() + dt.timedelta(days=days)
    if check.mend_by <= today():
        raise MendByTooSoon(field="mend_by")
    check.save()
    writ = issue_writ(
        case,
        WritKind.MENDING,
        key=f"mending:{check.pk}",
        rows=mending_rows(check),
        approval=approval,
        actor=actor,
    )
    _journal(
        case, check, "promise.broken", actor, mend_by=check.mend_by.isoformat(), writ=writ.number
    )
    until, name = spoken_day(check.mend_by), material_of(check)
    _tell(
        case,
        check,
        "promise_broken",
        Text(
            f"“{name.zh}”的承诺核查不属实（{case.number}），请在 {until.zh}前整改；"
            "到期没有整改，决定会撤销，并记入失信记录。",
            f"The promise for “{name.en}” ({case.number}) was found not to be true. Mend it by "
            f"{until.en}, or the decision is revoked and a bad record kept.",
        ),
    )
    return check


@transaction.atomic(savepoint=False)
def find_mended(check: CommitmentCheck, *, outcome: str, actor: Actor) -> CommitmentCheck:
    """Looked at again: what was promised is true now. Nothing is revoked, nothing recorded."""
    case, _approval, check = _locked(check, actor)
    move_check(check, "find_mended", actor=actor)
    if not outcome.strip():
        raise FindingMissing(field="outcome")
    check.outcome = outcome.strip()
    _close(check, actor)
    check.save()
    _journal(case, check, "promise.mended", actor)
    return check


@transaction.atomic(savepoint=False)
def revoke_decision(check: CommitmentCheck, *, outcome: str, actor: Actor) -> CommitmentCheck:
    """Not mended in time: decision and licences are revoked, the breach is put on record.

    Only after the last day to mend (StillMending). The approval stays as it was decided; this
    check, the journal and the paper say that the decision holds no longer. Raises FindingMissing,
    CheckClosed, CheckNotFound.
    """
    case, approval, check = _locked(check, actor)
    move_check(check, "revoke", actor=actor)
    if not outcome.strip():
        raise FindingMissing(field="outcome")
    if check.mend_by is not None and check.mend_by >= today():
        raise StillMending
    check.outcome = outcome.strip()
    _close(check, actor)
    check.save()
    for licence in approval.licences.filter(state__in=LIVE).order_by("pk"):
        revoke_licence(licence, reason=check.outcome, actor=actor)
    bad = _put_on_record(check)
    writ = issue_writ(
        case,
        WritKind.RESCISSION,
        key=f"rescission:{check.pk}",
        rows=rescission_rows(check, bad),
        approval=approval,
        actor=actor,
    )
    _journal(
        case,
        check,
        "promise.decision_revoked",
        actor,
        reason=check.outcome,
        until=bad.until.isoformat(),
        writ=writ.number,
    )
    name, matter, until = material_of(check), matter_of(check), spoken_day(bad.until)
    _tell(
        case,
        check,
        "decision_revoked",
        Text(
            f"“{matter.zh}”的决定已撤销（{case.number}）：“{name.zh}”的承诺不属实，到期没有整改。"
            f"失信记录到 {until.zh}为止。不服的，请看办件页面。",
            f"The decision on “{matter.en}” ({case.number}) was revoked: the promise for "
            f"“{name.en}” was not true and not mended. The bad record ends on {until.en}. See the "
            "case page if you disagree.",
        ),
    )
    return check


def _locked(check: CommitmentCheck, actor: Actor) -> tuple[Case, Approval, CommitmentCheck]:
    case, approval = locked(check.approval)
    try:
        check_department(approval, actor)
    except ApprovalNotFound as stranger:
        raise CheckNotFound from stranger
    check_impartial(case, actor)
    fresh = checks().select_for_update(of=("self",)).get(pk=check.pk)
    fresh.approval = approval
    if fresh.state not in OPEN_STATES:
        raise CheckClosed
    return case, approval, fresh


def _write_finding(check: CommitmentCheck, found: str, actor: Actor) -> None:
    if not found.strip():
        raise FindingMissing(field="found")
    check.found = found.strip()
    check.checked_at = timezone.now()
    check.checked_by_id, check.checked_by_name = actor.user_id, actor.name


def _close(check: CommitmentCheck, actor: Actor) -> None:
    check.closed_at, check.closed_by_name = timezone.now(), actor.name


def _put_on_record(check: CommitmentCheck) -> BadRecord:
    since = today()
    return BadRecord.objects.create(
        applicant=check.commitment.applicant,
        check_of=check,
        since=since,
        until=years_after(since, limit("BAD_RECORD_YEARS")),
        reason=check.outcome,
    )


def years_after(day: dt.date, years: int) -> dt.date:
    """The same day of a later year; of 29 February where there is none the day before."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _tell(case: Case, check: CommitmentCheck, kind: str, text: Text) -> None:
    """Whoever promised, and the applicant where that is another person."""
    people = {person.pk: person for person in (check.commitment.applicant, case.applicant)}
    for person in people.values():
        key = f"{kind}:{check.pk}:{person.pk}"
        notify(case, kind=kind, key=key, text=text, applicant=person)


def _journal(case: Case, check: CommitmentCheck, verb: str, actor: Actor, **more: str) -> None:
    name = material_of(check)
    record(
        case.stream,
        verb,
        actor=actor,
        check=check.pk,
        material=name.zh,
        material_en=name.en,
        **more,
        **told(check.approval),
    )
