"""Handing in a file: what is kept, and every way in which it is refused."""

import io
import re
import stat
import threading
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
from PIL import Image

from materials.actions import store_document
from materials.documents.content import open_content
from materials.errors import (
    DocumentEmpty,
    DocumentExtensionMismatch,
    DocumentNameRefused,
    DocumentReplaced,
    DocumentTooLarge,
    DocumentTypeRefused,
    NotYourMaterial,
)
from materials.models import Blob, Document
from portal.journal.models import Entry
from tests.materials.conftest import upload
from tests.materials.files import (
    CATALOGUE,
    HTML,
    JPEG,
    OFD,
    PAGE,
    PAGES,
    PDF,
    PLAIN_ZIP,
    PNG,
    ZIP_WITH_OFD_DEEPER,
    pdf_of,
)

pytestmark = pytest.mark.django_db
LETTERS = f"<< /Length 6000000 >>\nstream\n{'x' * 6_000_000}\nendstream"
LONG = pdf_of(CATALOGUE, PAGES, PAGE, LETTERS)


def nothing_was_kept():
    library = Path(storages["blobs"].location)
    files = [path for path in library.rglob("*") if path.is_file()]
    return (Blob.objects.count(), Document.objects.count(), Entry.objects.count(), files) == (
        0,
        0,
        0,
        [],
    )


@pytest.mark.parametrize(
    ("content", "name", "kept_as"),
    [
        (PDF, "合同.pdf", "application/pdf"),
        (JPEG, "照片.JPG", "image/jpeg"),
        (JPEG, "照片.jpeg", "image/jpeg"),
        (PNG, "scan.png", "image/png"),
        (OFD, "公文.ofd", "application/ofd"),
    ],
    ids=["pdf", "jpg", "jpeg", "png", "ofd"],
)
def test_keeps_the_four_types_whatever_the_browser_claims(
    buyer, buyer_actor, certificate, content, name, kept_as
):
    document = store_document(
        buyer,
        upload=upload(content, name, claimed="text/html"),
        material_type=certificate,
        actor=buyer_actor,
    )
    assert (document.blob.media_type, document.blob.state) == (kept_as, "not_scanned")
    assert (document.filename, document.uploaded_by_name) == (name, "王小明")
    with open_content(document.blob) as kept:
        read = kept.read()
    assert len(read) == document.blob.size
    if kept_as in ("application/pdf", "application/ofd"):
        assert read == content  # a signed file stays the same byte for byte
    else:
        assert Image.open(io.BytesIO(read)).size == (12, 8)


def test_lies_under_its_hash_and_can_be_neither_run_nor_written(stored_document):
    sha256 = stored_document.blob_id
    name = stored_document.blob.storage_name
    assert re.fullmatch(f"blobs/{sha256[:2]}/{sha256[2:4]}/{sha256}[.][0-9a-f]{{8}}", name)
    path = Path(storages["blobs"].path(name))
    assert stat.S_IMODE(path.stat().st_mode) == 0o440
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_tells_the_journal_without_the_private_name(stored_document, buyer):
    entry = Entry.objects.get(stream=f"applicant:{buyer.pk}", verb="document.stored")
    assert entry.data["document"] == str(stored_document.pk)
    assert entry.data["sha256"] == stored_document.blob_id
    assert entry.data["material_en"] == "Property certificate"


def test_same_bytes_twice_are_one_blob_and_two_documents(
    buyer, buyer_actor, stranger, stranger_actor
):
    for owner, actor in ((buyer, buyer_actor), (buyer, buyer_actor), (stranger, stranger_actor)):
        store_document(owner, upload=upload(), material_type=None, actor=actor)
    assert (Blob.objects.count(), Document.objects.count()) == (1, 3)


def test_a_name_without_extension_gets_one_and_a_long_one_is_cut(buyer, buyer_actor):
    bare = store_document(buyer, upload=upload(PNG, "image"), material_type=None, actor=buyer_actor)
    long = store_document(
        buyer, upload=upload(PNG, "长" * 200 + ".png"), material_type=None, actor=buyer_actor
    )
    assert bare.filename == "image.png"
    assert long.filename == "长" * 116 + ".png"


def test_a_clerk_may_scan_for_whoever_is_at_the_window(buyer, clerk):
    document = store_document(buyer, upload=upload(), material_type=None, actor=clerk)
    assert (document.owner_id, document.uploaded_by_name) == (buyer.pk, "周窗口")


