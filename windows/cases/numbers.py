"""Case numbers: division (6) - date (8) - serial (6), as in 330106-20261122-000417."""

from __future__ import annotations

import datetime as dt

from django.db import connection

_NEXT = """
    INSERT INTO windows_caseserial (division, day, last) VALUES (%s, %s, 1)
    ON CONFLICT (division, day) DO UPDATE SET last = windows_caseserial.last + 1
    RETURNING last
"""


def next_number(region_code: str, day: dt.date) -> str:
    """The next number of this division and day; two at once get two, an abandoned one is a gap."""
    division = region_code[:6]
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [division, day])
        (serial,) = cursor.fetchone()
    return f"{division}-{day:%Y%m%d}-{serial:06d}"
