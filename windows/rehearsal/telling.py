"""A rehearsal in words: a line for each happening, the departments side by side, the figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from datasharing.states import ExchangeState
from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.intake.visits import count_visits
from windows.rehearsal.report import Report
from windows.rehearsal.timeline import Happening

COLUMNS = 40
WAYS = {
    "output": Text("同一件里别的事项产生", "made by another matter of the case"),
    "licence": Text("电子证照", "electronic licence"),
    "resource": Text("数据共享", "shared data"),
    "document": Text("以前交过", "handed in before"),
    "generated": Text("系统生成表单", "form written by the portal"),
    "shared": Text("一份多用", "one paper for several matters"),
}

STATES = {
    ExchangeState.ASKED: Text("还没有答复", "not answered yet"),
    ExchangeState.NO_RECORD: Text("没有记录", "no record"),
    ExchangeState.FAILED: Text("没有取得", "not obtained"),
}


class Teller:
    """Says everything in one language."""

    def __init__(self, language: str) -> None:
        self._is_english = language == "en"

    def say(self, text: Text) -> str:
        return (text.en or text.zh) if self._is_english else text.zh

    def happening(self, happening: Happening) -> str:
        return f"{happening.seconds:7.2f}s  {self.say(happening.said)}"

    def opening(self, report: Report) -> Iterator[str]:
        """What was rehearsed, and why these answers."""
        name = Text(report.edition.name, report.edition.name_en)
        yield f"{report.edition.life_event.code} {self.say(name)}"
        said = ",".join(
            f"{question}={'+'.join(values)}" for question, values in report.chosen.answers.items()
        )
        yield self._line("回答", "answers", f"{said}（{self.say(report.chosen.why)}）")
        for note in (*report.notes, *report.reasons):
            yield f"  ! {self.say(note)}"

    def figures(self, report: Report) -> Iterator[str]:
        """Everything that a catalogue editor wants to know, for a finished rehearsal."""
        if report.case is None or report.burden is None:
            yield self._line("结果", "outcome", report.outcome)
            return
        plan, case, burden = report.plan, report.case, report.burden
        planned, made, before = plan.visits.count, count_visits(case), plan.visits.before
        visits = Text(
            f"计划 {planned} 次，实际 {made} 次，原来 {before} 次",
            f"{planned} planned, {made} made, {before} before",
        )
        yield self._line("跑动", "visits", self.say(visits))
        papers = Text(
            f"原来 {burden.before} 份，现在 {len(burden.asked)} 份",
            f"{burden.before} before, {len(burden.asked)} now",
        )
        yield self._line("材料", "materials", self.say(papers))
        for name in burden.asked:
            yield f"    + {self.say(name)}"
        for how, group in burden.spared.items():
            names = "、".join(self.say(name) for name in group.names)
            yield f"    - {self.say(WAYS.get(how, Text(how)))} {group.count}: {names}"
        for line in report.outage.lines() if report.outage else ():
            yield f"    ~ {self.say(line)}"
        departments = "、".join(self.say(name) for name in plan.departments)
        yield self._line("部门", "departments", f"{len(plan.departments)}: {departments}")
        yield from self._reads(report)
        parties = "、".join(self.say(label) for _, label in plan.parties) or "—"
        yield self._line("共同申请人", "parties", parties)
        widest = Text(
            f"计划 {plan.widest} 项，实际 {report.widest} 项",
            f"{plan.widest} planned, {report.widest} measured",
        )
        yield self._line("同时办理", "side by side", self.say(widest))
        yield self._line(
            "承诺", "promise", f"{case.promised_on} ({self.say(plan.promise.sentence)})"
        )
        results = "、".join(each.name for each in report.results) or "—"
        yield self._line("证照", "licences", results)
        yield self._line("用时", "wall time", f"{report.seconds:.1f} s")

    def _reads(self, report: Report) -> Iterator[str]:
        """How many registers answered; those that did not, by name."""
        asked = len(report.reads)
        said = Text(
            f"问了 {asked} 次，{report.answered} 次有记录",
            f"{asked} asked, {report.answered} with a record",
        )
        yield self._line("共享数据", "shared data", self.say(said))
        for read in report.reads:
            if read.state != ExchangeState.ANSWERED:
                name = self.say(Text(read.resource.name, read.resource.name_en))
                state = STATES[ExchangeState(read.state)]
                yield f"    ! {read.resource.code} {name}: {self.say(state)}"

    def lanes(self, approvals: Sequence[Approval]) -> Iterator[str]:
        """Each approval on one track of real time, dispatched to decided."""
        times = [
            (a, a.dispatched_at, a.decided_at)
            for a in approvals
            if a.dispatched_at is not None and a.decided_at is not None
        ]
        if not times:
            return
        first = min(began for _, began, _ in times)
        last = max(ended for _, _, ended in times)
        whole = max((last - first).total_seconds(), 0.001)
        for approval, began, ended in times:
            bar = _bar(
                (began - first).total_seconds() / whole, (ended - first).total_seconds() / whole
            )
            edition, department = approval.matter_edition, approval.department
            who = self.say(Text(department.name, department.name_en))
            what = self.say(Text(edition.name, edition.name_en))
            yield f"  {bar} {_clock(began, first)}–{_clock(ended, first)}  {who}：{what}"

    def _line(self, zh: str, en: str, value: str) -> str:
        return f"  {self.say(Text(zh, en))}: {value}"


def _bar(start: float, end: float) -> str:
    begin = min(COLUMNS - 1, round(start * COLUMNS))
    length = max(1, round(end * COLUMNS) - begin)
    return ("·" * begin + "█" * length).ljust(COLUMNS, "·")[:COLUMNS]


def _clock(moment: datetime, first: datetime) -> str:
    return f"{(moment - first).total_seconds():.1f}s"
