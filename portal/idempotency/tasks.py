from __future__ import annotations

from celery import shared_task

from portal.idempotency import actions


@shared_task
def forget_old_keys() -> None:
    actions.forget_old_keys()
