"""The whole way through a real broker and a real worker process."""

from __future__ import annotations

import time

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from portal.celery import app
from portal.outbox.models import Message
from portal.outbox.tasks import sweep
from tests.portal.outbox.conftest import queued

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("live_worker")]


def wait_for(message: Message, state: str, seconds: float) -> float:
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        message.refresh_from_db()
        if message.state == state:
            break
        time.sleep(0.02)
    assert message.state == state, message.last_error
    return time.monotonic() - started


def test_a_published_message_is_done_within_two_seconds():
    cache.set("proof", "")
    message = queued("test.real", word="hello")
    assert wait_for(message, "done", 2) < 2
    assert cache.get("proof") == "hello"
    assert message.attempts == 1


def test_a_lost_bell_is_swept(monkeypatch):
    monkeypatch.setattr("portal.outbox.actions.nudge", lambda _: True)  # the broker was flushed
    message = queued("test.real", word="swept")
    time.sleep(0.3)
    message.refresh_from_db()
    assert message.state == "queued"
    Message.objects.update(nudged_at=None)
    sweep.delay()
    wait_for(message, "done", 5)


def test_a_hundred_messages_rung_for_twice_are_done_once_each():
    cache.set("count", 0)
    messages = [queued("test.count", key=f"count:{n}") for n in range(100)]
    Message.objects.update(nudged_at=None)
    sweep.delay()
    for message in messages:
        wait_for(message, "done", 20)
    assert cache.get("count") == 100
    assert {message.attempts for message in messages} == {1}


def served(number: int) -> int:
    message = queued("test.server", key=f"server:{number}", where=f"served:{number}")
    wait_for(message, "done", 5)
    return cache.get(f"served:{number}")


def test_tasks_keep_their_connection_and_get_another_when_it_breaks():
    first = [served(number) for number in range(6)]
    assert len(set(first)) <= 2  # one for each process of the worker
    with connection.cursor() as cursor:
        for pid in set(first):
            cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
    later = {served(number) for number in range(6, 12)}
    assert later.isdisjoint(first)


def test_the_beat_sweeps_every_two_seconds():
    entry = settings.CELERY_BEAT_SCHEDULE["outbox-sweep"]
    assert entry["schedule"] == 2.0
    app.loader.import_default_modules()
    assert entry["task"] in app.tasks
