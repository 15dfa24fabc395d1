"""The same reads through the outbox: published with the question, tried again, told on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from datasharing.models import LedgerEntry
from portal.journal.queries import sentence, verify
from portal.outbox.drain import drain
from portal.outbox.handlers import handler_of
from portal.outbox.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def only_our_messages(monkeypatch):
    """The news goes to the package above; here somebody only listens."""
    from portal.outbox import handlers

    heard: list[tuple[str, str]] = []
    for kind in ("exchange.settled", "exchange.unavailable"):
        listening = handlers.Registration(
            kind, lambda kind=kind, **said: heard.append((kind, said["case_number"]))
        )
        monkeypatch.setitem(handlers._handlers, kind, listening)
    return heard


def test_a_question_is_answered_and_told(registry, seller, asked, only_our_messages):
    exchange = asked(seller, "DS13", fields=["address"])
    drain()

    exchange.refresh_from_db()
    assert exchange.answer["address"] == "杭州市西湖区翠苑街道文一路12号3幢2单元501室"
    assert only_our_messages == [("exchange.settled", exchange.case_number)]


def test_a_source_that_comes_back_loses_nothing(registry, seller, asked, only_our_messages):
    registry.control(down=["DS13"])
    exchange = asked(seller, "DS13")
    start = timezone.now()
    for seconds in (0, 3, 9, 25):
        drain(now=start + timedelta(seconds=seconds))
    exchange.refresh_from_db()
    assert (exchange.state, exchange.attempts) == ("failed", 4)
    assert Message.objects.get(kind="exchange.fetch").state == "waiting"
    assert [kind for kind, _ in only_our_messages] == ["exchange.unavailable"]

    registry.control()
    drain(now=start + timedelta(seconds=100))

    exchange.refresh_from_db()
    assert (exchange.state, exchange.attempts) == ("answered", 5)
    assert [kind for kind, _ in only_our_messages] == ["exchange.unavailable", "exchange.settled"]
    assert LedgerEntry.objects.count() == 5


def test_retries_reach_beyond_a_day():
    from datasharing.exchanges.reading import DELAYS

    registration = handler_of("exchange.fetch")
    assert registration.attempts > len(DELAYS)
    assert sum(DELAYS, timedelta()) > timedelta(days=1)


def test_the_journal_stays_whole_and_tells_it_in_both_languages(registry, seller, asked):
    from portal.journal.queries import entries_for

    asked(seller, "DS13", department_name_en="Planning Bureau")
    drain(is_strict=False)

    assert verify() is None
    told = [sentence(entry) for entry in entries_for(f"applicant:{seller.pk}")]
    assert told[-1].zh == "自然资源和规划局为办件 330106-20261122-000001 查询了不动产登记信息"
    assert told[-1].en == (
        "Planning Bureau looked up Real estate register for case 330106-20261122-000001"
    )
    assert told[0].en.startswith("Consented to reading DS13 for case 330106-20261122-000001, until")
