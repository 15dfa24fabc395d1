"""A file in pieces: tus 1.0 over HTTP, whose it is, how long it waits, and what is kept of it."""

import base64
from datetime import timedelta

import pytest
from django.utils import timezone

from materials.actions import store_document
from materials.documents.uploads.actions import add_piece, begin_upload, end_upload, forget_expired
from materials.documents.uploads.pieces import whole
from materials.errors import (
    DocumentDoesThings,
    DocumentNameRefused,
    DocumentTooLarge,
    UploadOutOfStep,
    UploadUnfinished,
)
from materials.models import Blob, Document, Upload, UploadPiece
from tests.materials.files import PDF, pdf_with_hidden_script

pytestmark = pytest.mark.django_db
SIZE = len(PDF)
TUS = {"Tus-Resumable": "1.0.0"}
PIECE = "application/offset+octet-stream"


def begin(client, *, size=SIZE, name="合同.pdf", **headers):
    named = base64.b64encode(name.encode()).decode()
    sent = TUS | {"Upload-Length": str(size), "Upload-Metadata": f"filename {named},x eA=="}
    return client.post("/uploads/", headers=sent | headers)


def patch(client, where, content, at, **headers):
    sent = TUS | {"Upload-Offset": str(at)}
    return client.patch(where, content, content_type=PIECE, headers=sent | headers)


def parts(settings):
    return [each for each in (settings.MEDIA_ROOT / "parts").rglob("*") if each.is_file()]


@pytest.fixture
def me(client, buyer):
    client.force_login(buyer.user)
    return client


def test_begun_sent_in_two_pieces_and_handed_in(me, buyer, buyer_actor, settings):
    begun = begin(me)
    where = begun["Location"]
    assert (begun.status_code, begun["Upload-Offset"]) == (201, "0")
    assert (begun["Tus-Resumable"], begun["Cache-Control"]) == ("1.0.0", "no-store")
    assert begun["Upload-Expires"].endswith(" GMT")

    first = patch(me, where, PDF[:100], 0)
    assert (first.status_code, first["Upload-Offset"]) == (204, "100")
    told = me.head(where, headers=TUS)
    assert (told.status_code, told["Upload-Offset"], told["Upload-Length"]) == (
        200,
        "100",
        str(len(PDF)),
    )
    assert patch(me, where, PDF[100:], 100)["Upload-Offset"] == str(len(PDF))

    upload = Upload.objects.get()
    with whole(upload) as file:
        document = store_document(buyer, upload=file, material_type=None, actor=buyer_actor)
    assert (document.filename, document.blob.size) == ("合同.pdf", len(PDF))
    assert len(parts(settings)) == 2
    assert all(each.read_bytes().startswith(b"OWP1") for each in parts(settings))


def test_forgotten_with_its_bytes_when_it_was_handed_in(
    me, buyer_actor, settings, django_capture_on_commit_callbacks
):
    patch(me, begin(me)["Location"], PDF, 0)
    with django_capture_on_commit_callbacks(execute=True):
        end_upload(Upload.objects.get(), actor=buyer_actor)
    assert (Upload.objects.count(), UploadPiece.objects.count(), parts(settings)) == (0, 0, [])


def test_a_piece_that_does_not_fit_changes_nothing(me, settings):
    where = begin(me)["Location"]
    patch(me, where, PDF[:100], 0)
    for at in (0, 99, 101, 1000):
        wrong = patch(me, where, b"x", at)
        assert (wrong.status_code, wrong.json()["code"]) == (409, "upload_out_of_step")
    assert Upload.objects.get().offset == 100
    assert len(parts(settings)) == 1


def test_no_more_than_was_announced(me, settings):
    where = begin(me, size=50)["Location"]
    assert patch(me, where, b"x" * 51, 0).status_code == 413
    assert (Upload.objects.get().offset, parts(settings)) == (0, [])


def test_what_came_before_the_line_broke_is_kept(me, buyer_actor):
    class Broken:
        left = [b"%PDF-1.7", b"\n1 0 obj"]

        def read(self, size=-1):
            if not self.left:
                raise OSError("connection reset")
            return self.left.pop(0)

    begin(me)
    upload = add_piece(Upload.objects.get(), offset=0, content=Broken(), actor=buyer_actor)
    assert upload.offset == 16


def test_two_at_once_and_one_is_taken(me, buyer_actor, settings):
    begin(me)
    upload, rival = Upload.objects.get(), Upload.objects.get()
    patch(me, f"/uploads/{upload.pk}/", PDF[:50], 0)
    with pytest.raises(UploadOutOfStep):
        add_piece(rival, offset=0, content=_stream(PDF[:60]), actor=buyer_actor)
    assert (Upload.objects.get().offset, len(parts(settings))) == (50, 1)


