"""From a record of counted days to the dates in the columns: one reckoning for both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.catalogue.spec import DayUnit
from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.cases.models import Case
from windows.cases.plans import plan_of
from windows.clock import PlanningCalendar, today
from windows.deadlines.models import ClockStop, Extension
from windows.deadlines.reckon import Reckoning, Stop, Stretch, reckon

LIMIT = Text("计入时限", "Counts")
EXTENDED = Text("延长的时限", "Extension")


@dataclass(frozen=True, slots=True)
class Limits:
    """`statutory` is None where the law sets none."""

    promised: tuple[Stretch, ...]
    statutory: tuple[Stretch, ...] | None


def limits_of(case: Case, approval: Approval, extension: Extension | None = None) -> Limits:
    """The matter's own limit, its special procedures (特别程序), and a granted extension.

    The promised limit binds (浙江“最多跑一次”改革规定 art. 12). A procedure of unknown length adds
    nothing here: it stops the clock when it begins.
    """
    edition = approval.matter_edition
    unit = DayUnit(edition.day_unit)
    more = tuple(
        Stretch(procedure.days, procedure.unit, procedure.name)
        for procedure in plan_of(case).procedures
        if procedure.matter == edition.matter.code and procedure.days
    )
    if extension is not None and extension.is_granted:
        more += (Stretch(extension.days, extension.unit, EXTENDED),)
    law = edition.statutory_days
    return Limits(
        promised=(Stretch(edition.promised_days, unit, LIMIT), *more),
        statutory=None if law is None else (Stretch(law, unit, LIMIT), *more),
    )


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
    promised, statutory = reckonings(case, approval, stops=stops, extension=extension)
    approval.due_on = promised.due
    approval.statutory_on = statutory.due if statutory else None


def reckonings(
    case: Case,
    approval: Approval,
    *,
    stops: Iterable[ClockStop] = (),
    extension: Extension | None = None,
    begins: dt.date | None = None,
    calendar: PlanningCalendar | None = None,
) -> tuple[Reckoning, Reckoning | None]:
    """(promised, statutory) from `begins`, which is the day the approval counts from if not given.

    Raises ValueError for an approval that does not count yet.
    """
    begins = begins or approval.counts_from
    if begins is None:
        raise ValueError("An approval that has not been dispatched has no days.")
    limits = limits_of(case, approval, extension)
    stands = as_stops(stops)
    calendar = calendar or PlanningCalendar()
    promised = reckon(begins, limits.promised, stands, calendar, today=today())
    if limits.statutory is None:
        return promised, None
    return promised, reckon(begins, limits.statutory, stands, calendar, today=today())


def as_stops(rows: Iterable[ClockStop]) -> Sequence[Stop]:
    return tuple(
        Stop(row.since, row.until, Text(row.reason, row.reason_en or row.reason)) for row in rows
    )
