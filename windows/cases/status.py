"""The one line on top of a case: who holds it, until when, and what if they are silent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import prefetch_related_objects

from portal.accounts.actor import Actor
from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.approvals.states import IN_INBOX, ApprovalState
from windows.cases.models import Case
from windows.cases.people import is_another_party
from windows.cases.states import CaseState
from windows.clock import spoken_day, spoken_moment, today
from windows.corrections.models import Correction
from windows.deadlines.grounds import StopGround
from windows.deadlines.models import ClockStop
from windows.deferred.queries import following

RECEIVED = Text("收到了", "Received")
_HEADINGS = {
    CaseState.DRAFT: Text("还没有提交", "Not submitted yet"),
    CaseState.REFUSED: Text("没有受理", "Not accepted"),
    CaseState.WITHDRAWN: Text("已经撤回", "Withdrawn"),
    CaseState.LAPSED: Text("视为撤回", "Counts as withdrawn"),
    CaseState.REVOKED: Text("受理已经撤销", "Acceptance revoked"),
}
RUNS_ON = Text("恢复后接着算", "runs on afterwards")
_AFTERWARDS = {
    StopGround.CORRECTION: Text(
        "补齐后接着算；到期没有补，这个事项视为撤回申请",
        "runs on when everything is there; otherwise this matter counts as withdrawn",
    ),
}


def status_line(case: Case, actor: Actor | None = None) -> Text:
    """Derived from the same record as everything else on the page, so that they cannot disagree.

    Without an actor it is said to the applicant. Another party asked for no withdrawal and is not
    told why somebody else did (个人信息保护法 art. 6: no more than the purpose needs).
    """
    if case.state == CaseState.WITHDRAWN and actor and is_another_party(case, actor):
        since = spoken_moment(case.closed_at)
        return Text(f"{since.zh}申请已撤回。", f"The application was withdrawn on {since.en}.")
    return _LINES[CaseState(case.state)](case)


def receipt_heading(case: Case) -> Text:
    """What stands large above the receipt. A paper that is printed after the case ended says so:
    “received” above “withdrawn” would be read as still under way.
    """
    return _HEADINGS.get(CaseState(case.state), RECEIVED)


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
    running = [one for one in approvals if one.state in IN_INBOX]
    each_its_day = case.promised_on is None
    who = _holders_since(running, each_its_day=each_its_day)
    stands, follows = _standing(standing), _to_follow(case)
    if standing and not who.zh:
        rest = _rest(approvals)
        return Text(
            f"现在：{stands.zh}，{rest.zh}{follows.zh}。",
            f"Now {stands.en}. {rest.en}{follows.en}.",
        )
    who = who if who.zh else Text("各部门正在办", "the departments")
    more = Text(f"；{stands.zh}", f"; {stands.en}") if standing else Text("", "")
    more = Text(more.zh + follows.zh, more.en + follows.en)
    if case.promised_on is None:
        seen = _watched(running)
        return Text(
            f"现在：{who.zh}{seen.zh}{more.zh}。", f"It is with {who.en}{seen.en}{more.en}."
        )
    until = spoken_day(case.promised_on)
    if case.promised_on < today():
        return Text(
            f"现在：{who.zh}。承诺 {until.zh}办好，已经超期，督查员正在催办{more.zh}。",
            f"It is with {who.en}. It was promised by {until.en} and is late; a supervisor "
            f"sees it{more.en}.",
        )
    return Text(
        f"现在：{who.zh}，最迟 {until.zh}全部办好；到时没有办好，督查员会收到提醒并催办{more.zh}。",
        f"It is with {who.en}, all done by {until.en}. If it is late, a supervisor is told"
        f"{more.en}.",
    )


def _rest(approvals: list[Approval]) -> Text:
    """What is said of the others when no department's days run."""
    if any(one.state == ApprovalState.WAITING for one in approvals):
        return Text("后面的事项等它", "What comes after waits for it")
    return Text("其他事项都已办好", "Everything else is done")


def _watched(running: list[Approval]) -> Text:
    """What becomes of a department that does not keep its own day."""
    days = [one.due_on for one in running if one.due_on is not None]
    if not days:
        return Text("", "")
    if min(days) < today():
        return Text("；已经超期的，督查员正在催办", "; a supervisor sees what is late")
    return Text("；到时没有办好，督查员会收到提醒并催办", "; if it is late, a supervisor is told")


def _to_follow(case: Case) -> Text:
    """Papers that may come after acceptance, and what happens without them."""
    found = following(case)
    if not found:
        return Text("", "")
    zh = "、".join(each.slot.name for each in found)
    en = ", ".join(each.slot.name_en or each.slot.name for each in found)
    first = spoken_day(found[0].due_on)
    return Text(
        f"；还要补交{zh}，最早的一份最迟 {first.zh}，到期没有补交，要用它的事项撤销受理",
        f"; still to hand in: {en}, the first by {first.en}, or what needs it is no longer "
        "accepted",
    )


def _holders_since(approvals: list[Approval], *, each_its_day: bool) -> Text:
    """Who has it and since when, and where the case as a whole has no day, until when each;
    departments whose days are the same are named together.
    """
    spans: dict[tuple[dt.date, dt.date | None], list[Approval]] = {}
    for one in approvals:
        if one.counts_from is not None:
            until = one.due_on if each_its_day else None
            spans.setdefault((one.counts_from, until), []).append(one)
    said = []
    for (on, until), theirs in sorted(spans.items(), key=lambda span: _order(*span[0])):
        who, since = _holders(theirs), spoken_day(on)
        last = Text("", "")
        if until is not None:
            day = spoken_day(until)
            last = Text(f"，最迟 {day.zh}", f" until {day.en}")
        said.append(
            Text(f"{who.zh}自 {since.zh}起正在办{last.zh}", f"{who.en} since {since.en}{last.en}")
        )
    return Text("，".join(one.zh for one in said), " and ".join(one.en for one in said))


def _order(began: dt.date, until: dt.date | None) -> tuple[dt.date, dt.date]:
    return began, until or dt.date.max


def _holders(approvals: Iterable[Approval]) -> Text:
    holders = [one.department for one in approvals]
    names = dict.fromkeys(holder.name for holder in holders)
    names_en = dict.fromkeys(holder.name_en or holder.name for holder in holders)
    return Text("、".join(names), ", ".join(names_en))


def _standing(approvals: list[Approval]) -> Text:
    """Who lets the clock stand, why and since when, and what comes after."""
    prefetch_related_objects(approvals, "stops")
    said = []
    for approval in approvals:
        stop = next(one for one in approval.stops.all() if one.until is None)
        who, since, why = _holders([approval]), spoken_day(stop.since), why_it_stands(stop)
        then = _AFTERWARDS.get(StopGround(stop.ground), RUNS_ON)
        said.append(
            Text(
                f"{who.zh}自 {since.zh}起暂停计时（{why.zh}），{then.zh}",
                f"at {who.en} the clock is stopped since {since.en} ({why.en}) and {then.en}",
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
    if case.withdrawn_at_window:
        reason = case.closed_reason.rstrip("。.！!")
        return Text(
            f"{since.zh}窗口按您的要求撤回了申请，记下的原因：{reason}。",
            f"The window withdrew the application on {since.en}, as you asked. The reason it "
            f"noted: {reason}.",
        )
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
