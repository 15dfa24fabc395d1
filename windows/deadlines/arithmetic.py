"""The days of a case as arithmetic people can check: a table for each matter, a row for each day.

The tables are the very reckonings from which the dates in the columns are written, so the page
cannot say another day than the inbox of the department.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.approvals.parts import parts_of
from windows.approvals.renewals import silence_renews
from windows.approvals.states import ENDED, ApprovalState
from windows.cases.models import Case
from windows.clock import PlanningCalendar, spoken_day
from windows.deadlines.dates import reckonings
from windows.deadlines.models import ClockStop, Extension
from windows.deadlines.queries import extension_of, stops_of
from windows.deadlines.reckon import Day, Reckoning


@dataclass(frozen=True, slots=True)
class DayTable:
    """One matter: its days, and one sentence that sums them up."""

    matter: Text
    department: Text
    rows: tuple[Day, ...]
    sentence: Text
    is_standing: bool
    due: dt.date | None
    """The very day in the column of the approval; None where it is not known."""
    rule: Text | None = None
    """Of 行政许可法 art. 42, where the last day by law is not the guide's own."""


@dataclass(frozen=True, slots=True)
class Clock:
    """All there is to know of one approval's time; `table` is None before it is dispatched."""

    approval: Approval
    stops: list[ClockStop]
    extension: Extension | None
    table: DayTable | None


def clock_of(approval: Approval) -> Clock:
    """For an approval that was found in its reader's scope."""
    stops, extension = stops_of(approval), extension_of(approval)
    table = None
    if approval.counts_from is not None:
        table = _table(approval.case, approval, stops, extension)
    return Clock(approval, stops, extension, table)


def day_tables(case: Case) -> list[DayTable]:
    """Of every matter that has begun to count; empty before acceptance."""
    calendar = PlanningCalendar()
    return [
        _table(
            case,
            approval,
            sorted(approval.stops.all(), key=lambda stop: (stop.since, stop.pk)),
            getattr(approval, "extension", None),
            calendar,
        )
        for approval in parts_of(case)
        if approval.counts_from is not None and approval.state != ApprovalState.NOT_NEEDED
    ]


def _table(
    case: Case,
    approval: Approval,
    stops: list[ClockStop],
    extension: Extension | None,
    calendar: PlanningCalendar | None = None,
) -> DayTable:
    found = reckonings(case, approval, stops=stops, extension=extension, calendar=calendar)
    promised = found.promised
    edition, department = approval.matter_edition, approval.department
    return DayTable(
        matter=Text(edition.name, edition.name_en or edition.name),
        department=Text(department.name, department.name_en or department.name),
        rows=promised.days,
        sentence=_with_renewal(_summed_up(promised, found.statutory), approval),
        is_standing=promised.is_standing,
        due=promised.due,
        rule=found.rule,
    )


def _with_renewal(said: Text, approval: Approval) -> Text:
    """What the end of the licence that is renewed means (行政许可法 art. 50)."""
    licence = approval.renews
    if licence is None or licence.valid_until is None or approval.state in ENDED:
        return said
    if not silence_renews(approval):
        return said
    ends = spoken_day(licence.valid_until)
    return Text(
        f"{said.zh}。原证照有效期至 {ends.zh}，到那天还没有决定的，视为准予延续",
        f"{said.en}. The licence ends on {ends.en}; undecided then, it counts as renewed",
    )


def _summed_up(promised: Reckoning, statutory: Reckoning | None) -> Text:
    if promised.is_standing:
        return Text(
            f"共 {promised.total} 日，已用 {promised.used} 日；期限暂停，还剩 {promised.left} 日",
            f"{promised.total} days, {promised.used} used; the clock is stopped with "
            f"{promised.left} left",
        )
    if promised.due is None:
        return Text(
            f"共 {promised.total} 日；那一年的节假日还没有公布，日期以后告诉您",
            f"{promised.total} days; the holidays of that year are not announced, the date follows",
        )
    last = spoken_day(promised.due)
    law = Text("", "")
    if statutory is not None and statutory.due is not None:
        limit = spoken_day(statutory.due)
        law = Text(f"；法定最迟 {limit.zh}", f"; by law {limit.en} at the latest")
    if promised.total == 0 and promised.due == promised.days[0].on:
        return Text(f"当天办结，{last.zh}{law.zh}", f"done on the same day, {last.en}{law.en}")
    return Text(
        f"共 {promised.total} 日，最迟 {last.zh}{law.zh}",
        f"{promised.total} days, due {last.en}{law.en}",
    )
