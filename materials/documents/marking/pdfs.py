"""Marks on every page of a PDF, laid over what is there.

The Chinese font is named and not embedded: Adobe's four Asian languages are known to every reader
of PDF, which takes a font of its own for them.
"""

from __future__ import annotations

import math
from io import BytesIO

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
HALF_WIDTH = 500
"""Width of a Latin letter in thousandths of its size; a Chinese one has 1000."""


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
        Font=Dictionary(F1=sheet.make_indirect(_font(sheet))),
        ExtGState=Dictionary(G1=Dictionary(Type=Name.ExtGState, ca=OPACITY, CA=OPACITY)),
    )
    page.obj.Contents = sheet.make_stream(_content(size, words.lines))
    return page


def _font(sheet: Pdf) -> Dictionary:
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
        W=Array([1, 95, HALF_WIDTH]),
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
    drawn = [f"q /G1 gs {GREY} g BT /F1 {SIZE} Tf {SIZE * LEADING:.2f} TL"]
    for row in range(math.ceil(height / up) + 1):
        for column in range(-1, math.ceil(width / across) + 1):
            x = across * (column + 0.5 * (row % 2)) + across / 8
            y = up * row + up / 8
            drawn.append(f"{cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {x:.2f} {y:.2f} Tm")
            drawn += [f"<{line.encode('utf-16-be').hex()}> Tj T*" for line in lines]
    drawn.append("ET Q")
    return "\n".join(drawn).encode("ascii")
