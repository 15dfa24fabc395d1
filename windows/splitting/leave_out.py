"""One matter is not wanted any more; the rest goes on."""

from __future__ import annotations

from django.db import transaction

from portal.accounts.actor import Actor
from portal.journal.actions import record
from services.catalogue.text import Text
from windows.approvals.actions import after_any_end, drop
from windows.approvals.consequences import deny_branch
from windows.approvals.models import Approval
from windows.approvals.telling import told
from windows.assignments.impartial import check_not_own
from windows.cases.models import Case, CaseParty
from windows.deadlines.projection import set_case_days
from windows.deferred.closing import close_unneeded
from windows.denials.reasons import because_of_withdrawal, name_of
from windows.intake.visits import note_visit
from windows.locks import lock_approvals, lock_case
from windows.notices.actions import notify
from windows.splitting.errors import AllOrNothing, NoticeOpen, OnlyPart
from windows.splitting.parts import part_for

TAKEN_BACK = Text("申请人撤回了这个事项", "The applicant withdrew this matter")


@transaction.atomic(savepoint=False)
def withdraw_matter(case: Case, approval_id: int, *, actor: Actor, reason: str = "") -> Case:
    """It ends without a decision, and with it what needs its result; what only came after it goes
    on. By the applicant or a clerk for them, who notes their visit; the applicant and the parties
    are told. Raises NotPartOfTheCase, AllOrNothing, OnlyPart, NoticeOpen, OwnCase.
    """
    case = lock_case(case.pk)
    approvals = lock_approvals(case)
    part = part_for(actor, case, approval_id)
    check_not_own(case, actor)
    if part.is_all_or_nothing:
        raise AllOrNothing
    if part.has_notice:
        raise NoticeOpen
    if not part.is_left:
        raise OnlyPart
    note_visit(case, actor=actor, purpose="withdraw_part")
    taken = next(each for each in approvals if each.pk == approval_id)
    drop(taken, because=TAKEN_BACK)
    record(
        case.stream,
        "case.part_withdrawn",
        actor=actor,
        why=reason.strip()[:300] or TAKEN_BACK.zh,
        **told(taken),
    )
    deny_branch(case, taken, approvals, drop, because=because_of_withdrawal)
    close_unneeded(case)
    set_case_days(case)
    case.save(update_fields=["promised_on", "statutory_on", "updated_at"])
    after_any_end(case)
    _tell(case, taken)
    return case


def _tell(case: Case, taken: Approval) -> None:
    name = name_of(taken)
    text = Text(
        f"办件（{case.number}）里的“{name.zh}”已经撤回，要用它的结果的事项一起停办，其他照常办。",
        f"“{name.en}” was withdrawn from case {case.number}, and with it what needs its result; "
        "everything else goes on.",
    )
    parties = CaseParty.objects.filter(case=case, applicant__isnull=False)
    readers = {case.applicant_id: case.applicant} | {
        each.applicant_id: each.applicant for each in parties.select_related("applicant")
    }
    for reader in readers.values():
        notify(
            case,
            kind="part_withdrawn",
            key=f"part_withdrawn:{taken.pk}:{reader.pk}",
            text=text,
            applicant=reader,
        )
