"""Batches of the record of reads, and the stamps on them."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.utils import timezone

from datasharing.ledger import sealing as rounds
from datasharing.ledger.merkle import proof_of, root_from, root_of
from datasharing.ledger.models import LedgerSeal
from datasharing.ledger.queries import proof_for, seal_over
from datasharing.ledger.sealing import cut, seal_round, stamp
from datasharing.ledger.verification import SealFault, verify_seals
from datasharing.models import LedgerEntry
from datasharing.tasks import keep_ledger
from portal.accounts.actor import SYSTEM
from portal.journal.models import Entry
from tests.datasharing.conftest import refuses

pytestmark = pytest.mark.django_db


def without_guard(table: str, sql: str, *values) -> None:
    """What somebody with the database's own keys could do."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(sql, values)
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def on_lines(sql: str, *values) -> None:
    without_guard("datasharing_ledgerentry", sql, *values)


def on_seals(sql: str, *values) -> None:
    without_guard("datasharing_ledgerseal", sql, *values)


@pytest.fixture
def sealed(sealing, four_reads, asked, read) -> list[LedgerSeal]:
    """Two batches: four lines, then one."""
    assert seal_round(actor=SYSTEM) == 1
    read(asked(four_reads, "DS13", case="330106-20261122-000002"))
    assert seal_round(actor=SYSTEM, is_forced=True) == 1
    return list(LedgerSeal.objects.order_by("number"))


def test_every_line_is_under_one_seal(sealed):
    first, second = sealed
    ids = list(LedgerEntry.objects.order_by("pk").values_list("pk", flat=True))
    assert [(seal.number, seal.after_id, seal.to_id, seal.lines) for seal in sealed] == [
        (1, 0, ids[3], 4),
        (2, ids[3], ids[4], 1),
    ]
    assert second.previous_hash == first.hash
    assert (first.authority, first.last_error, first.tries) == ("CN=Trial time stamps", "", 1)
    assert abs(timezone.now() - first.sealed_at) < timedelta(minutes=1)
    assert verify_seals() is None


def test_it_is_in_the_journal(sealed):
    said = list(
        Entry.objects.filter(stream="ledger").order_by("sequence").values_list("verb", "data__seal")
    )
    assert said == [
        ("ledger.batched", 1),
        ("ledger.sealed", 1),
        ("ledger.batched", 2),
        ("ledger.sealed", 2),
    ]


def test_nothing_new_makes_no_batch(sealed):
    assert cut(actor=SYSTEM) is None
    assert seal_round(actor=SYSTEM, is_forced=True) == 0
    assert LedgerSeal.objects.count() == 2


def test_a_batch_waits_for_its_time(sealed, asked, read, four_reads, settings):
    read(asked(four_reads, "DS13", case="330106-20261122-000003"))
    assert seal_round(actor=SYSTEM) == 0
    settings.LEDGER_SEAL_MINUTES = 0
    assert seal_round(actor=SYSTEM) == 1


def test_many_lines_make_many_batches(sealing, four_reads, monkeypatch):
    monkeypatch.setattr(rounds, "MOST_LINES", 3)
    assert seal_round(actor=SYSTEM) == 2
    assert list(LedgerSeal.objects.order_by("number").values_list("lines", flat=True)) == [3, 1]
    assert verify_seals() is None


def test_lines_that_come_meanwhile_wait_for_the_next_round(
    sealing, four_reads, asked, read, monkeypatch
):
    whole, cases = rounds.cut, iter(range(10, 16))

    def busy(**given):
        seal = whole(**given)
        for case in cases:
            read(asked(four_reads, "DS13", case=f"330106-20261122-0000{case}"))
            break
        return seal

    monkeypatch.setattr(rounds, "MOST_LINES", 2)
    monkeypatch.setattr(rounds, "cut", busy)
    assert seal_round(actor=SYSTEM) == 2
    assert list(LedgerSeal.objects.order_by("number").values_list("lines", flat=True)) == [2, 2]
    assert LedgerEntry.objects.count() == 6


def test_the_clockwork_does_it(sealing, four_reads):
    keep_ledger.run()
    assert LedgerSeal.objects.get().token is not None


def test_without_an_authority_nothing_is_cut(four_reads, settings):
    settings.LEDGER_TSA_URL = ""
    assert seal_round(actor=SYSTEM) == 0
    assert LedgerSeal.objects.count() == 0
    with pytest.raises(CommandError, match="No authority is set up"):
        call_command("seal_ledger")


def test_an_authority_that_is_silent_is_asked_again(sealing, four_reads, capsys):
    sealing.is_silent = True
    assert seal_round(actor=SYSTEM) == 0
    seal = LedgerSeal.objects.get()
    assert (seal.token, seal.tries, seal.last_error) == (None, 1, "HTTP 503")
    with pytest.raises(CommandError, match="Seal 1 was not stamped: HTTP 503"):
        call_command("seal_ledger")

    sealing.is_silent = False
    call_command("seal_ledger")
    assert capsys.readouterr().out == "1 batches were stamped. Nothing waits.\n"
    seal.refresh_from_db()
    assert (seal.tries, seal.last_error) == (3, "")
    assert verify_seals() is None


