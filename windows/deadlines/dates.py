"""From a record of counted days to the dates in the columns: one reckoning for both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.cases.models import Case
from windows.clock import PlanningCalendar, today
from windows.deadlines.limits import BY_DEFAULT, limits_of
from windows.deadlines.models import ClockStop, Extension
from windows.deadlines.reckon import Reckoning, Stop, Stretch, ends_before, may_end_before, reckon


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The same days counted by what was promised and by what the law allows."""

    promised: Reckoning
    statutory: Reckoning | None
    """None where the law sets no limit."""
    rule: Text | None
    """Of 行政许可法 art. 42, where the last day by law is not the guide's own."""


def set_days(
    case: Case,
    approval: Approval,
    *,
    stops: Iterable[ClockStop] = (),
    extension: Extension | None = None,
) -> None:
    """Write the last days of an approval that counts; the caller saves it.

    Both are None while its clock stands, even where no day was left when it stopped, and where
    the calendar does not reach so far.
    """
    stops = list(stops)
    if any(stop.until is None for stop in stops):
        approval.due_on = approval.statutory_on = None
        return
    found = reckonings(case, approval, stops=stops, extension=extension)
    approval.due_on = found.promised.due
    approval.statutory_on = found.statutory.due if found.statutory else None


def reckonings(
    case: Case,
    approval: Approval,
    *,
    stops: Iterable[ClockStop] = (),
    extension: Extension | None = None,
    begins: dt.date | None = None,
    calendar: PlanningCalendar | None = None,
) -> Reckoned:
    """From `begins`, which is the day the approval counts from if not given.

    A promise that the guide makes beyond the law's own days ends with them. Where the calendar does
    not tell which of two comes first, the promise keeps its day, and the law has none yet: a later
    one would be wrong. Raises ValueError for an approval that does not count yet.
    """
    begins = begins or approval.counts_from
    if begins is None:
        raise ValueError("An approval that has not been dispatched has no days.")
    limits = limits_of(case, approval, extension)
    count = _counting(begins, as_stops(stops), calendar or PlanningCalendar())
    statutory = count(limits.statutory) if limits.statutory else None
    rule = BY_DEFAULT if limits.is_default else None
    if limits.joint:
        together = count(limits.joint)
        if statutory is None or together.may_be_before(statutory):
            statutory, rule = together, limits.said_of_joint
    promised = count(limits.promised)
    if statutory is not None and statutory.is_before(promised):
        promised = statutory
    return Reckoned(promised.reckoning, statutory.reckoning if statutory else None, rule)


@dataclass(frozen=True, slots=True)
class _Counted:
    reckoning: Reckoning
    if_resumed: Reckoning
    """The same, did a clock that stands go on tomorrow: only so can two be compared."""

    def is_before(self, other: _Counted) -> bool:
        return ends_before(self.if_resumed, other.if_resumed)

    def may_be_before(self, other: _Counted) -> bool:
        return may_end_before(self.if_resumed, other.if_resumed)


def _counting(
    begins: dt.date, stops: Sequence[Stop], calendar: PlanningCalendar
) -> Callable[[Sequence[Stretch]], _Counted]:
    day = today()
    over = tuple(replace(stop, until=stop.until or max(stop.since, day)) for stop in stops)

    def count(stretches: Sequence[Stretch]) -> _Counted:
        found = reckon(begins, stretches, stops, calendar, today=day)
        if over == stops:
            return _Counted(found, found)
        return _Counted(found, reckon(begins, stretches, over, calendar, today=day))

    return count


def as_stops(rows: Iterable[ClockStop]) -> Sequence[Stop]:
    return tuple(
        Stop(row.since, row.until, Text(row.reason, row.reason_en or row.reason)) for row in rows
    )
