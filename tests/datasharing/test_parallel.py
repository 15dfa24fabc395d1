"""Reads run at the same time, hold no lock while they wait, and race without doubling anything."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import connection, connections, transaction

from datasharing import exchanges
from datasharing.ledger.verification import verify_ledger
from datasharing.models import Exchange, LedgerEntry
from portal.outbox.handlers import TryAgain
from portal.outbox.models import Message

pytestmark = pytest.mark.django_db(transaction=True)


def in_threads(*jobs) -> None:
    def closing(job):
        try:
            job()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=closing, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def fetching(exchange: Exchange):
    def fetch():
        try:
            exchanges.fetch(exchange_id=str(exchange.pk), of_round=exchange.round)
        except TryAgain:
            return

    return fetch


def test_reads_of_one_case_run_at_the_same_time(registry, seller, asked):
    registry.control(slow_ms=400)
    all_of_them = [asked(seller, code) for code in ("DS02", "DS03", "DS07", "DS13", "DS29")]

    in_threads(*(fetching(exchange) for exchange in all_of_them))

    assert registry.log()["busiest"] == 5
    assert set(Exchange.objects.values_list("state", flat=True)) == {"answered"}
    assert LedgerEntry.objects.count() == 5
    assert sorted(LedgerEntry.objects.values_list("sequence", flat=True)) == [1, 2, 3, 4, 5]
    assert verify_ledger() is None


def test_one_message_per_read(seller, asked):
    codes = ("DS02", "DS03", "DS07")
    found = {f"exchange.fetch:{asked(seller, code).pk}:1" for code in codes}

    assert set(Message.objects.filter(kind="exchange.fetch").values_list("key", flat=True)) == found


def test_the_same_message_in_two_hands_reads_once(registry, seller, asked):
    registry.control(slow_ms=300)
    exchange = asked(seller, "DS13")

    in_threads(fetching(exchange), fetching(exchange), fetching(exchange))

    assert len(registry.log()["asked"]) == 1
    assert LedgerEntry.objects.count() == 1


def test_no_row_is_locked_while_the_other_side_thinks(registry, seller, asked):
    registry.control(slow_ms=800)
    exchange = asked(seller, "DS13")
    thread = threading.Thread(target=in_threads, args=(fetching(exchange),))
    thread.start()
    while not registry.log()["asked"]:
        time.sleep(0.02)

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM datasharing_exchange FOR UPDATE NOWAIT")
        cursor.execute("SELECT id FROM accounts_applicant FOR UPDATE NOWAIT")
        cursor.execute("SELECT id FROM datasharing_consent FOR UPDATE NOWAIT")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND state LIKE 'idle in transaction%%' AND pid <> pg_backend_pid()"
        )
        assert cursor.fetchone() == (0,)
    assert Exchange.objects.get().state == "asked"
    thread.join()
    assert Exchange.objects.get().state == "answered"


def test_rivals_asking_the_same_write_it_down_once(seller, asked, consent_of):
    consent = consent_of(seller, "DS13")

    in_threads(*(lambda: asked(seller, "DS13", consent=consent) for _ in range(4)))

    assert Exchange.objects.count() == 1
    assert Message.objects.filter(kind="exchange.fetch").count() == 1
