"""One sentence on top of the case page: who has it, until when. The whole line is `status_line`."""

from __future__ import annotations

from portal.accounts.actor import Actor
from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.approvals.states import IN_INBOX, ApprovalState
from windows.cases.models import Case
from windows.cases.states import CaseState
from windows.cases.status import open_correction_of, status_line
from windows.clock import spoken_day, today

MOST_NAMED = 2
"""So many departments are named; more are counted, and stand below side by side."""
WORKING = Text("各部门正在办", "The departments are working on it")


def headline(case: Case, actor: Actor | None = None) -> Text:
    """The same record as the whole line, and the whole line where that is short itself. Without
    an actor it is said to the applicant.
    """
    short = _LINES.get(CaseState(case.state))
    return short(case) if short else status_line(case, actor)


def _submitted(case: Case) -> Text:
    if case.intake_due_on is None:
        return status_line(case)
    until = spoken_day(case.intake_due_on)
    return Text(
        f"综合窗口正在审核，最迟 {until.zh}答复。",
        f"The window is checking it and answers by {until.en}.",
    )


def _correction(case: Case) -> Text:
    until = spoken_day(open_correction_of(case).deadline)
    return Text(
        f"等您补材料，请在 {until.zh}前补齐。",
        f"We wait for you: please send what is missing by {until.en}.",
    )


def _accepted(case: Case) -> Text:
    approvals = _approvals(case)
    running = [one for one in approvals if one.state in IN_INBOX]
    standing = [one for one in approvals if one.state == ApprovalState.STOPPED]
    if standing and not running:
        who = _who(standing)
        return Text(f"{who.zh}的期限暂停了。", f"The clock is stopped at {who.en}.")
    stands = Text("", "")
    if standing:
        others = _who(standing)
        stands = Text(f"；{others.zh}的期限暂停了", f"; the clock is stopped at {others.en}")
    is_late = case.promised_on is not None and case.promised_on < today()
    late = [] if is_late else _late(running)
    if not late:
        works, until = _works(running), _until(case, running)
        return Text(f"{works.zh}{until.zh}{stands.zh}。", f"{works.en}{until.en}{stands.en}.")
    urged, others = _urged(late), _others(case, running, late)
    return Text(f"{urged.zh}{others.zh}{stands.zh}。", f"{urged.en}{others.en}{stands.en}.")


def _works(running: list[Approval]) -> Text:
    if not running:
        return WORKING
    who = _who(running)
    is_are = "is" if len(_names(running)) == 1 else "are"
    return Text(f"{who.zh}正在办", f"{_upper(who.en)} {is_are} working on it")


def _late(running: list[Approval]) -> list[Approval]:
    """Those whose own day has passed. Where the day of the whole has passed, that is said of it."""
    return [one for one in running if one.due_on is not None and one.due_on < today()]


def _urged(late: list[Approval]) -> Text:
    """Who is late, with the day where all of them had the same."""
    who, days = _who(late), {one.due_on for one in late if one.due_on is not None}
    is_are = "is" if len(_names(late)) == 1 else "are"
    passed = Text("超期了", f"{is_are} late")
    if len(days) == 1:
        day = spoken_day(days.pop())
        passed = Text(f"超过了 {day.zh}", f"{is_are} late (due {day.en})")
    return Text(
        f"{who.zh}{passed.zh}，督查员正在催办",
        f"{_upper(who.en)} {passed.en}, and a supervisor is pressing for it",
    )


def _others(case: Case, running: list[Approval], late: list[Approval]) -> Text:
    """The departments that are in time, and the day that still holds."""
    behind = {one.department_id for one in late}
    in_time = [one for one in running if one.department_id not in behind]
    until = _until(case, in_time)
    if not in_time:
        return until
    works = _works(in_time)
    return Text(f"；{works.zh}{until.zh}", f". {works.en}{until.en}")


def _approvals(case: Case) -> list[Approval]:
    """Out of what a list has fetched for all its cases, or one query."""
    if "approvals" in getattr(case, "_prefetched_objects_cache", {}):
        return sorted(case.approvals.all(), key=lambda each: each.pk)
    return list(case.approvals.select_related("department").order_by("pk"))


def _until(case: Case, running: list[Approval]) -> Text:
    """The day of the whole; where it has none, the last of those that run."""
    days = [one.due_on for one in running if one.due_on is not None]
    last = case.promised_on or max(days, default=None)
    if last is None:
        return Text("", "")
    day = spoken_day(last)
    if last < today():
        return Text(f"，超过了 {day.zh}，督查员正在催办", f"; it was due {day.en} and is late")
    if case.promised_on is None:
        return Text(f"，最迟 {day.zh}", f", until {day.en} at the latest")
    return Text(f"，最迟 {day.zh}全部办好", f"; all of it is done by {day.en}")


def _names(approvals: list[Approval]) -> list[Text]:
    departments = dict.fromkeys(one.department for one in approvals)
    return [Text(each.name, each.name_en or each.name) for each in departments]


def _who(approvals: list[Approval]) -> Text:
    names = _names(approvals)
    if len(names) > MOST_NAMED:
        return Text(
            f"{names[0].zh}等 {len(names)} 家", f"{names[0].en} and {len(names) - 1} others"
        )
    return Text("、".join(each.zh for each in names), " and ".join(each.en for each in names))


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


_LINES = {
    CaseState.SUBMITTED: _submitted,
    CaseState.CORRECTION: _correction,
    CaseState.ACCEPTED: _accepted,
}
