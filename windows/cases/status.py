"""The one line on top of a case: who holds it, until when, and what if they are silent."""

from __future__ import annotations

from collections.abc import Iterable

from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.approvals.states import IN_INBOX, ApprovalState
from windows.cases.models import Case
from windows.cases.states import CaseState
from windows.clock import spoken_day, spoken_moment, today
from windows.corrections.models import Correction
from windows.deadlines.models import STANDING, ClockStop


def status_line(case: Case) -> Text:
    """Derived from the same record as everything else on the page, so that they cannot disagree."""
    return _LINES[CaseState(case.state)](case)


def _draft(case: Case) -> Text:
    return Text(
        "草稿，还没有提交。您填的内容都在，随时可以接着填。",
        "A draft, not submitted yet. What you filled in is kept; go on whenever you like.",
    )


def _submitted(case: Case) -> Text:
    since = spoken_moment(case.submitted_at)
    if case.intake_due_on is None:
        return Text(
            f"{since.zh}起由综合窗口审核，结果会通知您。",
            f"With the window since {since.en}. You will be told.",
        )
    until = spoken_day(case.intake_due_on)
    return Text(
        f"现在：综合窗口正在审核，最迟 {until.zh}答复；到时没有答复，就算从 {since.zh}起已经受理。",
        f"The window is checking it and answers by {until.en}. If it does not, your application "
        f"counts as accepted from {since.en}.",
    )


def _correction(case: Case) -> Text:
    correction = open_correction_of(case)
    since, until = spoken_moment(correction.asked_at), spoken_day(correction.deadline)
    return Text(
        f"现在：{since.zh}起等您补材料，请在 {until.zh}前补齐；这几天不算在办理时限里，"
        "过期没有补，视为撤回申请。",
        f"It waits for you since {since.en}, until {until.en}. The clock stands still; after that "
        "it counts as withdrawn.",
    )


def _accepted(case: Case) -> Text:
    approvals = _approvals(case)
    standing = [one for one in approvals if one.state == ApprovalState.STOPPED]
    who = _holders_since([one for one in approvals if one.state in IN_INBOX])
    stands = _standing(standing)
    if standing and not who.zh:
        rest = _rest(approvals)
        return Text(f"现在：{stands.zh}，{rest.zh}。", f"Now {stands.en}. {rest.en}.")
    who = who if who.zh else Text("各部门正在办", "the departments")
    more = Text(f"；{stands.zh}", f"; {stands.en}") if standing else Text("", "")
    if case.promised_on is None:
        return Text(f"现在：{who.zh}{more.zh}。", f"It is with {who.en}{more.en}.")
    until = spoken_day(case.promised_on)
    if case.promised_on < today():
        return Text(
            f"现在：{who.zh}。承诺 {until.zh}办好，已经超期，督查员正在催办。",
            f"It is with {who.en}. It was promised by {until.en} and is late; a supervisor "
            "sees it.",
        )
    return Text(
        f"现在：{who.zh}，最迟 {until.zh}全部办好；到时没有办好，督查员会收到提醒并催办。",
        f"It is with {who.en}, all done by {until.en}. If it is late, a supervisor is told.",
    )


def _rest(approvals: list[Approval]) -> Text:
    """What is said of the others when no department's days run."""
    if any(one.state == ApprovalState.WAITING for one in approvals):
        return Text("后面的事项等它", "What comes after waits for it")
    return Text("其他事项都已办好", "Everything else is done")


def _holders_since(approvals: list[Approval]) -> Text:
    """Who has it and since when; departments whose days began together are named together."""
    began = sorted({one.counts_from for one in approvals if one.counts_from is not None})
    said = []
    for on in began:
        who, since = _holders(one for one in approvals if one.counts_from == on), spoken_day(on)
        said.append(Text(f"{who.zh}自 {since.zh}起正在办", f"{who.en} since {since.en}"))
    return Text("，".join(one.zh for one in said), " and ".join(one.en for one in said))


