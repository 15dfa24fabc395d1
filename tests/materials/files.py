"""Small files of every kind, made here: good ones, and the ones that nobody should take."""

import io
import zipfile
import zlib

import pikepdf
from PIL import Image


def pdf_of(*parts: str, trailer: str = "") -> bytes:
    """A PDF of these objects, whole and with a true table; the first one is its catalogue."""
    written, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{part}\nendobj\n".encode("latin-1")
    end, table = len(written), "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(parts) + 1
    ending = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n"
    ending += f"<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{end}\n%%EOF\n"
    return written + ending.encode()


CATALOGUE = "<< /Type /Catalog /Pages 2 0 R >>"
PAGES = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"


def picture(kind, size=(12, 8), mode="RGB", color="white", **how):
    kept = io.BytesIO()
    Image.new(mode, size, color).save(kept, kind, **how)
    return kept.getvalue()


PDF = pdf_of(CATALOGUE, PAGES, PAGE)
JPEG = picture("JPEG")
PNG = picture("PNG")
HTML = b"<!doctype html><script>alert(1)</script>"


def archive(**entries):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as target:
        for name, content in entries.items():
            target.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return kept.getvalue()


OFD = archive(OFD_xml='<?xml version="1.0"?><ofd:OFD/>', Doc_0__Document_xml="<x/>")
PLAIN_ZIP = archive(readme="hello")
ZIP_WITH_OFD_DEEPER = archive(Doc_0__OFD_xml="<ofd:OFD/>")


def photograph(*, orientation=6, place=True):
    """A JPEG as a telephone writes it: lying on its side, with where and by what it was taken."""
    shot = Image.new("RGB", (40, 20), "red")
    shot.paste("blue", (20, 0, 40, 20))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SecretPhone"
    if place:
        exif.get_ifd(0x8825)[1] = "N"
    kept = io.BytesIO()
    shot.save(kept, "JPEG", exif=exif, quality=95, comment=b"my secret comment")
    return kept.getvalue()


def encrypted_pdf(**passwords):
    kept = io.BytesIO()
    with pikepdf.open(io.BytesIO(PDF)) as document:
        document.save(kept, encryption=pikepdf.Encryption(**passwords))
    return kept.getvalue()


def pdf_with_attachment():
    kept = io.BytesIO()
    with pikepdf.open(io.BytesIO(PDF)) as document:
        document.attachments["other.exe"] = b"MZ..."
        document.save(kept, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return kept.getvalue()


def pdf_with_hidden_script():
    """The script is inside a packed list of objects, where no search of the bytes finds it."""
    kept = io.BytesIO()
    with pikepdf.open(io.BytesIO(PDF)) as document:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        document.Root.OpenAction = document.make_indirect(script)
        document.save(kept, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return kept.getvalue()


def png_that_claims(width, height):
    """A PNG whose head says how large it is; little follows."""
    head = PNG[12:16] + width.to_bytes(4, "big") + height.to_bytes(4, "big") + PNG[24:29]
    return PNG[:12] + head + zlib.crc32(head).to_bytes(4, "big") + PNG[33:]
