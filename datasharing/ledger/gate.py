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
    waiting = LedgerSeal.objects.filter(UNSTAMPED).order_by("number").values_list("made_at")
    first = waiting.first()
    if first is not None:
        return first[0]
    last = LedgerSeal.objects.order_by("-number").values_list("to_id", "made_at").first()
    if last is None:
        return LedgerEntry.objects.order_by("pk").values_list("at", flat=True).first()
    fresh = LedgerEntry.objects.filter(pk__gt=last[0], at__gt=last[1] - LOOK_BACK)
    at = fresh.order_by("pk").values_list("at", flat=True).first()
    return at and max(at, last[1])


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
