"""Small pictures, and how many pages there are."""

import io

import pytest

from materials.actions import store_document
from materials.documents.previews import SIZES, page_count, preview
from tests.materials.conftest import upload
from tests.materials.files import OFD
from tests.materials.library.pictures import opened_picture, pdf, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(buyer, buyer_actor):
    def keep(content, name):
        return store_document(
            buyer, upload=upload(content, name), material_type=None, actor=buyer_actor
        )

    return keep


@pytest.mark.parametrize(("name", "kind"), [("a.jpg", "JPEG"), ("a.png", "PNG")])
def test_a_picture_in_two_sizes(kept, name, kind):
    document = kept(picture((2000, 1000), kind=kind), name)
    sizes = {size: opened_picture(preview(document, longest=side)) for size, side in SIZES.items()}
    assert {size: (each.format, each.size) for size, each in sizes.items()} == {
        "small": ("JPEG", (320, 160)),
        "large": ("JPEG", (1400, 700)),
    }
    assert page_count(document) is None


def test_pages_of_a_pdf_are_counted_once(kept, monkeypatch):
    document = kept(pdf(pages=4), "a.pdf")
    assert page_count(document) == 4
    monkeypatch.setattr("materials.documents.previews.content_of", None)
    assert page_count(document) == 4
    assert preview(document, longest=320) is None


def test_what_cannot_be_read_has_neither(kept, monkeypatch):
    ofd, damaged = kept(OFD, "a.ofd"), kept(pdf(pages=5), "b.pdf")
    assert (page_count(ofd), preview(ofd, longest=320)) == (None, None)
    nothing = io.BytesIO(b"%PDF-1.7\nnothing")
    monkeypatch.setattr("materials.documents.previews.content_of", lambda document: nothing)
    assert page_count(damaged) is None
