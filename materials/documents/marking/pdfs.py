"""Marks on every page of a PDF, laid over what is there.

The fonts are named and not embedded: every reader of PDF has Helvetica, and takes a font of its own
for the Chinese letters of Adobe's collection. Some of those lack Latin letters, so each kind of
letter has its own font.
"""

from __future__ import annotations

import math
from io import BytesIO
from itertools import groupby

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from materials.documents.marking.words import Words

SIZE = 13.0
LEADING = 1.4
SLANT = math.radians(30)
GREY = 0.45
OPACITY = 0.3
STEP = (260.0, 170.0)
"""From one mark to the next, across and up, in points."""
CHINESE, LATIN = "/F1", "/F2"


def marked_pdf(file: BytesIO, words: Words) -> bytes | None:
    """The whole document with marks; None for one that cannot be opened or written."""
    try:
        with pikepdf.open(file) as found:
            _mark(found, words)
            made = BytesIO()
            found.save(made)
            return made.getvalue()
    except (pikepdf.PdfError, ValueError, RuntimeError, KeyError, TypeError):
        return None


def _mark(pdf: Pdf, words: Words) -> None:
    """One drawing for all pages of one size."""
    drawings: dict[tuple[float, float], pikepdf.Object] = {}
    for page in pdf.pages:
        size = _size(page)
        if size not in drawings:
            with pikepdf.new() as sheet:
                drawn = _drawn(sheet, size, words)
                drawings[size] = pdf.copy_foreign(drawn.as_form_xobject())
        page.add_overlay(drawings[size], pikepdf.Rectangle(page.trimbox))


def _size(page: pikepdf.Page) -> tuple[float, float]:
    """Width and height as a reader sees them."""
    left, bottom, right, top = (float(each) for each in page.trimbox)
    width, height = abs(right - left), abs(top - bottom)
    turned = int(page.obj.get(Name.Rotate, 0)) % 180 != 0
    return (height, width) if turned else (width, height)


def _drawn(sheet: Pdf, size: tuple[float, float], words: Words) -> pikepdf.Page:
    page = sheet.add_blank_page(page_size=size)
    page.obj.Resources = Dictionary(
        Font=Dictionary(
            {
                CHINESE: sheet.make_indirect(_chinese(sheet)),
                LATIN: Dictionary(
                    Type=Name.Font,
                    Subtype=Name.Type1,
                    BaseFont=Name.Helvetica,
                    Encoding=Name.WinAnsiEncoding,
                ),
            }
        ),
        ExtGState=Dictionary(G1=Dictionary(Type=Name.ExtGState, ca=OPACITY, CA=OPACITY)),
    )
    page.obj.Contents = sheet.make_stream(_content(size, words.lines))
    return page


def _chinese(sheet: Pdf) -> Dictionary:
    described = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/STSong-Light"),
        Flags=6,
        FontBBox=Array([-25, -254, 1000, 880]),
        ItalicAngle=0,
        Ascent=752,
        Descent=-271,
        CapHeight=737,
        StemV=58,
    )
    letters = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType0,
        BaseFont=Name("/STSong-Light"),
        CIDSystemInfo=Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("GB1"), Supplement=4
        ),
        FontDescriptor=sheet.make_indirect(described),
        DW=1000,
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/STSong-Light"),
        Encoding=Name("/UniGB-UTF16-H"),
        DescendantFonts=Array([sheet.make_indirect(letters)]),
    )


def _content(size: tuple[float, float], lines: tuple[str, ...]) -> bytes:
    """Rows of slanting marks; every second row is moved by half a step."""
    width, height = size
    across, up = STEP
    cos, sin = math.cos(SLANT), math.sin(SLANT)
    mark = "\n".join(_line(each) for each in lines)
    drawn = [f"q /G1 gs {GREY} g BT {SIZE * LEADING:.2f} TL"]
    for row in range(math.ceil(height / up) + 1):
        for column in range(-1, math.ceil(width / across) + 1):
            x = across * (column + 0.5 * (row % 2)) + across / 8
            y = up * row + up / 8
            drawn.append(f"{cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {x:.2f} {y:.2f} Tm")
            drawn.append(mark)
    drawn.append("ET Q")
    return "\n".join(drawn).encode("ascii")


def _line(text: str) -> str:
    """One line of a mark, Latin letters and others each in their font."""
    drawn = []
    for is_latin, letters in groupby(text, key=str.isascii):
        font, encoding = (LATIN, "latin-1") if is_latin else (CHINESE, "utf-16-be")
        drawn.append(f"{font} {SIZE} Tf <{''.join(letters).encode(encoding).hex()}> Tj")
    return " ".join((*drawn, "T*"))
