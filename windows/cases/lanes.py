"""The departments of a case side by side, on a track of 24 columns, time to the right."""

from __future__ import annotations

from dataclasses import dataclass

from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.approvals.parts import parts_of
from windows.approvals.states import UNDECIDED, ApprovalState
from windows.cases.models import Case
from windows.cases.plans import plan_of
from windows.cases.states import CaseState
from windows.cases.status import why_it_stands
from windows.clock import spoken_day, spoken_moment
from windows.deadlines.grounds import StopGround
from windows.deadlines.longest import days_in_words

COLUMNS = 24


@dataclass(frozen=True, slots=True)
class Bar:
    """`start` (1–24) and `length` on the track; state: done | now | wait | you | ended."""

    start: int
    length: int
    state: str
    label: Text


@dataclass(frozen=True, slots=True)
class Lane:
    """One department's row: who, what it decides, its bars, and a sentence."""

    who: Text
    what: Text
    bars: tuple[Bar, ...]
    sentence: Text


PLANNED = Text("提交后办", "After you submit")
NOT_ACCEPTED = Text("等受理", "Waits for acceptance")
_LABELS = {
    ApprovalState.WAITING: Text("等前面的结果", "Waits"),
    ApprovalState.DISPATCHED: Text("办理中", "Under way"),
    ApprovalState.IN_REVIEW: Text("审查中", "Under review"),
    ApprovalState.STOPPED: Text("期限暂停", "Clock stopped"),
    ApprovalState.APPROVED: Text("✓ 办好", "✓ Done"),
    ApprovalState.DENIED: Text("没有准予", "Denied"),
    ApprovalState.NOT_NEEDED: Text("不用办了", "Not needed"),
}


def lanes(case: Case) -> list[Lane]:
    """One row a department, one bar a matter; what runs in parallel stands under one another.

    Time is told in stages: everything in one stage may be under way at once. Before submission the
    rows show the plan.
    """
    approvals = parts_of(case)
    if not approvals:
        return _planned(case)
    last = max(approval.stage for approval in approvals)
    rows: dict[int, list[Approval]] = {}
    for approval in approvals:
        rows.setdefault(approval.department_id, []).append(approval)
    return [_lane(row, last, case) for row in rows.values()]


def _planned(case: Case) -> list[Lane]:
    matters = plan_of(case).matters
    last = max((matter.stage for matter in matters), default=1)
    rows: dict[Text, list[Lane]] = {}
    for matter in matters:
        start, length = _place(matter.stage, last)
        bar = Bar(start, length, "wait", PLANNED)
        rows.setdefault(matter.department, []).append(
            Lane(matter.department, matter.name, (bar,), matter.wait)
        )
    return [_joined(who, parts) for who, parts in rows.items()]


def _lane(row: list[Approval], last: int, case: Case) -> Lane:
    who = Text(row[0].department.name, row[0].department.name_en)
    parts = []
    for approval in row:
        start, length = _place(approval.stage, last)
        state = _state(approval, case)
        name = _name(approval)
        sentence = _sentence(approval, is_alone=len(row) == 1)
        label = _LABELS[ApprovalState(approval.state)]
        if approval.state == ApprovalState.WAITING and case.accepted_at is None:
            label = NOT_ACCEPTED
        parts.append(Lane(who, name, (Bar(start, length, state, label),), sentence))
    return _joined(who, parts)


