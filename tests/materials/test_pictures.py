"""A picture is kept as what is seen of it, upright, and nothing else."""

import io

import pytest
from PIL import Image

from materials.documents.examining import examined
from tests.materials.files import JPEG, PNG, photograph, picture


def drawn(content, found):
    with examined(io.BytesIO(content), found=found) as kept:
        return kept.read()


def test_a_photograph_loses_place_device_and_remarks():
    content = drawn(photograph(), "image/jpeg")
    kept = Image.open(io.BytesIO(content))
    assert dict(kept.getexif()) == {}
    assert set(kept.info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    for secret in (b"Exif", b"SecretPhone", b"my secret comment"):
        assert secret in photograph()
        assert secret not in content


def test_a_photograph_stands_upright_without_being_told():
    """It was 40 wide, red left and blue right, to be turned by a quarter: red comes on top."""
    kept = Image.open(io.BytesIO(drawn(photograph(orientation=6), "image/jpeg")))
    assert kept.size == (20, 40)
    top, bottom = kept.getpixel((10, 5)), kept.getpixel((10, 35))
    assert (top[0] > 200, top[2] < 60) == (True, True)
    assert (bottom[2] > 200, bottom[0] < 60) == (True, True)


@pytest.mark.parametrize(
    ("mode", "color", "more"),
    [
        ("RGBA", (1, 2, 3, 4), {}),
        ("P", 3, {"transparency": 3}),
        ("1", 1, {}),
        ("I;16", 40_000, {}),
        ("LA", (7, 9), {}),
    ],
)
def test_a_png_keeps_its_pixels(mode, color, more):
    content = picture("PNG", mode=mode, color=color, **more)
    before = Image.open(io.BytesIO(content))
    after = Image.open(io.BytesIO(drawn(content, "image/png")))
    assert (after.mode, after.size) == (before.mode, before.size)
    assert after.convert("RGBA").tobytes() == before.convert("RGBA").tobytes()


def test_a_png_loses_its_remarks():
    remark = Image.open(io.BytesIO(PNG))
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Author", "SecretName")
    told = io.BytesIO()
    remark.save(told, "PNG", pnginfo=words)
    assert b"SecretName" in told.getvalue()
    assert b"SecretName" not in drawn(told.getvalue(), "image/png")


def test_a_picture_for_printers_becomes_one_for_screens():
    content = drawn(picture("JPEG", mode="CMYK", color=(0, 0, 0, 0)), "image/jpeg")
    assert Image.open(io.BytesIO(content)).mode == "RGB"


def test_what_follows_a_picture_is_dropped():
    assert b"appended" not in drawn(JPEG + b"appended" * 10, "image/jpeg")


def test_the_same_picture_is_the_same_bytes_again():
    assert drawn(photograph(), "image/jpeg") == drawn(photograph(), "image/jpeg")


def test_the_limits_are_settings(settings):
    from materials.errors import DocumentPictureTooLarge

    settings.DOCUMENT_LIMIT_PIXELS = 95
    with pytest.raises(DocumentPictureTooLarge):
        drawn(JPEG, "image/jpeg")
    settings.DOCUMENT_LIMIT_PIXELS, settings.DOCUMENT_LIMIT_SIDE = 96, 12
    assert drawn(JPEG, "image/jpeg")
    settings.DOCUMENT_LIMIT_SIDE = 11
    with pytest.raises(DocumentPictureTooLarge):
        drawn(JPEG, "image/jpeg")
