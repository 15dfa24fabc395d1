"""How long finished cases really took: one query each, kept for ten minutes.

Working days come from the portal's calendar, not from the database: the days that are worked go
into the query as a sorted list, and `width_bucket` counts how many of them lie up to a date. So the
day on which something begins is not counted and the day on which it ends is, as in
`WorkCalendar.working_days_between`.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection

from portal.calendar.queries import the_calendar
from windows.clock import today
from windows.usual_time.figures import UsualTime, usual_time

YEAR = dt.timedelta(days=365)
LONGEST = dt.timedelta(days=3 * 365)
"""What began before that is not counted: the list of working days has to begin somewhere."""
KEPT_SECONDS = 600

_TAKEN = """
    WITH worked AS (SELECT %(worked)s::date[] AS days),
    finished AS ({finished}),
    taken AS (
        SELECT width_bucket(ended, worked.days) - width_bucket(began, worked.days) AS days
        FROM finished, worked
        WHERE ended > %(since)s AND ended <= %(until)s AND began >= %(earliest)s
    )
    SELECT count(*),
        percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY days),
        (SELECT array_agg(ARRAY[days, many] ORDER BY days)
            FROM (SELECT days, count(*)::int AS many FROM taken GROUP BY days) AS each)
    FROM taken
"""
OF_LIFE_EVENT = _TAKEN.format(
    finished="""
        SELECT (c.accepted_at AT TIME ZONE %(zone)s)::date AS began,
            (c.finished_at AT TIME ZONE %(zone)s)::date AS ended
        FROM windows_case c
        JOIN services_lifeeventedition e ON e.id = c.life_event_edition_id
        JOIN services_lifeevent l ON l.id = e.life_event_id
        WHERE l.code = %(code)s AND NOT c.is_rehearsal
            AND c.accepted_at IS NOT NULL AND c.finished_at IS NOT NULL
    """
)
OF_MATTER = _TAKEN.format(
    finished="""
        SELECT (a.dispatched_at AT TIME ZONE %(zone)s)::date AS began,
            (a.decided_at AT TIME ZONE %(zone)s)::date AS ended
        FROM windows_approval a
        JOIN windows_case c ON c.id = a.case_id
        JOIN services_edition e ON e.id = a.matter_edition_id
        JOIN services_matter m ON m.id = e.matter_id
        WHERE m.code = %(code)s AND NOT c.is_rehearsal
            AND a.dispatched_at IS NOT NULL AND a.decided_at IS NOT NULL
    """
)


def usual_time_of_life_event(code: str) -> UsualTime:
    """From acceptance to the last department's decision, all editions together."""
    return _kept("thing", code, OF_LIFE_EVENT)


def usual_time_of_matter(code: str) -> UsualTime:
    """From the day the department got it to its decision: its own part, without waiting."""
    return _kept("matter", code, OF_MATTER)


def _kept(kind: str, code: str, query: str) -> UsualTime:
    key = f"usual-time:{kind}:{code}:{today().isoformat()}"
    found: UsualTime | None = cache.get(key)
    if found is None:
        found = _asked(code, query)
        cache.set(key, found, KEPT_SECONDS)
    return found


def _asked(code: str, query: str) -> UsualTime:
    """What ended in a year whose holidays are not announced cannot be counted and is left out."""
    calendar, now = the_calendar(), today()
    until = min(now, calendar.last_known_day)
    earliest = now - LONGEST
    values: dict[str, Any] = {
        "code": code,
        "zone": settings.TIME_ZONE,
        "worked": calendar.workdays(earliest, until),
        "since": now - YEAR,
        "until": until,
        "earliest": earliest,
    }
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        count, percentiles, days = cursor.fetchone()
    return usual_time(count, percentiles, days)