def test_a_stamp_is_brought_once(sealed):
    first = sealed[0]
    assert stamp(first, actor=SYSTEM)
    kept = LedgerSeal.objects.get(number=1)
    assert (bytes(kept.token), kept.tries) == (bytes(first.token), 1)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM datasharing_ledgerseal WHERE number = 2",
        "UPDATE datasharing_ledgerseal SET token = NULL, sealed_at = NULL, authority = ''",
        "UPDATE datasharing_ledgerseal SET root = repeat('f', 64) WHERE number = 1",
    ],
)
def test_nobody_can_change_a_seal(sealed, sql):
    with refuses(DatabaseError, match="only gets its stamp, once"):
        with connection.cursor() as cursor:
            cursor.execute(sql)
    assert verify_seals() is None


def test_a_seal_that_leaves_lines_out_is_not_taken(sealed):
    last = sealed[1]
    last.pk, last.number, last.to_id, last.hash = None, 3, last.to_id + 9, "f" * 64
    last.after_id = last.to_id - 2
    with refuses(DatabaseError, match="begins where the last one ended"):
        last.save(force_insert=True)
    assert LedgerSeal.objects.count() == 2


def test_a_changed_line_is_caught_also_with_a_new_hash(sealed):
    from datasharing.ledger.chain import hash_of

    line = LedgerEntry.objects.order_by("pk")[1]
    line.purpose = "x"
    sql = "UPDATE datasharing_ledgerentry SET purpose = 'x', hash = %s WHERE id = %s"
    on_lines(sql, hash_of(line), line.pk)
    assert verify_seals() == SealFault(1, "a line under it was changed")
    with pytest.raises(CommandError, match="Seal 1: a line under it was changed"):
        call_command("verify_ledger")


def test_a_line_taken_out_is_caught(sealed):
    on_lines(
        "DELETE FROM datasharing_ledgerentry WHERE id = %s", LedgerEntry.objects.earliest("pk").pk
    )
    assert verify_seals() == SealFault(1, "it covers 4 lines, and there are 3")


def test_a_seal_made_anew_does_not_have_the_stamp(sealed):
    """Whoever changes a line, its hash, the root and the statement cannot change the stamp."""
    said = json.loads(sealed[1].statement) | {"root": "f" * 64}
    forged = json.dumps(said, sort_keys=True, separators=(",", ":"))
    from datasharing.ledger.statement import digest

    on_seals(
        "UPDATE datasharing_ledgerseal SET root = %s, statement = %s, hash = %s WHERE number = 2",
        "f" * 64, forged, digest(forged),
    )  # fmt: skip
    assert verify_seals() == SealFault(2, "a line under it was changed")
    on_lines("DELETE FROM datasharing_ledgerentry WHERE id > %s", sealed[1].after_id)
    assert verify_seals() == SealFault(2, "it covers 1 lines, and there are 0")


def test_a_forged_statement_over_true_lines_is_caught_by_the_stamp(sealed):
    from datasharing.ledger.statement import digest

    said = json.loads(sealed[1].statement) | {"made_at": "2020-01-01T00:00:00.000000Z"}
    forged = json.dumps(said, sort_keys=True, separators=(",", ":"))
    on_seals(
        "UPDATE datasharing_ledgerseal SET statement = %s, hash = %s WHERE number = 2",
        forged, digest(forged),
    )  # fmt: skip
    assert verify_seals() == SealFault(2, "its time stamp: the time stamp is about something else")


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("UPDATE datasharing_ledgerseal SET statement = '{}' WHERE number = 1",
         SealFault(1, "its statement was changed")),
        ("UPDATE datasharing_ledgerseal SET lines = 3 WHERE number = 1",
         SealFault(1, "its columns differ from its statement")),
        ("UPDATE datasharing_ledgerseal SET sealed_at = now() - interval '1 day' WHERE number = 2",
         SealFault(2, "it bears another time than its stamp")),
        ("DELETE FROM datasharing_ledgerseal WHERE number = 1",
         SealFault(2, "it does not follow the seal before")),
    ],
)  # fmt: skip
def test_a_touched_seal_shows(sealed, sql, what):
    on_seals(sql)
    assert verify_seals() == what


def test_each_line_has_its_way_to_the_root(sealed):
    for line in LedgerEntry.objects.all():
        seal = seal_over(line)
        assert root_from(line.hash, proof_for(line, seal)) == seal.root


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 7, 8, 13])
def test_a_tree_of_any_size(count):
    hashes = [f"{number:064x}" for number in range(count)]
    root = root_of(hashes)
    for place, line in enumerate(hashes):
        assert root_from(line, proof_of(hashes, place)) == root
    if count > 1:
        assert root_of([*hashes[:-1], f"{99:064x}"]) != root
        assert root_of(hashes[::-1]) != root


def test_no_tree_without_a_leaf():
    with pytest.raises(ValueError, match="needs a leaf"):
        root_of([])
