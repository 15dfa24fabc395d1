"""Marks on a picture: burnt in, slanting, again and again, light enough to read through."""

from __future__ import annotations

from io import BytesIO
from typing import IO

from PIL import Image, ImageDraw, ImageFont

from materials.documents.marking.fonts import chinese_font
from materials.documents.marking.words import Words
from materials.documents.pixels import QUALITY, upright

LONGEST = 3000
"""Of the copy, in pixels: an A4 page at 250 dots an inch."""
SMALLEST = 13
PART = 48
"""Letters are this part of the longer side."""
SLANT = 24
INK = (90, 90, 90, 92)
HALO = (255, 255, 255, 70)
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def marked_image(file: IO[bytes], words: Words, *, longest: int = LONGEST) -> bytes | None:
    """A JPEG copy; None for a picture that cannot be opened."""
    image = upright(file, longest=longest)
    if image is None:
        return None
    tile = _tile(words, max(SMALLEST, max(image.size) // PART))
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    for number, top in enumerate(range(-tile.height // 2, image.height, tile.height)):
        left = -(tile.width // 2) * (number % 2)
        for at in range(left, image.width, tile.width):
            layer.paste(tile, (at, top))
    marked = Image.alpha_composite(image.convert("RGBA"), layer).convert("RGB")
    made = BytesIO()
    marked.save(made, "JPEG", quality=QUALITY)
    return made.getvalue()


def _tile(words: Words, size: int) -> Image.Image:
    """One mark, slanted, with room around it."""
    path = chinese_font()
    font: Font = ImageFont.truetype(str(path), size) if path else ImageFont.load_default(size)
    text = "\n".join(words.lines if path else words.plain)
    left, top, right, bottom = ImageDraw.Draw(Image.new("L", (1, 1))).multiline_textbbox(
        (0, 0), text, font=font, align="center"
    )
    room = size
    flat = Image.new("RGBA", (round(right - left) + 2 * room, round(bottom - top) + 2 * room))
    ImageDraw.Draw(flat).multiline_text(
        (room - left, room - top),
        text,
        font=font,
        fill=INK,
        align="center",
        stroke_width=max(1, size // 16),
        stroke_fill=HALO,
    )
    return flat.rotate(SLANT, expand=True, resample=Image.Resampling.BICUBIC)
