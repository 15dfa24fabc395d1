"""The scanner has the first look; without its word nothing opens, and its silence is no word."""

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from materials.actions import store_document
from materials.documents.clamd import ScannerDown, Verdict, scan
from materials.documents.content import open_content
from materials.documents.moving import move_blob
from materials.documents.removing import remove_document
from materials.documents.scanning import NoVerdict, scan_blob
from materials.documents.unscanned import ask_again
from materials.errors import (
    DocumentBeingScanned,
    DocumentHeld,
    DocumentInfected,
    DocumentQuarantined,
)
from materials.models import Blob, Document
from materials.queries import documents_of
from portal.accounts.actor import SYSTEM
from portal.journal.models import Entry
from portal.outbox.drain import drain
from portal.outbox.models import Message
from portal.states.move_table import MoveNotAllowed
from tests.materials.conftest import upload
from tests.materials.files import CATALOGUE, PAGE, PAGES, PDF, pdf_of
from tests.materials.scanner import VIRUS, clamd

pytestmark = pytest.mark.django_db
INFECTED = pdf_of(CATALOGUE, PAGES, PAGE, f"({VIRUS.decode()})")


@pytest.fixture
def scanner(settings):
    with clamd() as server:
        settings.CLAMD_ADDRESS = server.address
        settings.CLAMD_TIMEOUT_SECONDS = 2
        yield server


@pytest.fixture
def no_scanner(settings):
    settings.CLAMD_ADDRESS = "127.0.0.1:1"  # nobody listens there
    settings.CLAMD_TIMEOUT_SECONDS = 2


def stored(buyer, buyer_actor, content=PDF):
    return store_document(buyer, upload=upload(content), material_type=None, actor=buyer_actor)


def state_of(document):
    return Blob.objects.get(pk=document.blob_id).state


def do_scans():
    """What the worker does with this one kind of message; other packages have their own tests."""
    Message.objects.exclude(kind="document.scan").delete()
    drain()


# The protocol.


def test_asks_over_either_kind_of_socket(settings, tmp_path):
    for path in (None, tmp_path / "clamd.ctl"):
        with clamd(path) as server:
            settings.CLAMD_ADDRESS = server.address
            assert scan(io.BytesIO(b"x" * 200_000)) == Verdict()
            assert scan(io.BytesIO(VIRUS)) == Verdict("Eicar-Signature")
            assert [len(each) for each in server.seen] == [200_000, len(VIRUS)]


@pytest.mark.parametrize("mood", ["silent", "confused"])
def test_an_answer_that_is_no_verdict_is_none(scanner, mood):
    scanner.mood = mood
    with pytest.raises(ScannerDown):
        scan(io.BytesIO(PDF))


def test_a_file_over_the_scanners_own_limit_is_not_called_clean(scanner):
    scanner.most = 100
    with pytest.raises(ScannerDown):
        scan(io.BytesIO(b"x" * 5_000_000))


# From received to a verdict.


def test_closed_until_it_was_seen_then_open(scanner, client, buyer, buyer_actor):
    document = stored(buyer, buyer_actor)
    assert state_of(document) == "received"
    with pytest.raises(DocumentBeingScanned) as refused:
        open_content(document.blob)
    assert (refused.value.status, refused.value.retry_after) == (503, 5)
    client.force_login(buyer.user)
    response = client.get(f"/documents/{document.pk}/")
    assert (response.status_code, response["Retry-After"]) == (503, "5")

    drain()

    assert state_of(document) == "clean"
    assert scanner.seen == [PDF]  # the scanner sees what people will see, not what is stored
    assert b"".join(client.get(f"/documents/{document.pk}/").streaming_content) == PDF
    assert Entry.objects.filter(stream=f"blob:{document.blob_id}").count() == 1


def test_the_same_bytes_are_looked_at_once(scanner, buyer, buyer_actor, stranger, stranger_actor):
    stored(buyer, buyer_actor)
    drain()
    second = stored(stranger, stranger_actor)
    drain()
    assert (scanner.calls, state_of(second)) == (1, "clean")


def test_a_virus_is_put_into_quarantine_and_told(scanner, client, buyer, buyer_actor):
    document = stored(buyer, buyer_actor, INFECTED)
    do_scans()
    blob = Blob.objects.get()
    assert (blob.state, blob.state_reason) == ("quarantined", "Eicar-Signature")
    with pytest.raises(DocumentQuarantined):
        open_content(blob)
    client.force_login(buyer.user)
    assert client.get(f"/documents/{document.pk}/").status_code == 403
    entry = Entry.objects.get(verb="document.quarantined")
    assert (entry.stream, entry.data["virus"]) == (f"applicant:{buyer.pk}", "Eicar-Signature")
    told = Message.objects.get(kind="document.quarantined")
    assert told.payload == {"document_id": str(document.pk)}
    assert not documents_of(buyer).exists()


def test_known_bad_bytes_are_not_taken_again(scanner, buyer, buyer_actor):
    stored(buyer, buyer_actor, INFECTED)
    do_scans()
    with pytest.raises(DocumentInfected):
        stored(buyer, buyer_actor, INFECTED)
    assert (Document.objects.count(), scanner.calls) == (1, 1)


# The scanner is away.


def test_held_not_skipped_when_the_scanner_is_down(no_scanner, client, buyer, buyer_actor):
    document = stored(buyer, buyer_actor)
    do_scans()
    blob = Blob.objects.get()
    assert blob.state == "held"
    assert "ConnectionRefusedError" in blob.state_reason
    with pytest.raises(DocumentHeld):
        open_content(blob)
    client.force_login(buyer.user)
    assert client.get(f"/documents/{document.pk}/").status_code == 503
    message = Message.objects.get(kind="document.scan")
    assert message.state == "waiting"
    assert timedelta(seconds=50) < message.not_before - timezone.now() <= timedelta(seconds=60)


