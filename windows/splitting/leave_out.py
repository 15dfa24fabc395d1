"""One matter is not wanted any more; the rest goes on."""

from __future__ import annotations

from django.db import transaction

from portal.accounts.actor import Actor
from portal.journal.actions import record
from services.catalogue.text import Text
from windows.approvals.actions import after_any_end, drop
from windows.approvals.consequences import deny_branch
from windows.approvals.telling import told
from windows.cases.models import Case
from windows.deadlines.projection import set_case_days
from windows.deferred.closing import close_unneeded
from windows.locks import lock_approvals, lock_case
from windows.splitting.errors import NoticeOpen, OnlyPart
from windows.splitting.parts import part_for

TAKEN_BACK = Text("申请人撤回了这个事项", "The applicant withdrew this matter")


@transaction.atomic(savepoint=False)
def withdraw_matter(case: Case, approval_id: int, *, actor: Actor, reason: str = "") -> Case:
    """It ends without a decision, and with it what needs its result; what only came after it goes
    on. By the applicant or a clerk for them. Raises NotPartOfTheCase, OnlyPart, NoticeOpen.
    """
    case = lock_case(case.pk)
    approvals = lock_approvals(case)
    part = part_for(actor, case, approval_id)
    if part.has_notice:
        raise NoticeOpen
    if not part.is_left:
        raise OnlyPart
    taken = next(each for each in approvals if each.pk == approval_id)
    drop(taken, because=TAKEN_BACK)
    record(
        case.stream,
        "case.part_withdrawn",
        actor=actor,
        why=reason.strip()[:300] or TAKEN_BACK.zh,
        **told(taken),
    )
    deny_branch(case, taken, approvals, drop)
    close_unneeded(case)
    set_case_days(case)
    case.save(update_fields=["promised_on", "statutory_on", "updated_at"])
    after_any_end(case)
    return case
