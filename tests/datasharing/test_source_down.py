"""A source that does not answer: a line each time, longer waits, then an upload is offered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from datasharing.connectors import http_json
from datasharing.models import Exchange, LedgerEntry
from portal.outbox.handlers import TryAgain
from portal.outbox.models import Message

pytestmark = pytest.mark.django_db


def fail(read, exchange: Exchange) -> timedelta:
    with pytest.raises(TryAgain) as wait:
        read(exchange)
    return wait.value.after


def test_the_waits_grow_up_to_a_day(registry, seller, asked, read):
    registry.control(down=["DS13"])
    exchange = asked(seller, "DS13")

    waits = [fail(read, exchange).total_seconds() for _ in range(12)]

    assert waits == [2, 5, 15, 60, 300, 900, 3600, 10800, 21600, 43200, 86400, 86400]
    assert list(LedgerEntry.objects.order_by("attempt").values_list("attempt", "outcome")) == [
        (attempt, "unavailable") for attempt in range(1, 13)
    ]


def test_after_the_third_failure_it_is_told_once_and_tried_on(registry, seller, asked, read):
    registry.control(down=["DS13"])
    exchange = asked(seller, "DS13")
    news = Message.objects.filter(kind="exchange.unavailable")

    fail(read, exchange)
    fail(read, exchange)
    assert (exchange.state, news.count()) == ("asked", 0)
    fail(read, exchange)
    assert (exchange.state, news.count()) == ("failed", 1)
    fail(read, exchange)
    assert (exchange.state, news.count()) == ("failed", 1)

    registry.control()
    read(exchange)
    assert (exchange.state, exchange.failures, exchange.attempts) == ("answered", 0, 5)
    assert exchange.answer["area"] == "89.52"
    assert Message.objects.filter(kind="exchange.settled").count() == 1


def test_a_slow_source_is_given_up_in_time(registry, seller, asked, read, monkeypatch):
    monkeypatch.setattr(http_json, "TIMEOUT", http_json.httpx2.Timeout(0.2))
    registry.control(slow_ms=1500)
    exchange = asked(seller, "DS13")

    before = timezone.now()
    assert fail(read, exchange) == timedelta(seconds=2)

    assert timezone.now() - before < timedelta(seconds=1)
    assert LedgerEntry.objects.get().outcome == "unavailable"


def test_the_limits_are_two_seconds_to_connect_and_five_to_read():
    assert (http_json.TIMEOUT.connect, http_json.TIMEOUT.read) == (2.0, 5.0)


def test_nobody_listening(registry, seller, asked, read, settings):
    settings.DATA_SOURCES = {"DS13": "http://127.0.0.1:9"}
    exchange = asked(seller, "DS13")

    assert fail(read, exchange) == timedelta(seconds=2)
    assert exchange.last_outcome == "unavailable"
    assert "ConnectError" in exchange.last_error


def test_an_answer_nobody_can_read_is_not_an_answer(registry, seller, asked, read, settings):
    settings.DATA_SOURCES = {"DS13": f"{registry.url}/elsewhere"}
    exchange = asked(seller, "DS13")

    fail(read, exchange)

    assert (exchange.last_outcome, exchange.last_error) == ("misconfigured", "HTTP 404")


@pytest.mark.parametrize("since", [-31, 5 * 3600], ids=["long ago", "the clock was set back"])
def test_a_reader_that_died_gets_its_line(registry, seller, asked, read, since):
    exchange = asked(seller, "DS13")
    then = timezone.now() + timedelta(seconds=since)
    Exchange.objects.filter(pk=exchange.pk).update(attempts=1, reading_since=then)

    read(exchange)

    assert (exchange.state, exchange.attempts) == ("answered", 2)
    assert list(LedgerEntry.objects.order_by("attempt").values_list("attempt", "outcome")) == [
        (1, "interrupted"),
        (2, "answered"),
    ]


def test_two_readers_never_read_at_once(registry, seller, asked, read):
    exchange = asked(seller, "DS13")
    Exchange.objects.filter(pk=exchange.pk).update(attempts=1, reading_since=timezone.now())

    fail(read, exchange)

    assert exchange.attempts == 1
    assert registry.log()["asked"] == []


def test_asking_again_after_a_failure(registry, seller, asked, read):
    from datasharing import exchanges
    from portal.accounts.actor import SYSTEM

    registry.control(wrong_person=["DS13"])
    exchange = read(asked(seller, "DS13"))
    registry.control()

    again = exchanges.ask_again(exchange, actor=SYSTEM)
    assert (again.state, again.round) == ("asked", 2)
    assert read(again).state == "answered"


def test_a_stopped_question_is_not_asked(registry, seller, asked, read):
    from datasharing import exchanges
    from portal.accounts.actor import SYSTEM

    exchange = asked(seller, "DS13")
    exchanges.stop(exchange, actor=SYSTEM)
    exchanges.fetch(exchange_id=str(exchange.pk), of_round=exchange.round)

    exchange.refresh_from_db()
    assert exchange.state == "failed"
    assert registry.log()["asked"] == []
    assert LedgerEntry.objects.count() == 0
