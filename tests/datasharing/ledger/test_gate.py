"""No new reads while the record of the old ones cannot be sealed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from datasharing import exchanges
from datasharing.ledger.errors import LedgerNotSealed
from datasharing.ledger.gate import is_closed, unsealed_since
from datasharing.ledger.models import LedgerSeal
from datasharing.ledger.sealing import seal_round
from datasharing.models import Exchange, LedgerEntry
from portal.accounts.actor import SYSTEM
from portal.outbox.drain import drain
from portal.outbox.handlers import TryAgain
from portal.outbox.models import Message
from tests.datasharing.conftest import refuses
from tests.datasharing.ledger.test_sealing import on_lines, on_seals

pytestmark = pytest.mark.django_db

LATER = "330106-20261122-000009"


@pytest.fixture
def stuck(sealing, four_reads, settings):
    """Four lines in a batch that the authority has not stamped for 25 hours."""
    settings.LEDGER_UNSEALED_HOURS = 24
    sealing.is_silent = True
    seal_round(actor=SYSTEM)
    on_seals("UPDATE datasharing_ledgerseal SET made_at = made_at - interval '25 hours'")
    return sealing


def test_it_is_open_while_everything_is_fresh(sealing, four_reads):
    assert unsealed_since() == LedgerEntry.objects.earliest("pk").at
    assert not is_closed()
    seal_round(actor=SYSTEM)
    assert unsealed_since() is None


def test_it_closes_when_no_stamp_comes(stuck):
    assert is_closed()


def test_it_closes_when_the_clockwork_stands(sealing, four_reads, settings):
    """Nothing was ever put into a batch."""
    on_lines("UPDATE datasharing_ledgerentry SET at = at - interval '2 hours'")
    settings.LEDGER_UNSEALED_HOURS = 1
    assert is_closed()


def test_it_closes_when_the_clockwork_stops(sealing, four_reads, asked, read, settings):
    seal_round(actor=SYSTEM)
    read(asked(four_reads, "DS13", case=LATER))
    since = timezone.now() - timedelta(hours=2)
    on_seals("UPDATE datasharing_ledgerseal SET made_at = %s", since)
    on_lines("UPDATE datasharing_ledgerentry SET at = %s", since - timedelta(days=3))
    settings.LEDGER_UNSEALED_HOURS = 1
    assert unsealed_since() == since, "not since the read began, which is before the last batch"
    assert is_closed()


def test_it_never_closes_where_sealing_is_not_set_up(stuck, settings):
    settings.LEDGER_TSA_URL = ""
    assert not is_closed()


def test_nothing_is_asked_and_the_person_is_sent_to_upload(stuck, registry, four_reads, asked):
    before = len(registry.log()["asked"])
    exchange = asked(four_reads, "DS13", case=LATER)
    with pytest.raises(TryAgain) as wait:
        exchanges.fetch(exchange_id=str(exchange.pk), of_round=exchange.round)

    exchange.refresh_from_db()
    assert wait.value.after == timedelta(seconds=2)
    assert (exchange.state, exchange.last_outcome) == ("failed", "not_sealed")
    assert (exchange.attempts, exchange.answer) == (0, None)
    assert len(registry.log()["asked"]) == before
    assert LedgerEntry.objects.count() == 4
    news = Message.objects.get(kind="exchange.unavailable")
    assert news.payload == {"exchange_id": str(exchange.pk), "case_number": LATER}


def test_it_is_read_once_a_stamp_is_there(stuck, four_reads, asked, read):
    exchange = asked(four_reads, "DS13", case=LATER)
    with pytest.raises(TryAgain):
        read(exchange)
    stuck.is_silent = False
    seal_round(actor=SYSTEM)

    read(exchange)

    assert (exchange.state, exchange.attempts) == ("answered", 1)
    assert LedgerSeal.objects.count() == 1


def test_held_reads_are_due_when_a_stamp_is_there(stuck, four_reads, asked):
    exchange = asked(four_reads, "DS13", case=LATER)
    drain()
    held = Message.objects.get(kind="exchange.fetch", payload__exchange_id=str(exchange.pk))
    assert (held.state, held.attempts, held.attempts_forgiven) == ("waiting", 1, 1)
    later = timezone.now() + timedelta(hours=12)
    Message.objects.filter(pk=held.pk).update(not_before=later)

    assert seal_round(actor=SYSTEM) == 0
    held.refresh_from_db()
    assert held.not_before == later

    stuck.is_silent = False
    assert seal_round(actor=SYSTEM) == 1
    drain()
    exchange.refresh_from_db()
    assert (exchange.state, exchange.attempts) == ("answered", 1)


def test_it_is_held_a_quarter_of_an_hour_at_most(stuck, four_reads, asked, read):
    exchange = asked(four_reads, "DS13", case=LATER)
    Exchange.objects.filter(pk=exchange.pk).update(failures=20)
    with pytest.raises(TryAgain) as wait:
        read(exchange)
    assert (wait.value.after, wait.value.is_counted) == (timedelta(minutes=15), False)


def test_it_tells_once_and_waits_longer_each_time(stuck, four_reads, asked, read):
    exchange = asked(four_reads, "DS13", case=LATER)
    waits = []
    for _ in range(3):
        with pytest.raises(TryAgain) as wait:
            read(exchange)
        waits.append(wait.value.after.total_seconds())
    assert waits == [2, 5, 15]
    assert Message.objects.filter(kind="exchange.unavailable").count() == 1


def test_what_is_settled_or_not_needed_does_not_wait(stuck, four_reads, asked, read):
    exchange = asked(four_reads, "DS13", case=LATER)
    exchanges.fetch(exchange_id=str(exchange.pk), of_round=exchange.round + 1)
    exchange.refresh_from_db()
    assert (exchange.state, exchange.last_outcome) == ("asked", "")


def test_staff_who_ask_again_are_told_why_not(stuck, four_reads, asked, read):
    exchange = asked(four_reads, "DS13", case=LATER)
    with pytest.raises(TryAgain):
        read(exchange)
    with refuses(LedgerNotSealed):
        exchanges.ask_again(exchange, actor=SYSTEM)
    exchange.refresh_from_db()
    assert (exchange.state, exchange.round) == ("failed", 1)
    assert LedgerNotSealed().status == 503


def test_the_gate_looks_into_few_months(sealing, four_reads):
    """Whatever the ledger's age: the question names the months."""
    seal_round(actor=SYSTEM)
    with connection.cursor() as cursor:
        cursor.execute("SELECT datasharing_ledger_make_month('2019-01-15')")
        seal = LedgerSeal.objects.get()
        cursor.execute(
            "EXPLAIN SELECT at FROM datasharing_ledgerentry WHERE id > %s AND at > %s "
            "ORDER BY id LIMIT 1",
            [seal.to_id, seal.made_at - timedelta(days=31)],
        )
        plan = " ".join(row for (row,) in cursor.fetchall())
    assert "2019_01" not in plan
    assert f"{timezone.localtime():%Y_%m}" in plan
