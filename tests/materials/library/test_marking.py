"""Copies for staff: what stands on them, on every page and all over every picture."""

import datetime as dt
import io

import pikepdf
import pytest
from PIL import Image, ImageChops

from materials.documents.font_check import check_font
from materials.documents.marking import fonts, images
from materials.documents.marking.images import marked_image
from materials.documents.marking.pdfs import marked_pdf
from materials.documents.marking.words import Words, words_for
from materials.documents.purpose import NO_PURPOSE, Purpose
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.catalogue.text import Text
from tests.materials.library.pictures import opened_picture, pdf, picture

AT = dt.datetime(2026, 11, 22, 9, 5, tzinfo=dt.UTC)
OFFICER = Actor(Role.OFFICER, 7, "陈科长", department_code="planning")
PURPOSE = Purpose(Text("规划局", "Planning Bureau"), "330106-20261122-000001")
WORDS = words_for(OFFICER, PURPOSE, AT)


def file(content):
    return io.BytesIO(content)


def shown_text(page):
    """What a page writes, decoded from its drawing."""
    found, font, line = [], "", ""
    for form in page.obj.Resources.XObject.values():
        for operands, operator in pikepdf.parse_content_stream(form):
            if str(operator) == "Tf":
                font = str(operands[0])
            elif str(operator) == "Tj":
                encoding = {"/F1": "utf-16-be", "/F2": "latin-1"}[font]
                line += bytes(operands[0]).decode(encoding)
            elif str(operator) == "T*":
                found.append(line)
                line = ""
    return found


def test_department_reader_case_and_time():
    assert (
        Words(
            lines=(
                "规划局 陈科长",
                "办件 330106-20261122-000001 2026-11-22 17:05",
                "仅供办理此件使用",
            ),
            plain=(
                "Planning Bureau reader no. 7",
                "case 330106-20261122-000001 2026-11-22 17:05",
                "for this case only",
            ),
        )
        == WORDS
    )


def test_without_a_case_the_reader_and_the_time():
    assert words_for(OFFICER, NO_PURPOSE, AT).lines == (
        "陈科长",
        "2026-11-22 17:05",
        "仅供办理此件使用",
    )


@pytest.mark.parametrize(("kind", "colour"), [("JPEG", (250, 250, 250)), ("PNG", (0, 0, 0, 0))])
def test_a_picture_is_marked_in_every_quarter_and_can_still_be_read(kind, colour):
    clean = picture((1200, 900), colour, kind)
    marked = opened_picture(marked_image(file(clean), WORDS))
    assert (marked.format, marked.size) == ("JPEG", (1200, 900))
    flat = Image.new("RGB", marked.size, colour[:3] if kind == "JPEG" else "white")
    changed = ImageChops.difference(marked, flat).convert("L").point(lambda v: 255 * (v > 24))
    for left, top in ((0, 0), (600, 0), (0, 450), (600, 450)):
        assert changed.crop((left, top, left + 600, top + 450)).getbbox() is not None
    share = sum(changed.histogram()[255:]) / (1200 * 900)
    assert 0.01 < share < 0.35


def test_a_dark_picture_shows_the_mark_too():
    marked = opened_picture(marked_image(file(picture((800, 600), (5, 5, 5))), WORDS))
    assert max(high for _low, high in marked.getextrema()) > 40


def test_a_large_picture_is_made_smaller_and_a_turned_one_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    content = picture((4000, 1000), exif=exif)
    marked = opened_picture(marked_image(file(content), WORDS))
    assert marked.size == (750, 3000)
    assert not marked.getexif()


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xd8\xff\xe0JFIF", b"\x89PNG\r\n\x1a\n" + b"\x00" * 20]
)
def test_what_is_no_picture_has_no_copy(content):
    assert marked_image(file(content), WORDS) is None


def test_a_picture_of_too_many_pixels_is_not_unpacked(monkeypatch):
    monkeypatch.setattr("materials.documents.pixels.MOST_PIXELS", 10_000)
    assert marked_image(file(picture((101, 100))), WORDS) is None
    assert marked_image(file(picture((100, 100))), WORDS) is not None


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_every_page_of_a_pdf_says_it(turned):
    marked = marked_pdf(file(pdf(pages=3, turned=turned)), WORDS)
    with pikepdf.open(file(marked)) as found:
        assert len(found.pages) == 3
        for page in found.pages:
            said = shown_text(page)
            assert set(said) == set(WORDS.lines)
            assert said.count(WORDS.lines[1]) >= 12
            assert page.obj.get("/Rotate", 0) == turned


def test_pages_of_one_size_share_one_drawing():
    one, many = (len(marked_pdf(file(pdf(pages=n)), WORDS)) for n in (1, 200))
    assert many < one + 200 * 700


def test_the_pages_own_content_is_under_the_mark():
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(300, 300))
        page.obj.Contents = document.make_stream(b"1 0 0 rg 10 10 50 50 re f")
        made = io.BytesIO()
        document.save(made)
    with pikepdf.open(file(marked_pdf(file(made.getvalue()), WORDS))) as found:
        drawn = (
            b"\n".join(each.read_bytes() for each in found.pages[0].obj.Contents.as_list())
            if isinstance(found.pages[0].obj.Contents, pikepdf.Array)
            else (found.pages[0].obj.Contents.read_bytes())
        )
    assert b"1 0 0 rg 10 10 50 50 re f" in drawn
    assert drawn.index(b"re f") < drawn.rindex(b" Do")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\nnothing", b"x" * 100])
def test_what_is_no_pdf_has_no_copy(content):
    assert marked_pdf(file(content), WORDS) is None


def test_without_a_chinese_font_the_mark_is_in_latin_letters(monkeypatch, settings):
    drawn = []
    monkeypatch.setattr(images, "chinese_font", lambda: None)
    monkeypatch.setattr(
        images.ImageDraw.ImageDraw,
        "multiline_text",
        lambda self, place, text, **how: drawn.append(text),
    )
    assert marked_image(file(picture()), WORDS) is not None
    assert drawn == ["\n".join(WORDS.plain)]


def test_a_font_without_chinese_is_not_taken_and_the_start_says_so(settings, tmp_path):
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    settings.WATERMARK_FONT = str(tmp_path / "broken.ttf")
    fonts._found.cache_clear()
    assert fonts.chinese_font() is None
    assert [each.id for each in check_font(None)] == ["materials.W001"]
    settings.WATERMARK_FONT = str(tmp_path / "missing.ttf")
    assert fonts.chinese_font() is None
    fonts._found.cache_clear()
