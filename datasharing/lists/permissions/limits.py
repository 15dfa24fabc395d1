"""How long an answer may take. A city sets its own days under these names in the settings.

Ten working days to answer are 国发〔2016〕51号; ten more with an approval, and twenty to provide
what was agreed to, are what 政务数据共享条例 (国务院令第809号) is said to give. Its text was not at
hand, so these are figures to check, not law that a page may quote.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings

from portal.calendar.errors import CalendarYearUnknown
from portal.calendar.queries import the_calendar
from portal.calendar.work_calendar import WORKING

ANSWER, EXTENSION, PROVISION = (
    "DATA_PERMISSION_WORKING_DAYS",
    "DATA_PERMISSION_EXTENSION_WORKING_DAYS",
    "DATA_PROVISION_WORKING_DAYS",
)
DAYS = {ANSWER: 10, EXTENSION: 10, PROVISION: 20}


def days_of(limit: str) -> int:
    return int(getattr(settings, limit, DAYS[limit]))


def last_day(after: dt.date, limit: str) -> dt.date:
    """Where next year's holidays are not announced, natural days: never later."""
    try:
        return the_calendar().add_days(after, days_of(limit), WORKING)
    except CalendarYearUnknown:
        return after + dt.timedelta(days=days_of(limit))
