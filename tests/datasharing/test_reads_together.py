"""All reads of a case in one worker's hands: at the same time, and each with its own outcome."""

from __future__ import annotations

import threading
import time
from datetime import timedelta

import pytest
from django.db import connections

from datasharing.connectors import registry as ways
from datasharing.exchanges import keeping, reading
from datasharing.ledger.verification import verify_ledger
from datasharing.models import Exchange, LedgerEntry
from portal.outbox.models import Message
from portal.outbox.together import deliver_together
from tests.datasharing.conftest import CASE

pytestmark = pytest.mark.django_db(transaction=True)

FETCH = "exchange.fetch"
CODES = ("DS02", "DS03", "DS07", "DS13", "DS29")


@pytest.fixture(autouse=True)
def no_bell(monkeypatch) -> None:
    monkeypatch.setattr("portal.outbox.nudge._ring", lambda *_: True)


def states() -> dict[str, str]:
    return dict(Exchange.objects.values_list("resource__code", "state"))


def test_one_claim_and_all_at_once(registry, seller, asked):
    registry.control(slow_ms=400)
    for code in CODES:
        asked(seller, code)

    began = time.monotonic()
    assert deliver_together(FETCH) == 5

    assert registry.log()["busiest"] == 5
    assert time.monotonic() - began < 1.6  # 2 s one after the other
    assert states() == dict.fromkeys(CODES, "answered")
    assert set(Message.objects.filter(kind=FETCH).values_list("state", "attempts")) == {("done", 1)}
    assert sorted(LedgerEntry.objects.values_list("sequence", flat=True)) == [1, 2, 3, 4, 5]
    assert verify_ledger() is None


def test_each_has_its_own_outcome(registry, seller, asked):
    registry.control(down=["DS07"], wrong_person=["DS13"])
    for code in ("DS03", "DS07", "DS13"):
        asked(seller, code)

    deliver_together(FETCH)

    assert states() == {"DS03": "answered", "DS07": "asked", "DS13": "failed"}
    told = Message.objects.filter(kind=FETCH).values_list("payload__resource", "state")
    assert dict(told) == {"DS03": "done", "DS07": "waiting", "DS13": "done"}
    assert verify_ledger() is None


def test_a_connector_that_breaks_spoils_no_other(registry, seller, asked, monkeypatch, settings):
    settings.DATA_SOURCES = {"DS07": registry.url}

    class Broken:
        def ask(self, question):
            raise ZeroDivisionError

    monkeypatch.setitem(ways._CONNECTORS, "broken", Broken())
    for code in ("DS03", "DS07"):
        asked(seller, code)
    exchange = Exchange.objects.get(resource__code="DS07")
    exchange.resource.connector = "broken"
    exchange.resource.save()

    deliver_together(FETCH)

    assert states() == {"DS03": "answered", "DS07": "asked"}
    message = Message.objects.get(kind=FETCH, payload__resource="DS07")
    assert (message.state, message.last_error) == ("waiting", "the source did not answer")
    exchange.refresh_from_db()
    told = (exchange.last_outcome, exchange.last_error, exchange.failures)
    assert told == ("misconfigured", "ZeroDivisionError", 1)
    assert LedgerEntry.objects.get(resource__code="DS07").outcome == "misconfigured"


def test_one_that_cannot_be_kept_spoils_no_other(registry, seller, asked, monkeypatch):
    for code in ("DS03", "DS07"):
        asked(seller, code)
    whole = keeping.write_line

    def spoiled(exchange, **said):
        if exchange.resource.code == "DS07":
            raise ZeroDivisionError
        return whole(exchange, **said)

    monkeypatch.setattr(keeping, "write_line", spoiled)
    deliver_together(FETCH)

    assert states() == {"DS03": "answered", "DS07": "asked"}
    assert LedgerEntry.objects.count() == 1


def test_all_that_reading_changes_is_written(registry, seller, asked, monkeypatch):
    written: dict[str, Exchange] = {}
    for module in (keeping, reading):
        whole = module.write_all
        monkeypatch.setattr(
            module,
            "write_all",
            lambda rows, whole=whole: (written.update({r.pk: r for r in rows}), whole(rows)),
        )
    registry.control(down=["DS07"])
    for code in ("DS03", "DS07", "DS13"):
        asked(seller, code)
    deliver_together(FETCH)

    names = [field.attname for field in Exchange._meta.concrete_fields]
    assert len(written) == 3
    for pk, row in written.items():
        kept = Exchange.objects.get(pk=pk)
        assert {n: getattr(row, n) for n in names} == {n: getattr(kept, n) for n in names}


def test_one_that_cannot_be_claimed_spoils_no_other(registry, seller, asked, monkeypatch):
    for code in ("DS03", "DS07"):
        asked(seller, code)
    whole = reading.keys_for

    def spoiled(resource, *rest):
        if resource.code == "DS07":
            raise ZeroDivisionError
        return whole(resource, *rest)

    monkeypatch.setattr(reading, "keys_for", spoiled)
    deliver_together(FETCH)

    assert states() == {"DS03": "answered", "DS07": "asked"}
    assert Exchange.objects.get(resource__code="DS07").attempts == 0


def test_while_a_slow_source_thinks_others_are_read(registry, seller, buyer, asked):
    asked(seller, "DS13")
    registry.control(slow_ms=1200)

    def late() -> None:
        while not registry.log()["asked"]:
            time.sleep(0.02)
        registry.control()  # only the one that is under way is slow
        asked(buyer, "DS07", case=f"{CASE[:-1]}2")
        connections.close_all()

    thread = threading.Thread(target=late)
    thread.start()
    assert deliver_together(FETCH) == 2
    thread.join()

    slow, quick = (Exchange.objects.get(resource__code=code) for code in ("DS13", "DS07"))
    assert quick.answered_at < slow.answered_at
    assert slow.answered_at - quick.answered_at > timedelta(milliseconds=300)
