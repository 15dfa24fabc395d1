"""The bells that Celery rings."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task

from portal.outbox import delivery, sweeping, together


@shared_task
def deliver(message_id: str) -> None:
    delivery.deliver(UUID(message_id))


@shared_task
def deliver_together(kind: str) -> None:
    together.deliver_together(kind)


@shared_task
def sweep() -> None:
    sweeping.sweep()
