"""How long the owner of the data has to answer."""

from __future__ import annotations

import datetime as dt

from django.conf import settings

from portal.calendar.errors import CalendarYearUnknown
from portal.calendar.queries import the_calendar
from portal.calendar.work_calendar import WORKING

DEMAND_WORKING_DAYS = 10
"""国发〔2016〕51号: a request is answered within ten working days. A region may set its own under
this name in the settings.
"""


def due_day(asked_on: dt.date) -> dt.date:
    """The last day. Where next year's holidays are not announced, natural days: never later."""
    days = int(getattr(settings, "DEMAND_WORKING_DAYS", DEMAND_WORKING_DAYS))
    try:
        return the_calendar().add_days(asked_on, days, WORKING)
    except CalendarYearUnknown:
        return asked_on + dt.timedelta(days=days)
