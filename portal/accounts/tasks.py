"""What the clock does for accounts."""

from __future__ import annotations

from celery import shared_task

from portal.accounts.typed.seeing_off import forget_expired


@shared_task
def forget_typed() -> None:
    """What was typed into a form that was sent too late is kept for a day."""
    forget_expired()
