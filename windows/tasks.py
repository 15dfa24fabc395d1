"""Handlers of the windows' messages: each takes ids and calls one step of `process`."""

from __future__ import annotations

from celery import shared_task

from portal.accounts.actor import SYSTEM
from portal.outbox.handlers import handler
from windows import process, sweeping
from windows.departments import sending, stranded
from windows.gaps import counting
from windows.letters import sending as letters


@handler("case.gather", at_once=4)
def gather(*, case_id: int, **_: object) -> None:
    process.after_consent(case_id)


@handler("exchange.settled", at_once=8)
def settled(*, exchange_id: str, **_: object) -> None:
    process.after_sharing(exchange_id)


@handler("exchange.unavailable")
def unavailable(*, exchange_id: str, **_: object) -> None:
    process.after_sharing(exchange_id)


@handler("exchange.mismatch")
def mismatch(*, mismatch_id: int, **_: object) -> None:
    process.after_mismatch(mismatch_id)


@handler("exchange.mismatch_answered")
def mismatch_answered(*, mismatch_id: int, **_: object) -> None:
    process.after_mismatch(mismatch_id)


@handler("document.quarantined")
def quarantined(*, document_id: str, **_: object) -> None:
    process.after_quarantine(document_id)


@handler("dispute.answered")
def dispute_answered(*, dispute_id: int, **_: object) -> None:
    process.after_answer_to_dispute(dispute_id)


@handler("case.submitted", at_once=4)
def submitted(*, case_id: int, **_: object) -> None:
    process.after_submission(case_id)


@handler("approval.dispatch", at_once=8)
def dispatch(*, approval_id: int, **_: object) -> None:
    process.when_nothing_is_waited_for(approval_id)


@handler("department.deliver", attempts=sending.TRIES, on_give_up=sending.bury)
def deliver_to_department(*, delivery_key: str, woken: int = 0, **_: object) -> None:
    sending.deliver(delivery_key, woken=woken)


@handler("department.catch_up")
def tell_connected_system(*, system_id: int, **_: object) -> None:
    stranded.catch_up(system_id)


@handler("letter.send", attempts=letters.TRIES, on_give_up=letters.bury)
def send_letter(*, letter_id: int, resent: int = 0, **_: object) -> None:
    letters.send(letter_id, resent=resent)


@handler("correction.collect")
def collect_reports(*, case_id: int, **_: object) -> None:
    process.after_reports(case_id)


@handler("promise.watch")
def watch_promises(*, approval_id: int, **_: object) -> None:
    process.after_promise(approval_id)


@handler("case.finish", at_once=4)
def finish(*, case_id: int, **_: object) -> None:
    process.after_last_decision(case_id)


@handler("case.archive")
def archive(*, case_id: int, **_: object) -> None:
    process.after_rating(case_id)


@handler("ledger.questioned")
def tell_of_question(*, question_id: int, **_: object) -> None:
    process.after_line_question(question_id)


@handler("ledger.answered")
def tell_of_answer(*, question_id: int, **_: object) -> None:
    process.after_line_answer(question_id)


@handler("notice.send")
def send_notice(
    *,
    case_id: int,
    applicant_id: int | None,
    notice_kind: str,
    notice_key: str,
    text: list[str],
    **_: object,
) -> None:
    """What the release before this one left in the outbox; notices are written at once now."""
    process.tell(
        case_id=case_id, applicant_id=applicant_id, kind=notice_kind, key=notice_key, text=text
    )


@shared_task
def sweep() -> None:
    sweeping.sweep()


@shared_task
def count_papers() -> int:
    """Which requirements make people carry paper: the days that are due (windows.gaps)."""
    return counting.count_papers(actor=SYSTEM)
