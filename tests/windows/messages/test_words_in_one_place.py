"""The words of a message stand in the conversation; the journal keeps a key and a digest."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from portal.journal.elsewhere import digest_of
from portal.journal.models import Entry
from portal.journal.queries import verify
from tests.windows import builders as b
from windows.messages.actions import answer, ask
from windows.messages.models import CaseMessage, Conversation

ASKED, ANSWERED = "我的房本在哪里领？", "在三号窗口，带身份证。"


@pytest.fixture
def lines(town) -> list[CaseMessage]:
    case = b.accepted_case(town)
    b.do(ask, case, text=ASKED, actor=town.me)
    b.do(answer, Conversation.objects.get(), text=ANSWERED, actor=town.clerk)
    return list(CaseMessage.objects.order_by("pk"))


def tamper(sql: str, *values: object) -> None:
    """As somebody with the database in their hands: past the triggers."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql, values)
        cursor.execute("SET session_replication_role = DEFAULT")


def entries() -> list[Entry]:
    return list(Entry.objects.filter(verb__startswith="message.").order_by("sequence"))


def test_no_entry_of_the_journal_holds_them(lines):
    for entry in Entry.objects.all():
        kept = json.dumps(entry.data, ensure_ascii=False)
        assert ASKED not in kept
        assert ANSWERED not in kept
    assert [(entry.data["row"], entry.data["digest"]) for entry in entries()] == [
        (line.pk, digest_of(line.pk, line.text)) for line in lines
    ]
    assert verify() is None


def test_equal_words_have_different_digests(lines):
    assert digest_of(1, ASKED) != digest_of(2, ASKED)


def test_words_that_were_changed_are_found(lines):
    tamper("UPDATE windows_casemessage SET text = 'x' WHERE id = %s", lines[1].pk)
    entry = entries()[1]
    assert str(verify()) == (
        f"{entry.stream} #{entry.sequence} points at words that were changed or removed (words)"
    )
    assert verify("case:another") is None
    with pytest.raises(CommandError, match="points at words"):
        call_command("verify_journal", stream=entry.stream)


def test_words_that_were_removed_are_found(lines):
    tamper("DELETE FROM windows_casemessage WHERE id = %s", lines[0].pk)
    fault = verify()
    assert (fault.sequence, fault.problem) == (entries()[0].sequence, "words")


def test_the_chain_holds_the_digest(lines):
    entry = entries()[0]
    changed = entry.data | {"digest": digest_of(lines[0].pk, "x")}
    tamper("UPDATE journal_entry SET data = %s WHERE id = %s", json.dumps(changed), entry.pk)
    assert verify().problem == "hash"


def test_an_entry_of_before_that_holds_its_words_is_left_alone(lines):
    from portal.accounts.actor import SYSTEM
    from portal.journal.actions import record

    b.do(record, entries()[0].stream, "message.answered", actor=SYSTEM, office="窗口", text="旧")
    assert verify() is None
