"""Taken out of the library: rows now, bytes a moment later, never those of somebody else."""

import pytest
from django.core.files.storage import storages

from materials.actions import store_document
from materials.documents import uses
from materials.documents.removing import erase, remove_document
from materials.documents.uses import Use
from materials.errors import DocumentInUse, DocumentNotFound, DocumentReplaced
from materials.models import Blob, Document
from materials.queries import documents_of
from portal.journal.models import Entry
from portal.outbox.models import Message
from services.catalogue.text import Text
from tests.materials.conftest import upload
from tests.materials.library.pictures import pdf
from tests.materials.library.refusals import refused

pytestmark = pytest.mark.django_db
CASE = Use("330100-1", Text("卖旧房"), Text("办理中"))


def used(monkeypatch, *documents):
    ids = {each.pk for each in documents}
    monkeypatch.setattr(uses, "_lists", [lambda wanted: {pk: [CASE] for pk in wanted if pk in ids}])


def replaced(old, buyer, actor, content):
    return store_document(
        buyer,
        upload=upload(content),
        material_type=old.material_type,
        replaces=old,
        actor=actor,
    )


def carried_out():
    for message in Message.objects.filter(kind="document.erase"):
        erase(message.payload["sha256"], message.payload["storage_name"])


def test_nothing_is_left(stored_document, buyer, buyer_actor):
    name = stored_document.blob.storage_name
    remove_document(stored_document, actor=buyer_actor)
    assert (Document.objects.count(), Blob.objects.count()) == (0, 0)
    assert storages["blobs"].exists(name)  # until it is certain
    carried_out()
    assert not storages["blobs"].exists(name)
    entry = Entry.objects.get(stream=f"applicant:{buyer.pk}", verb="document.removed")
    assert entry.data["document"] == str(stored_document.pk)


def test_what_somebody_else_handed_in_too_stays(
    stored_document, buyer_actor, stranger, stranger_actor
):
    store_document(stranger, upload=upload(), material_type=None, actor=stranger_actor)
    remove_document(stored_document, actor=buyer_actor)
    carried_out()
    blob = Blob.objects.get()
    assert Document.objects.get().owner_id == stranger.pk
    assert storages["blobs"].exists(blob.storage_name)
    assert not Message.objects.filter(kind="document.erase").exists()


def test_what_comes_back_before_the_bytes_are_erased_stays(stored_document, buyer, buyer_actor):
    remove_document(stored_document, actor=buyer_actor)
    again = store_document(buyer, upload=upload(), material_type=None, actor=buyer_actor)
    carried_out()
    assert storages["blobs"].exists(again.blob.storage_name)


def test_a_case_keeps_what_it_uses(stored_document, buyer_actor, monkeypatch):
    used(monkeypatch, stored_document)
    with refused(DocumentInUse) as caught:
        remove_document(stored_document, actor=buyer_actor)
    assert "330100-1" in caught.value.said
    assert Document.objects.get().removed_at is None


def test_with_its_older_versions_but_not_those_in_a_case(
    stored_document, buyer, buyer_actor, monkeypatch
):
    second = replaced(stored_document, buyer, buyer_actor, pdf(2))
    third = replaced(second, buyer, buyer_actor, pdf(3))
    used(monkeypatch, stored_document)
    remove_document(third, actor=buyer_actor)
    left = Document.objects.get()
    assert left.pk == stored_document.pk
    assert left.removed_at is not None
    assert list(documents_of(buyer)) == []
    assert Blob.objects.count() == 1


def test_refused_to_others_and_for_an_old_version(
    stored_document, buyer, buyer_actor, stranger_actor, clerk
):
    for actor in (stranger_actor, clerk):
        with refused(DocumentNotFound):
            remove_document(stored_document, actor=actor)
    replaced(stored_document, buyer, buyer_actor, pdf(2))
    with refused(DocumentReplaced):
        remove_document(stored_document, actor=buyer_actor)
    assert Document.objects.count() == 2
