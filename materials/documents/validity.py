"""Whether a document still holds, and for how long. Pure but for the setting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.conf import settings


class Standing(StrEnum):
    LASTING = "lasting"
    """No last day was stated."""
    HOLDS = "holds"
    SOON = "soon"
    """It ends within DOCUMENT_WARNING_DAYS."""
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Validity:
    standing: Standing
    days_left: int = 0
    """Days after today in which it still holds."""


def validity(valid_until: date | None, on: date) -> Validity:
    """The last day still counts."""
    if valid_until is None:
        return Validity(Standing.LASTING)
    left = (valid_until - on).days
    if left < 0:
        return Validity(Standing.OVER)
    is_soon = left <= settings.DOCUMENT_WARNING_DAYS
    return Validity(Standing.SOON if is_soon else Standing.HOLDS, left)


def last_warned(on: date) -> date:
    """A document whose last day is not after this one ends soon."""
    return on + timedelta(days=settings.DOCUMENT_WARNING_DAYS)
