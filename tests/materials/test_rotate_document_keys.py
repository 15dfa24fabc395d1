"""A new key for the city: everything opens as before, and the old key is no longer needed."""

import pytest
from django.core.management import CommandError, call_command

from materials.actions import store_document
from materials.documents.content import open_content
from materials.models import Blob
from portal.journal.models import Entry
from tests.materials.conftest import upload
from tests.materials.files import OFD, PDF

pytestmark = pytest.mark.django_db
OLD, NEW = {"k1": b"1" * 32}, {"k2": b"2" * 32}


def kept(settings):
    return sorted(each for each in settings.MEDIA_ROOT.rglob("*") if each.is_file())


@pytest.fixture
def two_documents(settings, buyer, buyer_actor):
    """One that was never locked and one under the old key."""
    made = []
    for keys, content, name in (({}, PDF, "a.pdf"), (OLD, OFD, "a.ofd")):
        settings.DOCUMENT_KEYS = keys
        made.append(
            store_document(
                buyer, upload=upload(content, name), material_type=None, actor=buyer_actor
            )
        )
    return made


def test_all_is_under_the_new_key_and_the_old_one_may_go(two_documents, settings, capsys):
    before = {each.blob_id: each.blob.storage_name for each in two_documents}
    settings.DOCUMENT_KEYS = NEW | OLD
    call_command("rotate_document_keys", dry_run=True)
    assert capsys.readouterr().out == "1 documents not locked\n1 documents under key k1\n"
    assert set(Blob.objects.values_list("key_name", flat=True)) == {"", "k1"}

    call_command("rotate_document_keys")

    assert capsys.readouterr().out.endswith("2 documents are under key k2 now.\n")
    settings.DOCUMENT_KEYS = NEW
    for blob, content in zip(
        [Blob.objects.get(pk=each.blob_id) for each in two_documents], (PDF, OFD), strict=True
    ):
        assert blob.key_name == "k2"
        with open_content(blob) as file:
            assert file.read() == content
    never_locked, under_old = two_documents
    after = dict(Blob.objects.values_list("pk", "storage_name"))
    assert after[under_old.blob_id] == before[under_old.blob_id]  # only its small key changed
    assert after[never_locked.blob_id] != before[never_locked.blob_id]
    assert len(kept(settings)) == 2
    assert all(each.read_bytes().startswith(b"OWP1") for each in kept(settings))
    told = Entry.objects.filter(verb="document.locked_anew")
    assert sorted(entry.stream for entry in told) == sorted(f"blob:{pk}" for pk in after)


def test_done_twice_does_nothing_the_second_time(two_documents, settings, capsys):
    settings.DOCUMENT_KEYS = NEW | OLD
    call_command("rotate_document_keys")
    capsys.readouterr()
    call_command("rotate_document_keys")
    assert capsys.readouterr().out == "0 documents are under key k2 now.\n"


def test_a_lost_key_is_named_and_what_was_done_stays(two_documents, settings):
    settings.DOCUMENT_KEYS = NEW
    with pytest.raises(CommandError, match="'k1'"):
        call_command("rotate_document_keys")
    settings.DOCUMENT_KEYS = NEW | OLD
    for document in two_documents:
        open_content(Blob.objects.get(pk=document.blob_id)).close()


def test_without_a_key_there_is_nothing_to_lock_with(settings):
    settings.DOCUMENT_KEYS = {}
    with pytest.raises(CommandError, match="DOCUMENT_KEYS is empty"):
        call_command("rotate_document_keys")
