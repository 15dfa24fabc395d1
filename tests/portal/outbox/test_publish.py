from __future__ import annotations

import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from portal.outbox.actions import publish
from portal.outbox.drain import drain
from portal.outbox.models import Message
from tests.portal.outbox.conftest import queued

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_a_message_is_committed_and_rung_for_together(no_bell):
    number = uuid.uuid4()
    with transaction.atomic():
        publish("test.greet", key="greet:1", number=number, name="王芳")
        assert no_bell == []
    message = Message.objects.get()
    assert (message.kind, message.key, message.state) == ("test.greet", "greet:1", "queued")
    assert message.payload == {"number": str(number), "name": "王芳"}
    assert no_bell == [message.pk]


def test_a_change_that_is_rolled_back_publishes_nothing(no_bell):
    with transaction.atomic():
        publish("test.greet", key="greet:1")
        transaction.set_rollback(True)
    assert not Message.objects.exists()
    assert no_bell == []


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_published():
    with pytest.raises(TransactionManagementError):
        publish("test.greet", key="greet:1")
    assert not Message.objects.exists()


def test_a_later_message_is_not_rung_for_now(no_bell):
    with transaction.atomic():
        publish("test.greet", key="k", not_before=timezone.now() + timedelta(days=1))
    assert no_bell == []
    assert drain() == 0


def test_a_duplicate_key_is_one_effect(no_bell, handling):
    done = []
    handling("test.greet", lambda name, **_: done.append(name))
    queued("test.greet", key="same", name="first")
    queued("test.greet", key="same", name="second")
    assert drain() == 1
    queued("test.greet", key="same", name="third")
    assert drain() == 0
    assert done == ["first"]


@pytest.mark.django_db(transaction=True)
def test_rivals_with_one_key_leave_one_message(no_bell):
    def rival() -> None:
        try:
            queued("test.greet", key="same")
        finally:
            connection.close()

    rivals = [threading.Thread(target=rival) for _ in range(6)]
    for each in rivals:
        each.start()
    for each in rivals:
        each.join()
    assert Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_not_there_holds_nothing_up(settings, monkeypatch):
    def refuse(*_args: object, **_options: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("portal.outbox.nudge.current_app.send_task", refuse)
    assert queued("test.greet").state == "queued"
