"""Files that really open: pictures and PDFs, made here."""

import io

import pikepdf
from PIL import Image

A4 = (595.0, 842.0)


def picture(size=(640, 480), colour=(250, 250, 250), kind="JPEG", **more):
    made = io.BytesIO()
    mode = "RGBA" if len(colour) == 4 else "RGB"
    Image.new(mode, size, colour).save(made, kind, **more)
    return made.getvalue()


def pdf(pages=1, size=A4, turned=0):
    made = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            page = document.add_blank_page(page_size=size)
            if turned:
                page.obj.Rotate = turned
        document.save(made)
    return made.getvalue()


def opened_picture(content):
    return Image.open(io.BytesIO(content))
