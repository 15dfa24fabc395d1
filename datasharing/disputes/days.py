"""How long the authority has to answer a ticket."""

from __future__ import annotations

import datetime as dt

from django.conf import settings

from portal.calendar.errors import CalendarYearUnknown
from portal.calendar.queries import the_calendar
from portal.calendar.work_calendar import WORKING

DISPUTE_WORKING_DAYS = 5
"""国发〔2016〕51号 asks for a prompt check and names no days, so this is local practice: a city
sets its own under this name in the settings.
"""


def due_day(opened_on: dt.date) -> dt.date:
    """The last day. Where next year's holidays are not announced, natural days: never later."""
    days = int(getattr(settings, "DISPUTE_WORKING_DAYS", DISPUTE_WORKING_DAYS))
    try:
        return the_calendar().add_days(opened_on, days, WORKING)
    except CalendarYearUnknown:
        return opened_on + dt.timedelta(days=days)
