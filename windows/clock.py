"""Today, and days counted over the working calendar; None where its year is not announced yet."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from portal.calendar.errors import CalendarYearUnknown
from portal.calendar.queries import the_calendar
from portal.calendar.work_calendar import WORKING
from services.catalogue.text import Text
from windows.planning import DateUnknown


def today() -> dt.date:
    return timezone.localdate()


def day_after(start: dt.date, days: int, unit: str = WORKING) -> dt.date | None:
    """The last day of a limit; None (to be swept later) when the calendar does not reach so far."""
    try:
        return the_calendar().add_days(start, days, unit)
    except CalendarYearUnknown:
        return None


def working_days_left(until: dt.date | None) -> int | None:
    """Working days from tomorrow to `until`; 0 when it is past."""
    if until is None:
        return None
    try:
        return the_calendar().working_days_between(today(), until)
    except CalendarYearUnknown:
        return None


def working_days_between(start: dt.date, end: dt.date) -> int | None:
    """Working days after `start`, up to and including `end`; 0 if none."""
    try:
        return the_calendar().working_days_between(start, end)
    except CalendarYearUnknown:
        return None


class PlanningCalendar:
    """The calendar in the shape the planner asks for: an unknown year is its DateUnknown."""

    def __init__(self) -> None:
        self._calendar = the_calendar()

    def is_workday(self, day: dt.date, /) -> bool:
        try:
            return self._calendar.is_workday(day)
        except CalendarYearUnknown as error:
            raise DateUnknown(str(error)) from error

    def add_days(self, start: dt.date, n: int, unit: str, /) -> dt.date:
        try:
            return self._calendar.add_days(start, n, unit)
        except CalendarYearUnknown as error:
            raise DateUnknown(str(error)) from error

    def working_days_between(self, start: dt.date, end: dt.date, /) -> int:
        try:
            return self._calendar.working_days_between(start, end)
        except CalendarYearUnknown as error:
            raise DateUnknown(str(error)) from error


WEEKDAYS = (
    ("一", "Mon"), ("二", "Tue"), ("三", "Wed"), ("四", "Thu"), ("五", "Fri"), ("六", "Sat"),
    ("日", "Sun"),
)  # fmt: skip
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def spoken_day(day: dt.date) -> Text:
    """11 月 26 日（周四） / Thu 26 Nov; with the year when it is not this one."""
    zh, en = WEEKDAYS[day.weekday()]
    this_year = day.year == today().year
    return Text(
        f"{'' if this_year else f'{day.year} 年 '}{day.month} 月 {day.day} 日（周{zh}）",
        f"{en} {day.day} {MONTHS[day.month - 1]}{'' if this_year else f' {day.year}'}",
    )


def spoken_moment(moment: dt.datetime | None) -> Text:
    """The local day of a moment; a dash where there is none."""
    return spoken_day(timezone.localdate(moment)) if moment else Text("—", "—")
