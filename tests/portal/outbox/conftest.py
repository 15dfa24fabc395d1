from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction

from portal.outbox import handlers
from portal.outbox.actions import publish
from portal.outbox.models import Message


@pytest.fixture
def handling():
    """Register a handler for the length of one test: `handling(kind, function, attempts=…)`."""
    before = handlers.registered_handlers()

    def register(kind: str, function: Callable[..., object], **options: object) -> None:
        handlers.handler(kind, **options)(function)

    yield register
    handlers._handlers.clear()
    handlers._handlers.update(before)


@pytest.fixture
def no_bell(monkeypatch) -> list[object]:
    """Nobody is rung for; the list says who would have been."""
    rung: list[object] = []
    for module in ("actions", "sweeping"):
        monkeypatch.setattr(
            f"portal.outbox.{module}.nudge", lambda message_id: rung.append(message_id) or True
        )
    return rung


def queued(kind: str, *, key: str = "k", **payload: object) -> Message:
    with transaction.atomic():
        publish(kind, key=key, **payload)
    return Message.objects.get(key=key)
