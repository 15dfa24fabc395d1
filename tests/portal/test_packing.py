"""What goes over the wire packed, and what must not."""

from __future__ import annotations

import gzip

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from portal.packing import PackedPagesMiddleware

LONG = "一件事，一次办。" * 100


def _sent(**options: str) -> HttpResponse:
    tag = options.pop("etag", "")

    def answer(request: object) -> HttpResponse:
        response = HttpResponse(LONG, **options)
        if tag:
            response["ETag"] = tag
        return response

    request = RequestFactory().get("/", headers={"Accept-Encoding": "gzip, br"})
    return PackedPagesMiddleware(answer)(request)


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/json"])
def test_texts_are_packed(kind):
    sent = _sent(content_type=kind)
    assert sent["Content-Encoding"] == "gzip"
    assert len(sent.content) < len(LONG.encode()) / 5
    assert gzip.decompress(sent.content).decode() == LONG


def test_documents_are_sent_as_they_are():
    assert not _sent(content_type="application/pdf").has_header("Content-Encoding")


def test_a_version_stays_a_strong_tag():
    sent = _sent(content_type="application/json", etag='"7"')
    assert sent["ETag"] == '"7"'
    assert not sent.has_header("Content-Encoding")


@pytest.mark.django_db
def test_a_page_is_packed_for_who_can_unpack_it(client):
    page = client.get("/login/", headers={"Accept-Encoding": "gzip"})
    assert "Accept-Encoding" in page["Vary"]
    assert "<h1" in gzip.decompress(page.content).decode()
    assert "<h1" in client.get("/login/").content.decode()