def _joined(who: Text, parts: list[Lane]) -> Lane:
    """Matters of one department in one row; those of one stage share its place."""
    bars: list[Bar] = []
    by_place: dict[tuple[int, int], list[Bar]] = {}
    for part in parts:
        for bar in part.bars:
            by_place.setdefault((bar.start, bar.length), []).append(bar)
    for (start, length), sharing in by_place.items():
        each = max(1, length // len(sharing))
        bars += [
            Bar(min(start + place * each, COLUMNS), each, bar.state, bar.label)
            for place, bar in enumerate(sharing)
        ]
    return Lane(
        who,
        Text(
            "、".join(part.what.zh for part in parts),
            ", ".join(part.what.en or part.what.zh for part in parts),
        ),
        tuple(bars),
        Text(
            "；".join(part.sentence.zh for part in parts),
            "; ".join(part.sentence.en or part.sentence.zh for part in parts),
        ),
    )


def _place(stage: int, last: int) -> tuple[int, int]:
    begin = (stage - 1) * COLUMNS // last
    end = stage * COLUMNS // last
    return begin + 1, max(1, end - begin)


def _state(approval: Approval, case: Case) -> str:
    if approval.state == ApprovalState.APPROVED:
        return "done"
    if approval.state in (ApprovalState.DENIED, ApprovalState.NOT_NEEDED):
        return "ended"
    if approval.state in (ApprovalState.DISPATCHED, ApprovalState.IN_REVIEW):
        return "now"
    if case.state == CaseState.CORRECTION or _waits_for_you(approval):
        return "you"
    return "wait"


def _waits_for_you(approval: Approval) -> bool:
    """It stands because a department asked the person for something."""
    return approval.state == ApprovalState.STOPPED and any(
        stop.until is None and stop.ground == StopGround.CORRECTION for stop in approval.stops.all()
    )


def _name(approval: Approval) -> Text:
    return Text(approval.matter_edition.name, approval.matter_edition.name_en)


def _sentence(approval: Approval, *, is_alone: bool) -> Text:
    """What is happening to one matter; it is named only where others stand in the same row."""
    said = _happening(approval)
    if is_alone:
        return said
    name = _name(approval)
    return Text(f"“{name.zh}”{said.zh}", f"“{name.en or name.zh}”: {said.en}")


def _happening(approval: Approval) -> Text:
    if approval.state == ApprovalState.APPROVED:
        day = spoken_moment(approval.decided_at)
        return Text(f"{day.zh}办好了", f"Done on {day.en}")
    if approval.state == ApprovalState.DENIED:
        return Text(
            f"没有准予：{approval.reason}", f"Denied: {approval.reason_en or approval.reason}"
        )
    if approval.state == ApprovalState.NOT_NEEDED:
        en = approval.closed_reason_en or approval.closed_reason
        return Text(f"不办了：{approval.closed_reason}", f"Ended: {en}")
    if approval.state == ApprovalState.WAITING:
        return _waiting(approval)
    if approval.state == ApprovalState.STOPPED:
        return _stands(approval)
    return _runs(approval)


def _runs(approval: Approval) -> Text:
    more = _extended(approval)
    if approval.due_on is None:
        return Text(f"正在办{more.zh}", f"Under way{more.en}")
    day = spoken_day(approval.due_on)
    return Text(f"正在办{more.zh}，最迟 {day.zh}", f"Under way{more.en}, due {day.en}")


def _stands(approval: Approval) -> Text:
    """Why the days do not run, since when, and how long it was said to take."""
    stop = next(each for each in approval.stops.all() if each.until is None)
    since, why = spoken_day(stop.since), why_it_stands(stop)
    if stop.expected_days is None:
        about = Text("", "")
    else:
        about = Text(
            f"，预计 {stop.expected_days} 个工作日", f", about {stop.expected_days} working days"
        )
    return Text(
        f"{since.zh}起暂停：{why.zh}{about.zh}",
        f"The clock is stopped since {since.en}: {why.en}{about.en}",
    )


def _extended(approval: Approval) -> Text:
    extension = getattr(approval, "extension", None)
    if extension is None or not extension.is_granted:
        return Text("", "")
    longer = days_in_words(extension)
    return Text(f"，已延长 {longer.zh}", f", {longer.en} longer")


def _waiting(approval: Approval) -> Text:
    """For whom it waits; before acceptance everything waits for the window."""
    needs = [
        one.needs.matter_edition for one in approval.waits_for.all() if one.needs.state in UNDECIDED
    ]
    if not needs:
        return Text("受理后马上开始", "Starts as soon as the case is accepted")
    return Text(
        "等" + "、".join(f"“{need.name}”" for need in needs) + "办好",
        "Waits for " + ", ".join(f"“{need.name_en or need.name}”" for need in needs),
    )
