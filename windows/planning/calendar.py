"""What the planner asks of a calendar; `portal.calendar` answers it, a test may bring its own."""

from __future__ import annotations

from datetime import date
from typing import Protocol


class DateUnknown(Exception):
    """The holidays of a year on the way are not announced yet, so no date can be given.

    The State Council announces each year's holidays in the autumn before. Whoever hands a calendar
    to the planner lets its own exception for such a year also be a `DateUnknown`.
    """


class Calendar(Protocol):
    """Working days, with make-up days (调休). Units are the values of `DayUnit`."""

    def is_workday(self, day: date, /) -> bool: ...

    def add_days(self, start: date, n: int, unit: str, /) -> date:
        """The day on which n days end; the first is the day after `start` (民法典 art. 201)."""
        ...

    def working_days_between(self, start: date, end: date, /) -> int: ...
