"""What happens next, in the order of the regulation. Start reading here.

    draft ── agree to reads ──► after_consent ──► after_sharing (each answer)
    submit ──► after_submission ──► accepted by the clockwork, or waits for a clerk
    accept ──► each approval that waits for nobody: when_nothing_is_waited_for
    take up or report something missing ──► after_reports (each, until all have looked)
    decide ──► its outputs, what they set free; the last one: after_last_decision
    an authority answers about its register ──► after_answer_to_dispute
    grant on a promise ──► after_promise: its check within sixty working days
    a virus found in a file ──► after_quarantine: another file is asked for
    collect ──► rate ──► after_rating

Nobody calls the next step directly: an action publishes a message in its own transaction, `tasks`
hands it to the function of that name here, and each opens a transaction of its own. All are safe to
run twice and return at once where the work is done; `sweeping` calls them for whatever was
forgotten.
"""

from __future__ import annotations

from django.db import transaction

from datasharing.disputes.models import DataDispute
from datasharing.models import Exchange, LedgerQuestion
from portal.accounts.actor import SYSTEM
from portal.accounts.models import Applicant
from portal.worded import Worded
from services.catalogue.text import Text
from windows.approvals.actions import dispatch
from windows.approvals.models import Approval
from windows.approvals.states import ApprovalState
from windows.cases.actions.close import archive
from windows.cases.gathering import gather, settle
from windows.cases.mismatches import tell_of_mismatch
from windows.cases.models import Case
from windows.cases.quarantine import put_aside
from windows.cases.states import CaseState
from windows.corrections.collecting import collect_reports
from windows.disputes.actions import tell_answer
from windows.intake.actions import accept_by_itself
from windows.notices.about_reads import tell_of_answer, tell_of_question
from windows.notices.actions import notify
from windows.pickup.actions import make_package
from windows.promises.opening import open_commitment_checks


def after_consent(case_id: int) -> None:
    """政府部门能通过数据共享取得的，不再要求提供: ask every register that may be asked, in
    parallel.
    """
    with transaction.atomic(durable=True):
        gather(case_id, actor=SYSTEM)


def after_sharing(exchange_id: str) -> None:
    """A register answered, had no record, or does not answer: the material says so, the case
    goes on.
    """
    with transaction.atomic(durable=True):
        exchange = Exchange.objects.select_related("resource", "subject").get(pk=exchange_id)
        case = settle(exchange, actor=SYSTEM)
    if case is not None:
        _accept_if_nobody_needs_to_look(case)


def after_mismatch(mismatch_id: int) -> None:
    """An answer named somebody else, or its provider has looked into it: the person is told."""
    with transaction.atomic(durable=True):
        tell_of_mismatch(mismatch_id, actor=SYSTEM)


def after_quarantine(document_id: str) -> None:
    """A virus was found in a file: whoever handed it in is asked for another one."""
    put_aside(document_id, actor=SYSTEM)


def after_submission(case_id: int) -> None:
    """收件: reads that were agreed to are under way; a case which is proven throughout is
    accepted.
    """
    with transaction.atomic(durable=True):
        case = gather(case_id, actor=SYSTEM)
    _accept_if_nobody_needs_to_look(case)


def when_nothing_is_waited_for(approval_id: int) -> None:
    """并联审批: this approval has all it needs, so its department gets it now."""
    with transaction.atomic(durable=True):
        approval = _APPROVAL.first(approval_id)
        if approval is None:
            raise Approval.DoesNotExist
        if approval.state != ApprovalState.WAITING or approval.case.state != CaseState.ACCEPTED:
            return
        dispatch(approval, actor=SYSTEM)


def after_reports(case_id: int) -> None:
    """一次告知: when every department has looked, all that they miss goes out as one notice."""
    with transaction.atomic(durable=True):
        collect_reports(Case.objects.get(pk=case_id), actor=SYSTEM)


def after_answer_to_dispute(dispute_id: int) -> None:
    """疑义核对: the authority that keeps the register has answered, and the person is told."""
    with transaction.atomic(durable=True):
        found = DataDispute.objects.select_related("exchange__resource", "subject")
        tell_answer(found.get(pk=dispute_id), actor=SYSTEM)


def after_promise(approval_id: int) -> None:
    """告知承诺: what was granted on a promise is checked by its department afterwards."""
    with transaction.atomic(durable=True):
        open_commitment_checks(Approval.objects.get(pk=approval_id), actor=SYSTEM)


def after_last_decision(case_id: int) -> None:
    """统一出件: every department has ended, so the results go out as one package."""
    with transaction.atomic(durable=True):
        case = Case.objects.get(pk=case_id)
        if case.state == CaseState.ACCEPTED:
            make_package(case, actor=SYSTEM)


def after_rating(case_id: int) -> None:
    """归档: the person has the results and has said how it went."""
    with transaction.atomic(durable=True):
        case = Case.objects.get(pk=case_id)
        if case.state == CaseState.COLLECTED:
            archive(case, actor=SYSTEM)


def after_line_question(question_id: int) -> None:
    """Somebody asks why their data was read: the supervisors hear of it."""
    with transaction.atomic(durable=True):
        tell_of_question(LedgerQuestion.objects.get(pk=question_id))


def after_line_answer(question_id: int) -> None:
    """The question about a read was answered: whoever asked hears of it."""
    with transaction.atomic(durable=True):
        question = LedgerQuestion.objects.select_related("subject").get(pk=question_id)
        tell_of_answer(question)


def tell(*, case_id: int, applicant_id: int | None, kind: str, key: str, text: list[str]) -> None:
    """A notice that an older release has queued."""
    with transaction.atomic(durable=True):
        applicant = Applicant.objects.get(pk=applicant_id) if applicant_id else None
        notify(
            Case.objects.select_related("applicant").get(pk=case_id),
            kind=kind,
            key=key,
            text=Text.from_json(text),
            applicant=applicant,
            to_supervisors=applicant_id is None,
        )


_APPROVAL: Worded[Approval] = Worded(
    lambda pk: (
        Approval.objects.select_related("case")
        .only("state", "case__state")
        .filter(pk=pk)
        .order_by()
    )
)


def _accept_if_nobody_needs_to_look(case: Case) -> None:
    with transaction.atomic(durable=True):
        accept_by_itself(case.pk)
