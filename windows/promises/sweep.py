"""What the sweep asks of promises."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import SYSTEM
from windows.clock import day_after
from windows.limits import limit
from windows.promises.models import CommitmentCheck
from windows.promises.opening import date_check_again
from windows.promises.queries import undated_checks, unwatched_approvals


def unwatched(overdue: datetime, at_once: int) -> list[int]:
    """Granted on a promise, and the message that opens its check was lost."""
    rows = unwatched_approvals().filter(decided_at__lt=overdue)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:at_once])


def undated(at_once: int) -> list[int]:
    """Those whose sixty working days can be counted now, and could not when they were opened."""
    rows = undated_checks().select_related("approval").order_by("?")[:at_once]
    days = limit("PROMISE_CHECK_WORKING_DAYS")
    return [
        check.pk
        for check in rows
        if day_after(timezone.localdate(check.approval.decided_at), days) is not None
    ]


def date_again(check_id: int) -> None:
    with transaction.atomic(durable=True):
        check = CommitmentCheck.objects.select_related("approval").get(pk=check_id)
        date_check_again(check, actor=SYSTEM)
