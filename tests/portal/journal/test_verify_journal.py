from __future__ import annotations

from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from portal.accounts.actor import SYSTEM
from portal.journal.actions import hash_of, record
from portal.journal.models import Entry
from portal.journal.queries import Fault, verify
from portal.journal.verbs import register_verb

register_verb("test.counted", sentence="数到{number}", sentence_en="counted to {number}")


@pytest.fixture
def journal(db) -> None:
    with transaction.atomic():
        for stream in ("case:1", "case:2"):
            for number in range(1, 5):
                record(stream, "test.counted", actor=SYSTEM, number=number)


@contextmanager
def without_guard():
    """What only somebody who owns the table can do."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        yield
        cursor.execute("ALTER TABLE journal_entry ENABLE TRIGGER USER")


def entries(sequence: int):
    return Entry.objects.filter(stream="case:2", sequence=sequence)


def test_a_whole_journal_is_whole(journal, capsys):
    assert verify() is None
    call_command("verify_journal")
    assert capsys.readouterr().out == "The journal is whole: 8 entries checked.\n"


def test_changed_data_is_found(journal):
    with without_guard():
        entries(3).update(data={"number": 33})

    assert verify() == Fault("case:2", 3, "hash")
    assert verify("case:1") is None
    with pytest.raises(CommandError) as stop:
        call_command("verify_journal", stream="case:2")
    assert stop.value.returncode == 1
    assert str(stop.value) == (
        "The journal is broken: case:2 #3 was changed after it was written (hash)."
    )


@pytest.mark.parametrize(
    "change",
    [{"actor_name": "别人"}, {"verb": "test.other"}, {"actor_id": 1}, {"stream": "case:3"}],
)
def test_whatever_is_changed_is_found(journal, change):
    with without_guard():
        entries(4).update(**change)
    fault = verify()
    assert fault is not None
    assert fault.problem in ("hash", "gap")


def test_a_change_with_a_new_hash_breaks_the_link(journal):
    with without_guard():
        entry = entries(2).get()
        entry.data = {"number": 22}
        entries(2).update(data=entry.data, hash=hash_of(entry))

    assert verify() == Fault("case:2", 3, "link")


def test_a_removed_entry_is_found(journal):
    with without_guard():
        entries(2).delete()

    assert verify() == Fault("case:2", 2, "gap")


def test_a_changed_order_is_found(journal):
    with without_guard():
        entries(2).update(sequence=99)
        entries(3).update(sequence=2)
        entries(99).update(sequence=3)

    assert verify() == Fault("case:2", 2, "hash")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET actor_name = '别人'",
        "DELETE FROM journal_entry",
        "TRUNCATE journal_entry",
    ],
)
def test_the_database_refuses_to_forget(journal, statement):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_entry ENABLE TRIGGER USER")
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            cursor.execute(statement)
    assert Entry.objects.count() == 8
    assert verify() is None
