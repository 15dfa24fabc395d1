"""The same documents in an S3-compatible store: a small one of our own, over HTTP on loopback."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.files.storage import storages

from materials.actions import store_document
from materials.documents.content import open_content
from materials.errors import DocumentNameRefused, DocumentUnavailable
from materials.models import Blob
from portal.settings.documents import document_store
from tests.materials.conftest import upload
from tests.materials.files import PDF

pytest.importorskip("storages", reason="The extra `s3` is not installed.")
pytestmark = pytest.mark.django_db


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_PUT(self):
        self.server.kept[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.signed.append(self.headers["Authorization"])
        self._answer(200)

    def do_GET(self):
        content = self.server.kept.get(self.path)
        if content is None:
            self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
        else:
            self._answer(200, content)

    def do_HEAD(self):
        self.do_GET()

    def do_DELETE(self):
        self.server.kept.pop(self.path, None)
        self._answer(204)

    def _answer(self, status, content=b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("ETag", '"e"')
        self.send_header("Last-Modified", "Sun, 22 Nov 2026 08:00:00 GMT")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *args):
        pass


@pytest.fixture
def bucket(settings, monkeypatch):
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.kept, server.signed, server.daemon_threads = {}, [], True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "portal")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    address = f"http://127.0.0.1:{server.server_address[1]}"
    store = document_store(f"s3://papers/city?endpoint={address}&region=cn-east-1")
    settings.STORAGES = settings.STORAGES | {"blobs": store.as_setting()}
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_kept_sealed_and_read_back(bucket, buyer, buyer_actor):
    document = store_document(buyer, upload=upload(), material_type=None, actor=buyer_actor)
    ((path, content),) = bucket.kept.items()
    assert path == f"/papers/city/{document.blob.storage_name}"
    assert content.startswith(b"OWP1")
    assert b"%PDF" not in content
    assert all(each.startswith("AWS4-HMAC-SHA256 Credential=portal/") for each in bucket.signed)
    with open_content(document.blob) as file:
        assert file.read() == PDF


def test_a_refused_file_leaves_nothing_there(bucket, buyer, buyer_actor):
    with pytest.raises(DocumentNameRefused):
        store_document(
            buyer, upload=upload(name="a\u202eb.pdf"), material_type=None, actor=buyer_actor
        )
    assert bucket.kept == {}


def test_what_no_row_takes_is_taken_away_again(bucket, buyer, buyer_actor, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("materials.documents.actions.record", broken)
    with pytest.raises(RuntimeError):
        store_document(buyer, upload=upload(), material_type=None, actor=buyer_actor)
    assert (bucket.kept, Blob.objects.count()) == ({}, 0)


def test_lost_there_is_unavailable_here(bucket, client, buyer, buyer_actor):
    document = store_document(buyer, upload=upload(), material_type=None, actor=buyer_actor)
    bucket.kept.clear()
    with pytest.raises(DocumentUnavailable):
        open_content(document.blob)
    client.force_login(buyer.user)
    assert client.get(f"/documents/{document.pk}/").status_code == 503


def test_a_store_that_is_away_is_trouble_of_one_kind(settings, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "portal")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    store = document_store("s3://papers?endpoint=http://127.0.0.1:1&region=cn-east-1")
    settings.STORAGES = settings.STORAGES | {"blobs": store.as_setting()}
    with pytest.raises(OSError, match="Could not connect"):
        storages["blobs"].open("blobs/x")
