from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.outbox.delivery import claim_message
from portal.outbox.models import Message
from portal.outbox.sweeping import sweep
from tests.portal.outbox.conftest import queued

pytestmark = pytest.mark.django_db


def in_seconds(number: int):
    return timezone.now() + timedelta(seconds=number)


def test_a_message_whose_bell_was_not_heard_is_rung_for_again(no_bell):
    message = queued("test.work")
    no_bell.clear()

    assert sweep() == 0  # it was rung for just now
    assert sweep(now=in_seconds(6)) == 1
    assert sweep(now=in_seconds(7)) == 0
    assert no_bell == [message.pk]


def test_only_what_is_due_is_rung_for(no_bell):
    waiting, dead, fresh, done = (queued("test.work", key=key) for key in "abcd")
    now = timezone.now()
    claim_message(dead.pk, now)
    claim_message(fresh.pk, now + timedelta(seconds=30))
    Message.objects.filter(pk=done.pk).update(state="done", done_at=now)
    Message.objects.filter(pk=waiting.pk).update(not_before=now + timedelta(seconds=61))
    no_bell.clear()

    assert sweep(now=now + timedelta(seconds=60)) == 1
    assert no_bell == [dead.pk]


def test_a_long_queue_is_rung_for_in_batches_the_oldest_first(no_bell):
    messages = [queued("test.work", key=str(n)) for n in range(5)]
    no_bell.clear()
    later = in_seconds(10)
    assert [sweep(now=later, batch=2) for _ in range(4)] == [2, 2, 1, 0]
    assert no_bell == [message.pk for message in messages]


def test_without_a_broker_the_next_sweep_tries_again(monkeypatch):
    monkeypatch.setattr("portal.outbox.actions.nudge", lambda _: False)
    monkeypatch.setattr("portal.outbox.sweeping.nudge", lambda _: False)
    message = queued("test.work")
    assert sweep(now=in_seconds(10)) == 0
    heard = []
    monkeypatch.setattr("portal.outbox.sweeping.nudge", lambda each: heard.append(each) or True)
    assert sweep(now=in_seconds(20)) == 1
    assert heard == [message.pk]


def test_a_clock_set_back_holds_nothing_up(no_bell):
    """Claimed and rung for a day later than now: the claimant is not waited for that long."""
    dead, rung = queued("test.work", key="dead"), queued("test.work", key="rung")
    now = timezone.now()
    tomorrow = now + timedelta(days=1)
    assert claim_message(dead.pk, tomorrow) is not None
    Message.objects.filter(pk__in=[dead.pk, rung.pk]).update(nudged_at=tomorrow)
    no_bell.clear()

    assert sweep(now=now + timedelta(seconds=10)) == 2
    assert set(no_bell) == {dead.pk, rung.pk}
    assert claim_message(dead.pk, now + timedelta(seconds=10)).number == 2


def test_two_clocks_that_are_a_little_apart_share_no_message(no_bell):
    message = queued("test.work")
    now = timezone.now()
    assert claim_message(message.pk, now + timedelta(seconds=30)) is not None
    assert claim_message(message.pk, now) is None
