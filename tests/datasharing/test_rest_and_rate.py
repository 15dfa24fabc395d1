"""A source that does not answer is left alone, one that is asked too often is asked in turn."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from datasharing.connections.limits import Limits
from datasharing.connectors.turns import note_failure
from datasharing.models import Connection, DataResource, Exchange, LedgerEntry
from portal.outbox.drain import drain
from portal.outbox.handlers import TryAgain
from portal.outbox.models import Message
from tests.datasharing.conftest import CASE

pytestmark = pytest.mark.django_db


def connect(code: str = "DS13", **values) -> None:
    Connection.objects.create(resource=DataResource.objects.get(code=code), **values)


def put_off(read, exchange: Exchange) -> TryAgain:
    with pytest.raises(TryAgain) as wait:
        read(exchange)
    return wait.value


def test_five_failures_and_nothing_more_goes_out(registry, seller, asked, read):
    registry.control(down=["DS13"])
    exchange = asked(seller, "DS13")
    for _ in range(5):
        put_off(read, exchange)

    waits = [put_off(read, exchange).after for _ in range(2)]

    assert len(registry.log()["asked"]) == 5
    assert exchange.attempts == LedgerEntry.objects.count() == 5
    assert exchange.failures == 7
    assert waits == [timedelta(seconds=900), timedelta(hours=1)]


def test_another_case_is_told_without_asking_in_vain(registry, seller, buyer, asked, read):
    for _ in range(5):
        note_failure("DS13", Limits())
    exchange = asked(buyer, "DS13")
    news = Message.objects.filter(kind="exchange.unavailable")

    waits = [put_off(read, exchange) for _ in range(3)]

    assert registry.log()["asked"] == []
    assert LedgerEntry.objects.count() == exchange.attempts == 0
    assert (exchange.state, exchange.last_outcome, news.count()) == ("failed", "unavailable", 1)
    assert all(timedelta(seconds=9) < wait.after <= timedelta(seconds=15) for wait in waits)


def test_when_it_answers_again_everybody_is_read(registry, seller, asked, read):
    connect(failures_to_rest=1, rest_seconds=0.1)
    registry.control(down=["DS13"])
    exchange = asked(seller, "DS13")
    put_off(read, exchange)
    registry.control()

    wait = put_off(read, exchange).after
    assert wait == timedelta(seconds=5)
    deadline = timezone.now() + timedelta(seconds=0.15)
    while timezone.now() < deadline:
        pass
    assert read(exchange).state == "answered"
    assert LedgerEntry.objects.count() == 2


def test_an_answer_wakes_those_who_wait_for_the_same_source(registry, seller, buyer, asked, read):
    registry.control(down=["DS13", "DS07"])
    waiting = [asked(seller, "DS13"), asked(seller, "DS07")]
    drain()
    far = timezone.now() + timedelta(hours=12)
    Message.objects.filter(kind="exchange.fetch").update(not_before=far)
    registry.control()

    read(asked(buyer, "DS13"))

    when = {
        each.resource.code: Message.objects.get(payload__exchange_id=str(each.pk)).not_before
        for each in waiting
    }
    assert when["DS13"] <= timezone.now()
    assert when["DS07"] == far
    drain()
    waiting[0].refresh_from_db()
    assert waiting[0].state == "answered"


def test_too_many_at_once_come_in_turn_and_lose_no_try(registry, seller, asked, read):
    connect(per_second=0.5, burst=1)
    first, second = (asked(seller, "DS13", case=f"{CASE[:-1]}{n}") for n in (1, 2))

    drain()

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("answered", "asked")
    assert (second.attempts, second.failures) == (0, 0)
    message = Message.objects.get(payload__exchange_id=str(second.pk))
    assert (message.state, message.attempts, message.attempts_forgiven) == ("waiting", 1, 1)
    assert timedelta(0) < message.not_before - timezone.now() <= timedelta(seconds=2)


def test_a_moment_is_waited_for_in_hand(registry, seller, asked, read):
    connect(per_second=10, burst=1)
    several = [asked(seller, "DS13", case=f"{CASE[:-1]}{n}") for n in (1, 2)]
    assert [read(each).state for each in several] == ["answered", "answered"]
