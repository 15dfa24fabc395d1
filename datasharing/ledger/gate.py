"""No new reads while the record of the old ones cannot be sealed: 个人信息保护法 art. 51, 54.

A record that nobody outside has stamped could be written anew by whoever runs the portal. For some
hours that is borne (`LEDGER_UNSEALED_HOURS`), then reading stops until a stamp is brought.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from datasharing.ledger.errors import LedgerNotSealed
from datasharing.ledger.models import UNSTAMPED, LedgerSeal
from datasharing.models import LedgerEntry
from portal.worded import Worded

LOOK_BACK = timedelta(days=31)
"""A line is dated when its read began, at most so long before it was written: with it, only the
last months are looked into, however many there are.
"""


def is_set_up() -> bool:
    """Whether this installation has a time-stamping authority at all."""
    return bool(settings.LEDGER_TSA_URL)


def unsealed_since() -> datetime | None:
    """Since when there are lines without a stamp; None when all have one.

    Of a line that is in no batch yet only the moment of its read is known, which may be long before
    it was written: but never before the last batch was cut.
    """
    waiting = _WAITING.first()
    if waiting is not None:
        return waiting
    last = _LAST.first()
    if last is None:
        return LedgerEntry.objects.order_by("pk").values_list("at", flat=True).first()
    to_id, made_at = last
    at = _FRESH.first(to_id, made_at - LOOK_BACK)
    return at and max(at, made_at)


# Asked before every read.
_WAITING: Worded[datetime] = Worded(
    lambda: (
        LedgerSeal.objects.filter(UNSTAMPED)
        .order_by("number")
        .values_list("made_at", flat=True)[:1]
    ),
    values=0,
)
_LAST: Worded[tuple[int, datetime]] = Worded(
    lambda: LedgerSeal.objects.order_by("-number").values_list("to_id", "made_at")[:1], values=0
)
_FRESH: Worded[datetime] = Worded(
    lambda to_id, since: (
        LedgerEntry.objects.filter(pk__gt=to_id, at__gt=since)
        .order_by("pk")
        .values_list("at", flat=True)[:1]
    ),
    values=2,
)


def is_closed() -> bool:
    """Whether reading has to wait for a stamp. Never where sealing is not set up."""
    if not is_set_up():
        return False
    since = unsealed_since()
    patience = timedelta(hours=settings.LEDGER_UNSEALED_HOURS)
    return since is not None and timezone.now() - since > patience


def check_open() -> None:
    """Raises LedgerNotSealed when nothing may be read now."""
    if is_closed():
        raise LedgerNotSealed
