"""The record of reads: appended to, never changed, seen by the person alone."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from datasharing.ledger.verification import LedgerFault, verify_ledger
from datasharing.models import LedgerEntry
from datasharing.queries import ledger_of
from portal.errors import NotAllowed
from tests.datasharing.conftest import CLERK, acting_for, refuses

pytestmark = pytest.mark.django_db

CODES = ("DS02", "DS03", "DS13", "DS29")


@pytest.fixture
def four_reads(registry, seller, asked, read):
    for code in CODES:
        read(asked(seller, code))
    return seller


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE datasharing_ledgerentry SET purpose = 'x'",
        "DELETE FROM datasharing_ledgerentry",
        "TRUNCATE datasharing_ledgerentry CASCADE",
    ],
)
def test_nobody_can_change_it(four_reads, sql):
    with refuses(DatabaseError, match="append-only"):
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            # Tests empty tables, so the guard against that is off for them.
            cursor.execute(
                "ALTER TABLE datasharing_ledgerentry ENABLE TRIGGER ledger_never_truncated"
            )
            cursor.execute(sql)
    assert LedgerEntry.objects.count() == 4


def test_newest_first_and_paged_by_key(four_reads):
    me = acting_for(four_reads)
    first = ledger_of(four_reads, actor=me, limit=3)
    second = ledger_of(four_reads, actor=me, limit=3, before=first.older)

    assert [line.resource.code for line in first.lines] == ["DS29", "DS13", "DS03"]
    assert [line.resource.code for line in second.lines] == ["DS02"]
    assert second.older is None


def test_others_do_not_see_it(four_reads, buyer):
    for actor in (acting_for(buyer), CLERK):
        with refuses(NotAllowed):
            ledger_of(four_reads, actor=actor)


def without_guard(sql: str, *values) -> None:
    """What somebody with the database's own keys could do."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE datasharing_ledgerentry DISABLE TRIGGER USER")
        cursor.execute(sql, values)
        cursor.execute("ALTER TABLE datasharing_ledgerentry ENABLE TRIGGER USER")


def test_a_whole_ledger_verifies(four_reads, capsys):
    assert verify_ledger() is None
    call_command("verify_ledger")
    assert capsys.readouterr().out == "The record of reads is whole.\n"


def test_a_changed_line_shows(four_reads):
    without_guard("UPDATE datasharing_ledgerentry SET purpose = 'x' WHERE sequence = 2")
    assert verify_ledger() == LedgerFault(four_reads.pk, 2, "changed")
    with pytest.raises(CommandError, match="line 2: changed"):
        call_command("verify_ledger")


@pytest.mark.parametrize("sequence", [1, 2, 4])
def test_a_line_taken_out_shows(four_reads, sequence):
    without_guard("DELETE FROM datasharing_ledgerentry WHERE sequence = %s", sequence)
    assert verify_ledger() == LedgerFault(four_reads.pk, sequence, "missing")


def test_a_chain_forged_anew_does_not_fit_the_journal(four_reads):
    from datasharing.ledger.chain import hash_of

    last = LedgerEntry.objects.get(sequence=4)
    last.purpose = "x"
    without_guard(
        "UPDATE datasharing_ledgerentry SET purpose = 'x', hash = %s WHERE sequence = 4",
        hash_of(last),
    )
    assert verify_ledger() == LedgerFault(four_reads.pk, 4, "not in the journal")


def test_what_we_wrote_down_is_what_the_registry_saw(registry, four_reads):
    theirs = [(entry["resource"], entry["reference"]) for entry in registry.log()["asked"]]
    ours = [
        (line.resource.code, f"{line.exchange_id}/{line.attempt}")
        for line in LedgerEntry.objects.select_related("resource").order_by("sequence")
    ]
    assert ours == theirs
