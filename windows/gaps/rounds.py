"""Which days are to be counted now. Pure.

A case may still be put right after the day on which it was submitted, so days are counted again:
the newest every hour, those of the last weeks every day, older ones stay.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

ONE_DAY = dt.timedelta(days=1)
FRESH_DAYS = 2
AN_HOUR = dt.timedelta(hours=1)
SETTLING_DAYS = 35
"""Longer than a correction takes, with its fifteen working days."""
HISTORY_DAYS = 400


def days_due(
    today: dt.date, counted: Mapping[dt.date, dt.datetime], now: dt.datetime
) -> Iterator[dt.date]:
    """The newest first: what is looked at most is right first."""
    for back in range(HISTORY_DAYS):
        day = today - back * ONE_DAY
        at = counted.get(day)
        if at is None or now - at >= _holds_for(back):
            yield day


def _holds_for(back: int) -> dt.timedelta:
    if back < FRESH_DAYS:
        return AN_HOUR
    return ONE_DAY if back < SETTLING_DAYS else dt.timedelta.max