def test_replacing_keeps_the_old_and_points_to_the_new(stored_document, buyer, buyer_actor):
    new = store_document(
        buyer,
        upload=upload(PNG, "新.png"),
        material_type=stored_document.material_type,
        actor=buyer_actor,
        replaces=stored_document,
    )
    stored_document.refresh_from_db()
    assert stored_document.replaced_by_id == new.pk
    with pytest.raises(DocumentReplaced):
        store_document(
            buyer,
            upload=upload(),
            material_type=None,
            actor=buyer_actor,
            replaces=stored_document,
        )
    assert Document.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "name", "refusal", "status"),
    [
        (b"", "空.pdf", DocumentEmpty, 422),
        (HTML, "网页.pdf", DocumentTypeRefused, 415),
        (b"MZ\x90\x00", "程序.exe", DocumentTypeRefused, 415),
        (PLAIN_ZIP, "压缩.ofd", DocumentTypeRefused, 415),
        (ZIP_WITH_OFD_DEEPER, "压缩.ofd", DocumentTypeRefused, 415),
        (OFD[:-30], "残缺.ofd", DocumentTypeRefused, 415),
        (b"PK\x03\x04" + b"\x00" * 40, "残缺.ofd", DocumentTypeRefused, 415),
        (b"\n" + PDF, "前缀.pdf", DocumentTypeRefused, 415),
        (PDF, "合同.png", DocumentExtensionMismatch, 415),
        (PDF, "合同.pdf.exe", DocumentExtensionMismatch, 415),
        (OFD, "公文.zip", DocumentExtensionMismatch, 415),
        (PDF, "..\\..\\合同.pdf", DocumentNameRefused, 422),
        (PDF, "C:合同.pdf", DocumentNameRefused, 422),
        (PDF, ".pdf", DocumentNameRefused, 422),
        (PDF, "合\x00同.pdf", DocumentNameRefused, 422),
        (PDF, "合同\u202efdp.pdf", DocumentNameRefused, 422),
    ],
    ids=lambda value: "bytes" if isinstance(value, bytes) else None,
)
def test_refuses_bad_files_and_keeps_nothing(buyer, buyer_actor, content, name, refusal, status):
    with pytest.raises(refusal) as refused:
        store_document(buyer, upload=upload(content, name), material_type=None, actor=buyer_actor)
    assert refused.value.status == status
    assert refused.value.said
    assert nothing_was_kept()


def test_refuses_path_parts_of_callers_that_are_no_browser(buyer, buyer_actor):
    with pytest.raises(DocumentNameRefused):
        store_document(
            buyer,
            upload=ContentFile(PDF, name="../../etc/合同.pdf"),
            material_type=None,
            actor=buyer_actor,
        )
    assert nothing_was_kept()


def test_refuses_more_than_the_limit_and_says_how_much(settings, buyer, buyer_actor):
    settings.DOCUMENT_LIMIT_BYTES = 1024 * 1024
    content = pdf_of(CATALOGUE, PAGES, PAGE, f"({'x' * (1024 * 1024 - 900)})")
    content += b"\n" * (1024 * 1024 - len(content))
    store_document(buyer, upload=upload(content), material_type=None, actor=buyer_actor)
    with pytest.raises(DocumentTooLarge) as refused:
        store_document(buyer, upload=upload(content + b"\n"), material_type=None, actor=buyer_actor)
    assert refused.value.status == 413
    assert "1.0" in refused.value.said
    assert Document.objects.count() == 1


def test_refuses_who_does_not_act_for_the_owner(buyer, stranger_actor, officer):
    for actor in (stranger_actor, officer):
        with pytest.raises(NotYourMaterial):
            store_document(buyer, upload=upload(), material_type=None, actor=actor)
    assert nothing_was_kept()


def test_nobody_replaces_what_is_anothers(stored_document, stranger, stranger_actor):
    with pytest.raises(NotYourMaterial):
        store_document(
            stranger,
            upload=upload(PNG, "新.png"),
            material_type=None,
            actor=stranger_actor,
            replaces=stored_document,
        )
    stored_document.refresh_from_db()
    assert stored_document.replaced_by_id is None
    assert Document.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_uploads_of_the_same_bytes_at_once(buyer, buyer_actor):
    start, faults = threading.Barrier(4), []

    def hand_in():
        try:
            start.wait()
            store_document(buyer, upload=upload(LONG), material_type=None, actor=buyer_actor)
        except Exception as fault:  # noqa: BLE001 (shown below)
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=hand_in) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert (Blob.objects.count(), Document.objects.count()) == (1, 4)
    path = Path(storages["blobs"].path(Blob.objects.get().storage_name))
    with open_content(Blob.objects.get()) as kept:
        assert kept.read() == LONG
    assert [each.name for each in path.parent.iterdir()] == [path.name]