def test_seen_as_soon_as_the_scanner_is_back(no_scanner, settings, buyer, buyer_actor):
    document = stored(buyer, buyer_actor)
    do_scans()
    with clamd() as server:
        settings.CLAMD_ADDRESS = server.address
        drain(now=timezone.now() + timedelta(minutes=2))
    assert state_of(document) == "clean"


def test_a_scanner_that_was_unset_lets_nothing_through(no_scanner, settings, buyer, buyer_actor):
    document = stored(buyer, buyer_actor)
    settings.CLAMD_ADDRESS = ""
    with pytest.raises(NoVerdict):
        scan_blob(document.blob_id, actor=SYSTEM)
    assert state_of(document) == "received"


def test_a_worker_that_died_in_the_middle_is_taken_over(scanner, buyer, buyer_actor):
    document = stored(buyer, buyer_actor)
    move_blob(document.blob, "scan", actor=SYSTEM)
    assert scan_blob(document.blob_id, actor=SYSTEM) == "clean"


def test_what_was_given_up_is_asked_again_once_an_hour(scanner, buyer, buyer_actor):
    stored(buyer, buyer_actor)
    Message.objects.all().delete()
    now = timezone.now()
    assert ask_again(now=now) == 0
    later = now + timedelta(hours=1, minutes=1)
    assert (ask_again(now=later), ask_again(now=later)) == (1, 1)
    assert Message.objects.count() == 1
    drain()
    assert (Blob.objects.get().state, ask_again(now=later)) == ("clean", 0)


# No scanner at all.


def test_without_a_scanner_it_says_so_and_opens(buyer, buyer_actor):
    document = stored(buyer, buyer_actor)
    assert state_of(document) == "not_scanned"
    with open_content(document.blob) as content:
        assert content.read() == PDF
    assert not Message.objects.exists()


def test_the_command_sees_to_what_was_never_scanned(buyer, buyer_actor, settings, capsys):
    stored(buyer, buyer_actor)
    bad = stored(buyer, buyer_actor, INFECTED)
    with pytest.raises(CommandError, match="CLAMD_ADDRESS is not set"):
        call_command("scan_documents")
    with clamd() as server:
        settings.CLAMD_ADDRESS = server.address
        call_command("scan_documents", dry_run=True)
        call_command("scan_documents")
        assert capsys.readouterr().out == "2 documents to scan.\nclean: 1, quarantined: 1\n"
        call_command("scan_documents")
        assert (capsys.readouterr().out, server.calls) == ("Nothing to scan.\n", 2)
        call_command("scan_documents", all=True)
        assert (capsys.readouterr().out, server.calls) == ("clean: 1\n", 3)
    assert state_of(bad) == "quarantined"


def test_the_command_says_when_there_was_no_verdict(no_scanner, buyer, buyer_actor, capsys):
    document = stored(buyer, buyer_actor)
    with pytest.raises(CommandError, match="no verdict"):
        call_command("scan_documents")
    assert document.blob_id in capsys.readouterr().err


# What nobody may do, whoever asks.


def test_only_the_clockwork_gives_a_verdict(scanner, buyer, buyer_actor):
    document = stored(buyer, buyer_actor)
    with pytest.raises(MoveNotAllowed):
        move_blob(document.blob, "scan", actor=buyer_actor)
    assert state_of(document) == "received"


@pytest.mark.parametrize(
    "change",
    [
        "state = 'clean'",
        "state = 'not_scanned'",
        "size = 1",
        "media_type = 'text/html'",
        "state = 'fine'",
        "key_name = ''",
    ],
)
def test_the_database_refuses_what_no_move_allows(scanner, buyer, buyer_actor, change):
    stored(buyer, buyer_actor)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE materials_blob SET {change}")


def test_the_database_takes_no_blob_that_begins_clean(stored_document):
    blob = stored_document.blob
    blob.pk, blob.state, blob.storage_name = "0" * 64, "clean", "elsewhere"
    with pytest.raises(IntegrityError), transaction.atomic():
        blob.save(force_insert=True)


# While it was being looked at.


def meanwhile(monkeypatch, verdict, do):
    """Something else happens to the bytes while the scanner reads them."""

    def look(_content):
        do()
        if isinstance(verdict, Exception):
            raise verdict
        return verdict

    monkeypatch.setattr("materials.documents.scanning.scan", look)


@pytest.mark.parametrize(
    ("verdict", "state"), [(Verdict(), "clean"), (Verdict("Eicar-Signature"), "quarantined")]
)
def test_a_verdict_counts_though_another_look_had_it_held(
    scanner, monkeypatch, buyer, buyer_actor, verdict, state
):
    document = stored(buyer, buyer_actor)
    rows = Blob.objects.filter(pk=document.blob_id)
    meanwhile(monkeypatch, verdict, lambda: rows.update(state="held"))
    assert scan_blob(document.blob_id, actor=SYSTEM) == state
    assert state_of(document) == state


@pytest.mark.parametrize("verdict", [Verdict(), Verdict("Eicar-Signature"), ScannerDown("away")])
def test_bytes_removed_before_the_verdict_are_done(
    scanner, monkeypatch, buyer, buyer_actor, verdict
):
    document = stored(buyer, buyer_actor)

    def remove():
        with transaction.atomic():
            remove_document(document, actor=buyer_actor)

    meanwhile(monkeypatch, verdict, remove)
    assert scan_blob(document.blob_id, actor=SYSTEM) is None
    assert scan_blob(document.blob_id, actor=SYSTEM) is None
    assert not Blob.objects.exists()
    assert not Entry.objects.filter(verb="document.quarantined").exists()
