"""What a register's record is made of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

Record = dict[str, Any]
Keys = Mapping[str, str]
Records = tuple[Record, ...]


def next_anniversary(day: date) -> date:
    """The first return of this day after today: what is renewed every year is valid until then."""
    today = timezone.localdate()
    for year in (today.year, today.year + 1):
        try:
            found = day.replace(year=year)
        except ValueError:  # 29 February
            found = day.replace(year=year, day=28)
        if found > today:
            return found
    return found


def months_between(first: str, last: date) -> int:
    """Whole months since `2016-07`."""
    year, month = (int(part) for part in first.split("-"))
    return max(0, (last.year - year) * 12 + last.month - month)
