"""The departments of a case side by side, on a track of 24 columns, time to the right."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.approvals.states import ApprovalState
from windows.cases.models import Case
from windows.cases.plans import plan_of
from windows.cases.states import CaseState

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
_LABELS = {
    ApprovalState.WAITING: Text("等前面的结果", "Waits"),
    ApprovalState.DISPATCHED: Text("已送到", "Received"),
    ApprovalState.IN_REVIEW: Text("审查中", "Under review"),
    ApprovalState.APPROVED: Text("✓ 办好", "✓ Done"),
    ApprovalState.DENIED: Text("没有准予", "Denied"),
    ApprovalState.NOT_NEEDED: Text("不用办了", "Not needed"),
}


def lanes(case: Case) -> list[Lane]:
    """One row a department, one bar a matter; what runs in parallel stands under one another.

    Time is told in stages: everything in one stage may be under way at once. Before submission the
    rows show the plan.
    """
    approvals = list(
        Approval.objects.filter(case=case)
        .select_related("department", "matter_edition__matter")
        .order_by("stage", "pk")
    )
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
        sentence = _sentence(approval)
        label = _LABELS[ApprovalState(approval.state)]
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
    return "you" if case.state == CaseState.CORRECTION else "wait"


def _name(approval: Approval) -> Text:
    return Text(approval.matter_edition.name, approval.matter_edition.name_en)


def _sentence(approval: Approval) -> Text:
    name, name_en = approval.matter_edition.name, approval.matter_edition.name_en
    name_en = name_en or name
    if approval.state == ApprovalState.APPROVED:
        day = f"{timezone.localtime(approval.decided_at):%Y-%m-%d}"
        return Text(f"“{name}”{day} 办好", f"“{name_en}” was done on {day}")
    if approval.state == ApprovalState.DENIED:
        return Text(
            f"“{name}”没有准予：{approval.reason}", f"“{name_en}” was denied: {approval.reason}"
        )
    if approval.state == ApprovalState.NOT_NEEDED:
        return Text(
            f"“{name}”不办了：{approval.closed_reason}",
            f"“{name_en}” ended: {approval.closed_reason_en or approval.closed_reason}",
        )
    if approval.state == ApprovalState.WAITING:
        return Text(f"“{name}”等前面的结果", f"“{name_en}” waits for its turn")
    if approval.due_on is None:
        return Text(f"“{name}”正在办", f"“{name_en}” is under way")
    day = f"{approval.due_on:%Y-%m-%d}"
    return Text(f"“{name}”正在办，{day} 前办好", f"“{name_en}” is under way, due by {day}")
