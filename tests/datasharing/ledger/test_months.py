"""The ledger's months: made ahead, made when needed, and one chain through all of them."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection
from django.utils import timezone

from datasharing.exchanges.ledger import write_line
from datasharing.ledger.partitions import AHEAD, make_months_ahead, months
from datasharing.ledger.verification import verify_ledger
from datasharing.models import LedgerEntry, LedgerHead
from datasharing.states import Outcome
from tests.datasharing.conftest import refuses

pytestmark = pytest.mark.django_db

FAR = datetime(2031, 12, 31, 16, 30, tzinfo=UTC)
"""Half an hour into 2032 by Chinese time."""


def partition_of(line: LedgerEntry) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tableoid::regclass::text FROM datasharing_ledgerentry WHERE id = %s", [line.pk]
        )
        return cursor.fetchone()[0]


def attempt(exchange, at):
    exchange.attempts += 1
    exchange.save(update_fields=["attempts"])
    return write_line(exchange, outcome=Outcome.NO_RECORD, at=at)


def test_this_month_and_the_next_ones_are_ready():
    now = timezone.localtime()
    first = now.year * 12 + now.month - 1
    wanted = [
        f"datasharing_ledger_{month // 12}_{month % 12 + 1:02d}"
        for month in range(first, first + AHEAD + 1)
    ]
    assert months()[: len(wanted)] == wanted
    assert make_months_ahead() == 0


def test_the_clockwork_makes_what_is_missing():
    last = months()[-1]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {last}")
    assert make_months_ahead() == 1
    assert months()[-1] == last


def test_a_month_begins_by_chinese_time_and_is_made_when_a_line_needs_it(seller, asked):
    line = attempt(asked(seller, "DS13"), FAR)
    assert partition_of(line) == "datasharing_ledger_2032_01"
    assert LedgerEntry.objects.get().at == FAR


def test_one_chain_runs_through_all_months(seller, asked):
    exchange = asked(seller, "DS13")
    lines = [attempt(exchange, timezone.now() + timedelta(days=32 * number)) for number in range(3)]
    assert len({partition_of(line) for line in lines}) == 3
    assert [line.sequence for line in lines] == [1, 2, 3]
    assert [line.previous_hash for line in lines[1:]] == [line.hash for line in lines[:2]]
    assert LedgerHead.objects.values_list("sequence", "hash").get() == (3, lines[2].hash)
    assert verify_ledger() is None


@pytest.mark.parametrize(
    "change",
    [
        {"sequence": 3},
        {"sequence": 1},
        {"previous_hash": "f" * 64},
    ],
)
def test_a_line_that_does_not_follow_the_last_one_is_refused(seller, asked, change):
    exchange = asked(seller, "DS13")
    first = attempt(exchange, timezone.now())
    forged = {"sequence": 2, "previous_hash": first.hash, "attempt": 2} | change
    line = LedgerEntry.objects.get()
    for name, value in forged.items():
        setattr(line, name, value)
    line.pk = None
    with refuses(DatabaseError, match="must follow the last one"):
        line.save(force_insert=True)
    assert LedgerEntry.objects.count() == 1


def test_a_first_line_says_that_none_was_before(seller, asked):
    exchange = asked(seller, "DS13")
    attempt(exchange, timezone.now())
    line = LedgerEntry.objects.get()
    line.pk, line.subject_id, line.previous_hash = None, seller.pk + 1_000_000, "f" * 64
    line.attempt = 2
    with refuses(DatabaseError, match="must follow the last one"):
        line.save(force_insert=True)


@pytest.mark.parametrize(("days", "why"), [(0, "duplicate key"), (40, "has a ledger line already")])
def test_an_attempt_has_one_line(seller, asked, days, why):
    """Within a month an index keeps it, across months a trigger."""
    exchange = asked(seller, "DS13")
    attempt(exchange, timezone.now())
    with refuses(IntegrityError, match=why):
        later = timezone.now() + timedelta(days=days)
        write_line(exchange, outcome=Outcome.NO_RECORD, at=later)
    assert LedgerEntry.objects.count() == 1


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE datasharing_ledgerhead SET sequence = 9",
        "DELETE FROM datasharing_ledgerhead",
        (
            "INSERT INTO datasharing_ledgerhead SELECT subject_id + 1, 1, hash "
            "FROM datasharing_ledgerhead"
        ),
    ],
)
def test_the_end_of_a_chain_moves_only_with_a_line(seller, asked, sql):
    line = attempt(asked(seller, "DS13"), timezone.now())
    with refuses(DatabaseError, match="moves only with a line"):
        with connection.cursor() as cursor:
            cursor.execute(sql)
    assert LedgerHead.objects.get().hash == line.hash


def test_a_month_itself_refuses_what_the_whole_refuses(seller, asked):
    month = partition_of(attempt(asked(seller, "DS13"), timezone.now()))
    for sql in (f"UPDATE {month} SET purpose = 'x'", f"DELETE FROM {month}"):
        with refuses(DatabaseError, match="append-only"):
            with connection.cursor() as cursor:
                cursor.execute(sql)
    with refuses(DatabaseError, match="append-only"):
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            # Tests empty tables, so the guard against that is off for them.
            cursor.execute(f"ALTER TABLE {month} ENABLE TRIGGER ledger_never_truncated")
            cursor.execute(f"TRUNCATE {month}")


def test_a_line_from_before_the_months_keeps_its_hash(seller, asked):
    """Layout 1 said every column, also the empty ones, and the moment in another form."""
    from datasharing.ledger.chain import hash_of

    line = LedgerEntry(
        exchange_id=uuid.UUID(int=1),
        attempt=1,
        subject_id=7,
        sequence=1,
        at=datetime(2026, 11, 22, 8, 0, tzinfo=UTC),
        asker_department="规划局",
        matter_code="P10-03",
        case_number="330106-20261122-000001",
        resource_id=3,
        fields=[["坐落", "Address"]],
        ground="本人授权",
        purpose="核对",
        outcome="answered",
        previous_hash="0" * 64,
        layout=1,
    )
    # Made by the code of that time.
    assert hash_of(line) == OF_THAT_TIME


OF_THAT_TIME = "65af1fd0c5ae0f3c60ad57d093796bfadf86655eb132516c8487e21c36deeee6"