def _holders(approvals: Iterable[Approval]) -> Text:
    holders = [one.department for one in approvals]
    names = dict.fromkeys(holder.name for holder in holders)
    names_en = dict.fromkeys(holder.name_en or holder.name for holder in holders)
    return Text("、".join(names), ", ".join(names_en))


def _standing(approvals: list[Approval]) -> Text:
    """Who lets the clock stand, why and since when, and that the rest of the days run on after."""
    stops = {
        one.approval_id: one for one in ClockStop.objects.filter(STANDING, approval__in=approvals)
    }
    said = []
    for approval in approvals:
        stop, who = stops[approval.pk], _holders([approval])
        since, why = spoken_day(stop.since), why_it_stands(stop)
        said.append(
            Text(
                f"{who.zh}自 {since.zh}起暂停计时（{why.zh}），恢复后接着算",
                f"at {who.en} the clock stands since {since.en} ({why.en}) and runs on afterwards",
            )
        )
    return Text("；".join(one.zh for one in said), "; ".join(one.en for one in said))


def why_it_stands(stop: ClockStop) -> Text:
    """The reason as a part of a sentence."""
    reason_en = stop.reason_en or stop.reason
    return Text(stop.reason.rstrip("。.！!"), reason_en.rstrip("。.！!"))


def open_correction_of(case: Case) -> Correction:
    """The one notice of a case that waits for an answer."""
    return next(each for each in case.corrections.all() if each.is_open)


def _approvals(case: Case) -> list[Approval]:
    """With their departments: out of what a list has fetched for all its cases, or one query."""
    if "approvals" in getattr(case, "_prefetched_objects_cache", {}):
        found = case.approvals.all()
    else:
        found = case.approvals.select_related("department")
    return sorted(found, key=lambda each: each.pk)


def _ready(case: Case) -> Text:
    since = spoken_moment(case.finished_at)
    return Text(
        f"{since.zh}全部办好了，等您领取；结果一直为您保留。",
        f"All done on {since.en}. The results wait for you and are kept.",
    )


def _collected(case: Case) -> Text:
    return Text("结果已经领取，请您评价。", "The results were collected. Please rate the service.")


def _archived(case: Case) -> Text:
    return Text("已经办结归档。", "Finished and filed.")


def _refused(case: Case) -> Text:
    since = spoken_moment(case.closed_at)
    return Text(
        f"{since.zh}没有受理：{case.closed_reason}",
        f"Not accepted on {since.en}: {case.closed_reason}",
    )


def _withdrawn(case: Case) -> Text:
    since = spoken_moment(case.closed_at)
    return Text(f"{since.zh}您撤回了申请。", f"You withdrew the application on {since.en}.")


def _lapsed(case: Case) -> Text:
    since = spoken_moment(case.closed_at)
    return Text(
        f"{since.zh}补正期满没有收到补正，视为撤回。您可以随时重新申请。",
        f"Nothing had come by {since.en}, so it counts as withdrawn. Apply again at any time.",
    )


def _revoked(case: Case) -> Text:
    since = spoken_moment(case.closed_at)
    return Text(
        f"{since.zh}撤销受理：{case.closed_reason}",
        f"The acceptance was revoked on {since.en}: {case.closed_reason}",
    )


_LINES = {
    CaseState.DRAFT: _draft,
    CaseState.SUBMITTED: _submitted,
    CaseState.CORRECTION: _correction,
    CaseState.ACCEPTED: _accepted,
    CaseState.RESULTS_READY: _ready,
    CaseState.COLLECTED: _collected,
    CaseState.ARCHIVED: _archived,
    CaseState.REFUSED: _refused,
    CaseState.WITHDRAWN: _withdrawn,
    CaseState.LAPSED: _lapsed,
    CaseState.REVOKED: _revoked,
}
