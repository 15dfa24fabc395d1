"""视为准予延续: what the law makes of a department that is silent until a licence has ended."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import SYSTEM, Actor
from portal.errors import MoveRefused
from portal.journal.actions import record
from services.catalogue.text import Text
from windows.approvals.actions import after_any_end, locked, watch_promises
from windows.approvals.consequences import begins_on, grant_outputs
from windows.approvals.models import Approval
from windows.approvals.renewals import silence_renews
from windows.approvals.telling import told
from windows.cases.models import Case
from windows.cases.states import CaseState
from windows.clock import today
from windows.deadlines.dates import set_days
from windows.deadlines.ending import end_stops
from windows.deferred.closing import close_unneeded
from windows.departments.queueing import tell_ended
from windows.moving import move_approval
from windows.notices.actions import notify
from windows.writs.actions import issue_writ
from windows.writs.kinds import WritKind
from windows.writs.texts import decision_rows


@transaction.atomic(savepoint=False)
def renew_by_silence(approval: Approval, *, actor: Actor = SYSTEM) -> Approval:
    """行政许可法 art. 50: undecided when the licence it renews has ended, so it counts as renewed.

    On the day after the licence's last day, whether the department has begun or waits or lets its
    clock stand: none of that is the holder's doing. Only for what was applied for 30 days before,
    as the article wants it. The new licence is made as for any grant. Raises MoveRefused before,
    and for what renews nothing.
    """
    case, approval = locked(approval)
    move_approval(approval, "renew_by_silence", actor=actor)
    ends_on = approval.renews.valid_until if approval.renews else None
    if case.state != CaseState.ACCEPTED or ends_on is None or ends_on >= today():
        raise MoveRefused
    if not silence_renews(approval):
        raise MoveRefused
    if approval.dispatched_at is None:
        approval.dispatched_at = timezone.now()
        approval.counts_from = begins_on(case, approval)
        set_days(case, approval)
    end_stops(approval, actor=actor)
    approval.decided_at, approval.decided_by_name = timezone.now(), actor.name
    approval.is_by_silence = True
    approval.save()
    writ = issue_writ(
        case,
        WritKind.GRANT,
        key=f"decision:{approval.pk}",
        rows=decision_rows(approval),
        approval=approval,
        actor=actor,
    )
    record(
        case.stream,
        "approval.renewed_by_silence",
        actor=actor,
        ends_on=ends_on.isoformat(),
        writ=writ.number,
        **told(approval),
    )
    grant_outputs(case, approval, actor=actor)
    watch_promises(approval)
    close_unneeded(case)
    tell_ended(approval)
    after_any_end(case)
    _tell(case, approval)
    return approval


def _tell(case: Case, approval: Approval) -> None:
    name = approval.matter_edition.name
    name_en = approval.matter_edition.name_en or name
    notify(
        case,
        kind="renewed_by_silence",
        key=f"renewed_by_silence:{approval.pk}",
        text=Text(
            f"“{name}”在有效期届满前没有作出决定，依法视为准予延续，新证照已经签发。",
            f"“{name_en}” was not decided before the licence ended. By law it counts as renewed; "
            "the new licence is issued.",
        ),
    )
    notify(
        case,
        kind="renewal_silent",
        key=f"renewal_silent:{approval.pk}",
        text=Text(
            f"办件 {case.number} 的“{name}”逾期没有决定，已视为准予延续。",
            f"“{name_en}” of {case.number} was not decided in time and counts as renewed.",
        ),
        to_supervisors=True,
    )
