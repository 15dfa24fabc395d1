"""Several photographs become one file, without what the camera wrote into them."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from materials.documents.opening import content_of
from tests.access.scenes import appoint
from tests.windows import builders as b
from windows.desk.photographs import LONGEST_SIDE, MOST_PAGES, one_pdf

pytestmark = pytest.mark.django_db
WHERE = b"Hangzhou, 30.27 N 120.15 E"


def photograph(colour: str = "white", size: tuple[int, int] = (40, 30), turned: int = 1):
    exif = Image.Exif()
    exif[0x010E] = WHERE.decode()
    exif[0x0112] = turned
    kept = BytesIO()
    Image.new("RGB", size, colour).save(kept, "JPEG", exif=exif)
    assert WHERE in kept.getvalue()
    return SimpleUploadedFile("IMG_1.jpg", kept.getvalue(), content_type="image/jpeg")


@pytest.fixture
def clerk() -> Client:
    user = appoint("clerk", role="clerk", region_code="330100", centre_code="test-hall")
    client = Client()
    client.force_login(user)
    return client


def _page(slot) -> str:
    return reverse("desk_camera", args=[slot.case.number, slot.pk])


def test_two_photographs_are_one_document_of_two_pages(town, clerk):
    slot = b.slot(b.draft(town, channel="window"), "t_contract")
    pages = [photograph("red"), photograph("blue")]
    answer = clerk.post(_page(slot), {"photograph": pages})
    assert answer.status_code == 302
    slot.refresh_from_db()
    content = content_of(slot.document).read()
    assert (slot.state, slot.document.blob.media_type) == ("provided", "application/pdf")
    assert WHERE not in content
    assert b"Exif" not in content
    with pikepdf.open(BytesIO(content)) as found:
        colours = [
            pikepdf.PdfImage(next(iter(page.get_images().values()))).as_pil_image().getpixel((5, 5))
            for page in found.pages
        ]
    assert [max(range(3), key=colour.__getitem__) for colour in colours] == [0, 2]


def test_it_is_turned_upright_and_made_no_larger_than_needed():
    made = one_pdf([photograph(size=(4000, 100), turned=6)], name="合同")
    with pikepdf.open(made) as found:
        image = next(iter(found.pages[0].get_images().values()))
        assert int(image.Height) == LONGEST_SIDE
        assert int(image.Width) < 100
    assert made.name == "合同.pdf"


def test_what_is_no_picture_stores_nothing(town, clerk):
    slot = b.slot(b.draft(town, channel="window"), "t_contract")
    wrong = SimpleUploadedFile("x.jpg", b"<html>", content_type="image/jpeg")
    answer = clerk.post(_page(slot), {"photograph": [photograph(), wrong]})
    assert answer.status_code == 422
    assert "第 2 张不是能用的照片" in answer.content.decode()
    slot.refresh_from_db()
    assert slot.document is None


def test_too_many_pages_are_refused_before_any_is_drawn(town, clerk):
    slot = b.slot(b.draft(town, channel="window"), "t_contract")
    pages = [photograph() for _ in range(MOST_PAGES + 1)]
    answer = clerk.post(_page(slot), {"photograph": pages})
    assert answer.status_code == 422
    assert f"最多 {MOST_PAGES} 页" in answer.content.decode()
    slot.refresh_from_db()
    assert slot.document is None


def test_this_page_alone_may_ask_for_the_camera(town, clerk):
    slot = b.slot(b.draft(town, channel="window"), "t_contract")
    page = clerk.get(_page(slot))
    assert "camera=(self)" in page.headers["Permissions-Policy"]
    assert 'capture="environment"' in page.content.decode()
    case_page = clerk.get(reverse("desk_case", args=[slot.case.number]))
    assert "camera=()" in case_page.headers["Permissions-Policy"]
    assert _page(slot) in case_page.content.decode()
