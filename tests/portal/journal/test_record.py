from __future__ import annotations

import hashlib
import json
import threading
from datetime import UTC, date
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.roles import Role
from portal.journal.actions import record
from portal.journal.models import Entry
from portal.journal.queries import entries_for, sentence, verify
from portal.journal.verbs import UnknownVerb, register_verb
from portal.text import Text

CLERK = Actor(kind=Role.CLERK, user_id=7, name="王芳")
register_verb(
    "test.stamped",
    sentence="{actor}在{place}盖了章",
    sentence_en="{actor} stamped it in {place}",
    private=("phone",),
)
register_verb("test.acted", sentence="{actor}办了", sentence_en="{actor} acted")
register_verb("test.named", sentence="{thing}", sentence_en="{thing_en}")


@pytest.mark.django_db
def test_each_entry_carries_the_hash_of_the_one_before():
    with transaction.atomic():
        first = record("case:1", "test.stamped", actor=CLERK, place="3号窗口", phone="13800000000")
        second = record("case:1", "test.stamped", actor=SYSTEM, place="大厅")
        other = record("case:2", "test.stamped", actor=CLERK, place="大厅")

    assert (first.sequence, first.previous_hash) == (1, "0" * 64)
    assert (second.sequence, second.previous_hash) == (2, first.hash)
    assert (other.sequence, other.previous_hash) == (1, "0" * 64)
    assert list(entries_for("case:1")) == [first, second]
    said = {
        "stream": "case:1",
        "sequence": 1,
        "at": Entry.objects.get(pk=first.pk).at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "verb": "test.stamped",
        "actor": {"kind": "clerk", "id": 7, "name": "王芳"},
        "data": {"place": "3号窗口", "phone": "13800000000"},
        "previous_hash": "0" * 64,
    }
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert first.hash == hashlib.sha256(text.encode("utf-8")).hexdigest()


@pytest.mark.django_db
def test_the_hash_survives_the_way_through_the_database():
    with transaction.atomic():
        record(
            "case:1",
            "test.stamped",
            actor=CLERK,
            place={"b": [1, None, True], "ä": "𠅤", "a": {"z": "\\u0041", "y": 10**30}},
            on=date(2026, 11, 22),
            fee=Decimal("12.50"),
        )

    assert verify() is None
    assert entries_for("case:1").get().data["fee"] == "12.50"


@pytest.mark.django_db
def test_an_unknown_verb_is_refused_and_leaves_nothing():
    with pytest.raises(UnknownVerb, match=r"test\.never_registered"), transaction.atomic():
        record("case:1", "test.never_registered", actor=CLERK)
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_a_float_is_refused():
    with pytest.raises(TypeError, match=r"no floats \(0\.1\)"), transaction.atomic():
        record("case:1", "test.stamped", actor=CLERK, place=0.1)
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded():
    with pytest.raises(TransactionManagementError):
        record("case:1", "test.stamped", actor=CLERK, place="x")
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_rivals_write_one_unbroken_chain():
    def write() -> None:
        try:
            for _ in range(10):
                with transaction.atomic():
                    record("case:1", "test.stamped", actor=CLERK, place="x")
        finally:
            connection.close()

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert list(entries_for("case:1").values_list("sequence", flat=True)) == list(range(1, 41))
    assert verify("case:1") is None


@pytest.mark.django_db
def test_a_sentence_is_told_in_both_languages_without_private_data():
    with transaction.atomic():
        entry = record(
            "case:1", "test.stamped", actor=CLERK, place="大厅", place_en="the hall", phone="138"
        )
        silent = record("case:1", "test.stamped", actor=CLERK)
    assert sentence(entry) == Text("王芳在大厅盖了章", "王芳 stamped it in the hall")
    assert sentence(silent) == Text("王芳在—盖了章", "王芳 stamped it in —")
    named = Entry(verb="test.named", data={"thing": "证", "thing_en": ""})
    assert sentence(named) == Text("证", "证")
    named.data["thing_en"] = "licence"
    assert sentence(named) == Text("证", "licence")
    assert sentence(Entry(verb="test.forgotten", data={})) == Text(
        "test.forgotten", "test.forgotten"
    )


@pytest.mark.django_db
def test_what_the_clockwork_did_is_told_in_both_languages():
    with transaction.atomic():
        entry = record("case:2", "test.acted", actor=SYSTEM)
    assert (sentence(entry).zh, sentence(entry).en) == ("系统办了", "The portal acted")
