"""How near or how far past a day is, for a chip: past, today, tomorrow, or simply a day."""

from __future__ import annotations

import datetime as dt

from windows.clock import today, working_days_between


def lateness(day: dt.date | None) -> int | None:
    """Working days past (1, 2, …); 0 while there is time; None where there is no day."""
    if day is None:
        return None
    return max(working_days_between(day, today()) or 0, int(day < today()))