def _stream(content):
    import io

    return io.BytesIO(content)


def test_unfinished_is_not_handed_in(me):
    where = begin(me)["Location"]
    patch(me, where, PDF[:100], 0)
    with pytest.raises(UploadUnfinished), whole(Upload.objects.get()):
        pytest.fail("It is not whole.")


def test_nobody_elses(me, client, stranger, clerk_user):
    where = begin(me)["Location"]
    for user in (stranger.user, clerk_user):
        client.force_login(user)
        assert client.head(where, headers=TUS).status_code == 404
        assert patch(client, where, PDF, 0).status_code == 404
        assert client.delete(where, headers=TUS).status_code == 404
    assert Upload.objects.get().offset == 0


def test_given_up(me):
    where = begin(me)["Location"]
    assert me.delete(where, headers=TUS).status_code == 204
    assert me.head(where, headers=TUS).status_code == 404


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Tus-Resumable": "0.2.0"}, 412),
        ({"Upload-Length": "-1"}, 422),
        ({"Upload-Length": "x"}, 422),
        ({"Upload-Length": "0"}, 422),
        ({"Upload-Length": str(21 * 1024 * 1024)}, 413),
        ({"Upload-Length": "9" * 400}, 422),
        ({"Upload-Metadata": "filename ***"}, 422),
        ({"Upload-Metadata": ""}, 422),
    ],
)
def test_what_is_not_understood_is_not_begun(me, headers, status):
    answer = begin(me, **headers)
    assert (answer.status_code, answer["Tus-Version"]) == (status, "1.0.0")
    assert answer["Tus-Max-Size"] == str(20 * 1024 * 1024)
    assert Upload.objects.count() == 0


def test_a_piece_of_another_type_is_refused(me):
    where = begin(me)["Location"]
    sent = TUS | {"Upload-Offset": "0"}
    answer = me.patch(where, PDF, content_type="application/pdf", headers=sent)
    assert (answer.status_code, Upload.objects.get().offset) == (422, 0)


def test_not_too_many_at_once(me, settings):
    settings.DOCUMENT_UPLOADS_OPEN = 2
    assert [begin(me).status_code for _ in range(3)] == [201, 201, 429]


def test_not_in_too_many_pieces(me, monkeypatch):
    monkeypatch.setattr("materials.documents.uploads.actions.MOST_PIECES", 2)
    where = begin(me)["Location"]
    assert [patch(me, where, b"x", at).status_code for at in range(3)] == [204, 204, 429]


def test_forgotten_after_a_day(me, settings, buyer_actor, django_capture_on_commit_callbacks):
    where = begin(me)["Location"]
    patch(me, where, PDF[:100], 0)
    now = timezone.now()
    assert forget_expired(now=now + timedelta(hours=23)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_expired(now=now + timedelta(hours=25)) == 1
    assert (Upload.objects.count(), parts(settings)) == (0, [])


def test_expired_is_gone_before_it_is_swept(me):
    where = begin(me)["Location"]
    Upload.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert me.head(where, headers=TUS).status_code == 404


def test_in_pieces_it_passes_the_same_examination(me, buyer, buyer_actor, settings):
    for name, content, refusal in (
        ("../../合同.pdf", PDF, DocumentNameRefused),
        ("合同.pdf", pdf_with_hidden_script(), DocumentDoesThings),
    ):
        where = begin(me, size=len(content), name=name)["Location"]
        patch(me, where, content, 0)
        upload = Upload.objects.get(pk=where.split("/")[2])
        with pytest.raises(refusal), whole(upload) as file:
            store_document(buyer, upload=file, material_type=None, actor=buyer_actor)
    assert (Blob.objects.count(), Document.objects.count()) == (0, 0)
    assert not (settings.MEDIA_ROOT / "blobs").exists()


def test_a_touched_piece_is_not_put_together(me, settings):
    from materials.errors import DocumentUnavailable

    patch(me, begin(me)["Location"], PDF, 0)
    (part,) = parts(settings)
    part.chmod(0o600)
    part.write_bytes(part.read_bytes()[:-1] + b"?")
    with pytest.raises(DocumentUnavailable), whole(Upload.objects.get()):
        pytest.fail("It was touched.")


def test_without_an_account_nothing_is_begun(client, db):
    assert begin(client).status_code == 302
    assert Upload.objects.count() == 0


def test_the_announced_size_has_the_same_limit(buyer_actor, settings):
    settings.DOCUMENT_LIMIT_BYTES = 100
    with pytest.raises(DocumentTooLarge):
        begin_upload(filename="a.pdf", size=101, actor=buyer_actor)
