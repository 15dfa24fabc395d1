"""A paper to hand in: one page of real PDF, a different one for each material of each case."""

from __future__ import annotations

from django.core.files.base import ContentFile

_PAGE = (
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
    "/Resources << /Font << /F 5 0 R >> >> >>"
)


def paper(name: str, *, code: str, case_number: str) -> ContentFile[bytes]:
    """`name` becomes the file's name; the page says what it is and that it is a rehearsal."""
    ink = f"BT /F 14 Tf 72 760 Td (Rehearsal only: {_ascii(code)}, {_ascii(case_number)}) Tj ET"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        _PAGE,
        f"<< /Length {len(ink)} >>\nstream\n{ink}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    written, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = len(written)
    written += f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}"
    written += f"trailer\n<< /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{end}\n%%EOF\n"
    title = "".join("－" if sign in "/\\:" else sign for sign in name[:60])
    return ContentFile(written.encode("ascii"), name=f"{title}.pdf")


def _ascii(text: str) -> str:
    """Letters that need no escape inside a PDF string."""
    return "".join(sign if sign.isascii() and sign not in "()\\" else "?" for sign in text)
