"""What the clock does for the catalogue."""

from __future__ import annotations

from celery import shared_task

from services.search.log import forget_old


@shared_task
def forget_searches() -> int:
    return forget_old()
