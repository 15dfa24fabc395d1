"""到期没有补交: the acceptance of what needs it is revoked, with the reason; the rest goes on."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import SYSTEM, Actor
from portal.errors import MoveRefused
from portal.journal.actions import record
from services.catalogue.text import Text
from windows.approvals.actions import after_any_end, drop
from windows.approvals.consequences import deny_branch
from windows.approvals.models import Approval
from windows.approvals.states import DECIDED, UNDECIDED
from windows.cases.actions.ending import stop_reads
from windows.cases.models import Case
from windows.cases.people import parties_asked
from windows.cases.states import CaseState
from windows.clock import spoken_day, today
from windows.corrections.models import OPEN as NOTICE_OPEN
from windows.corrections.models import Correction
from windows.deferred.closing import close, open_matters, open_ones
from windows.deferred.models import Deferral
from windows.deferred.queries import OPEN, used_by, users_of
from windows.deferred.texts import matters_of, name_of, names_of, revocation_rows, why_revoked
from windows.locks import lock_approvals, lock_case
from windows.moving import move_case
from windows.notices.actions import notify
from windows.writs.actions import issue_writ
from windows.writs.kinds import WritKind
from windows.writs.models import Writ

LONGEST = 300


@transaction.atomic(savepoint=False)
def revoke_for_missing(case: Case, *, actor: Actor = SYSTEM) -> Case:
    """The day after the last one: matters that use what did not come end, and what needed their
    outputs with them. When nothing of the case is left, the acceptance of the whole is revoked.

    What no open matter uses any more is not needed. Raises MoveRefused before the day is over.
    """
    case = lock_case(case.pk)
    deferrals = open_ones(case)
    if case.state != CaseState.ACCEPTED:
        close(deferrals, "drop")
        return case
    late = [each for each in deferrals if each.due_on < today()]
    if not late:
        raise MoveRefused
    waiting = open_matters(case)
    missed = [each for each in late if used_by(each.slot) & waiting]
    close([each for each in late if each not in missed], "drop")
    if missed:
        close(missed, "miss")
        _end(case, missed, actor=actor)
    return case


@transaction.atomic(savepoint=False)
def remind(deferral: Deferral, *, actor: Actor = SYSTEM) -> Deferral:
    """A few days before the last one, once."""
    case = lock_case(deferral.slot.case_id)
    deferral = Deferral.objects.select_for_update(of=("self",)).get(pk=deferral.pk)
    if not Deferral.objects.filter(OPEN, pk=deferral.pk, reminded_at=None).exists():
        return deferral
    deferral.reminded_at = timezone.now()
    deferral.save(update_fields=["reminded_at"])
    said, until = name_of(deferral.slot), spoken_day(deferral.due_on)
    record(case.stream, "deferral.reminded", actor=actor, material=said.zh, material_en=said.en)
    notify(
        case,
        kind="deferred_due",
        key=f"deferred_due:{deferral.pk}:{deferral.due_on.isoformat()}",
        text=Text(
            f"请在 {until.zh}前补交“{said.zh}”（{case.number}），到期没有补交，受理会撤销。",
            f"Please hand in “{said.en}” for {case.number} by {until.en}, or the acceptance is "
            "revoked.",
        ),
    )
    for party, _count in parties_asked(case, [deferral.slot]):
        notify(
            case,
            kind="deferred_due",
            key=f"deferred_due:{deferral.pk}:{deferral.due_on.isoformat()}:{party.pk}",
            text=Text(
                f"办件（{case.number}）的“{said.zh}”要由您补交，请在 {until.zh}前交；"
                "到期没有补交，受理会撤销。",
                f"“{said.en}” for {case.number} is yours to hand in by {until.en}, or the "
                "acceptance is revoked.",
            ),
            applicant=party,
        )
    return deferral


def _end(case: Case, missed: Sequence[Deferral], *, actor: Actor) -> None:
    reason = why_revoked(missed)
    said = Text(reason.zh[:LONGEST], reason.en[:LONGEST])
    before = {each.pk for each in lock_approvals(case) if each.state in UNDECIDED}
    for pk in sorted(before & _using(case, missed)):
        approvals = {each.pk: each for each in lock_approvals(case)}
        if approvals[pk].state in UNDECIDED:
            drop(approvals[pk], because=said)
            deny_branch(case, approvals[pk], lock_approvals(case), drop)
    now = lock_approvals(case)
    ended = [each for each in now if each.pk in before and each.state not in UNDECIDED]
    writ = issue_writ(
        case,
        WritKind.REVOCATION,
        key=f"revocation:{case.pk}:{min(each.pk for each in missed)}",
        rows=revocation_rows(case, matters_of(ended), reason),
        actor=actor,
    )
    if any(each.state in UNDECIDED or each.state in DECIDED for each in now):
        _tell_the_part(case, missed, ended, writ, actor=actor)
        after_any_end(case)
    else:
        _revoke(case, reason, writ, actor=actor)


def _using(case: Case, missed: Sequence[Deferral]) -> set[int]:
    codes = users_of(each.slot for each in missed)
    rows = Approval.objects.filter(case=case, matter_edition__matter__code__in=codes)
    return set(rows.values_list("pk", flat=True))


def _tell_the_part(
    case: Case, missed: Sequence[Deferral], ended: Sequence[Approval], writ: Writ, *, actor: Actor
) -> None:
    names, matters = names_of([each.slot for each in missed]), matters_of(ended)
    record(
        case.stream,
        "deferral.missed",
        actor=actor,
        materials=names.zh,
        materials_en=names.en,
        matters=matters.zh,
        matters_en=matters.en,
        writ=writ.number,
    )
    notify(
        case,
        kind="deferred_missed",
        key=f"deferred_missed:{writ.key}",
        text=Text(
            f"办件（{case.number}）到期没有补交“{names.zh}”，撤销受理：{matters.zh}。"
            "其他事项照常办，理由和怎么办请看办件页面。",
            f"“{names.en}” did not come in time for {case.number}; no longer accepted: "
            f"{matters.en}. Everything else goes on. The case page says why and what you can do.",
        ),
    )


def _revoke(case: Case, reason: Text, writ: Writ, *, actor: Actor) -> None:
    move_case(case, "revoke", actor=actor)
    case.closed_at, case.closed_reason = timezone.now(), reason.zh
    case.save()
    Correction.objects.filter(NOTICE_OPEN, case=case).update(closed_at=case.closed_at)
    close(open_ones(case), "drop")
    stop_reads(case, actor=actor)
    record(
        case.stream,
        "case.revoked",
        actor=actor,
        reason=reason.zh,
        reason_en=reason.en,
        writ=writ.number,
    )
    notify(
        case,
        kind="revoked",
        key=f"revoked:{case.pk}",
        text=Text(
            f"申请（{case.number}）撤销受理：{reason.zh}。材料齐了可以随时重新申请。",
            f"The acceptance of {case.number} was revoked: {reason.en}. You can apply again at "
            "any time.",
        ),
    )
