"""How many days an extension really gives, under the end in common of art. 42(2)."""

from __future__ import annotations

from services.catalogue.lawful import JOINT_DAYS
from services.catalogue.spec import DayUnit
from windows.cases.models import Case
from windows.clock import today, working_days_between
from windows.deadlines.dates import reckonings
from windows.deadlines.errors import ExtensionGivesNothing
from windows.deadlines.models import Extension
from windows.deadlines.queries import stops_of
from windows.deadlines.reckon import Reckoning


def check_gives_days(case: Case, extension: Extension) -> int:
    """The days by which it would move the last one. Raises ExtensionGivesNothing."""
    granted = Extension(
        approval=extension.approval,
        kind=extension.kind,
        days=extension.days,
        own_basis=extension.own_basis,
        is_granted=True,
    )
    gained = _gained(granted, _promised(case, granted, None), _promised(case, granted, granted))
    if gained < 1:
        raise ExtensionGivesNothing(field="kind", most=JOINT_DAYS)
    return gained


def _promised(case: Case, asked: Extension, extension: Extension | None) -> Reckoning:
    """A clock that stands is counted as if it went on tomorrow."""
    approval, day = asked.approval, today()
    stops = stops_of(approval)
    for stop in stops:
        stop.until = stop.until or max(stop.since, day)
    begins = approval.counts_from or day
    return reckonings(case, approval, stops=stops, extension=extension, begins=begins).promised


def _gained(extension: Extension, before: Reckoning, after: Reckoning) -> int:
    """By the days between the two; where the calendar does not reach them by their number."""
    if before.due is None:
        return min(extension.days, after.total - before.total)
    if after.due is None:
        return extension.days
    if extension.unit is DayUnit.NATURAL:
        return (after.due - before.due).days
    between = working_days_between(before.due, after.due)
    return extension.days if between is None else between
