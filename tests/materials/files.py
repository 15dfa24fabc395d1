"""Small files of every kind, made here."""

import io
import zipfile

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 32 + b"\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 17
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
