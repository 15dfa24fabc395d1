"""Files that are more than they seem, or do more than be read: each refused with its reason."""

import io
import struct
import zlib

import pytest

from materials.actions import store_document
from materials.documents.examining import examined
from materials.documents.refused import refused_uploads_recorded
from materials.documents.sniff import media_type
from materials.errors import (
    DocumentCarriesFiles,
    DocumentDamaged,
    DocumentDoesThings,
    DocumentEmpty,
    DocumentLocked,
    DocumentPictureTooLarge,
    DocumentTwoInOne,
    DocumentUnpacksTooMuch,
)
from materials.models import Blob, Document
from portal.errors import DomainError
from portal.journal.models import Entry
from tests.materials.conftest import upload
from tests.materials.files import (
    CATALOGUE,
    JPEG,
    OFD,
    PAGE,
    PAGES,
    PDF,
    PLAIN_ZIP,
    PNG,
    archive,
    encrypted_pdf,
    pdf_of,
    pdf_with_attachment,
    pdf_with_hidden_script,
    png_that_claims,
)

LAUNCHES = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Annots [<< /A << /S /Launch >> >>] >>"
SENDS = "<< /Type /Action /S /SubmitForm /F (http://elsewhere.example) >>"
INDIRECT = "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S 4 0 R >> >>"
FORM = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /XFA (x) /Fields [] >> >>"
JPEG_WITH_PDF = JPEG[:2] + b"\xff\xfe\x00\x12%PDF-1.7 comment" + JPEG[2:]
JPEG_WITH_PAGE = JPEG[:2] + b"\xff\xfe\x00\x13<script>alert(1)</" + JPEG[2:]


def bomb(megabytes=70):
    """A PDF whose packed list of objects fills the memory of whoever opens it."""
    packed = zlib.compress(b"4 0 " + b" " * (megabytes * 1024 * 1024))
    body, places = b"%PDF-1.7\n", []
    for part in (CATALOGUE.encode(), PAGES.encode(), PAGE.encode()):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (len(places), part)
    places.append(len(body))
    head = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>" % len(packed)
    body += b"5 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (head, packed)
    table = [(0, 0, 0), *((1, at, 0) for at in places[:3]), (2, 5, 0), (1, places[3], 0)]
    table.append((1, len(body), 0))
    rows = b"".join(struct.pack(">BIB", *row) for row in table)
    head = b"<< /Type /XRef /W [1 4 1] /Size 7 /Root 1 0 R /Length %d >>" % len(rows)
    end = len(body)
    body += b"6 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (head, rows)
    return body + b"startxref\n%d\n%%%%EOF\n" % end


BAD = {
    "a photograph that is an archive as well": (JPEG + PLAIN_ZIP, DocumentTwoInOne),
    "a PDF that is an archive as well": (PDF + PLAIN_ZIP, DocumentTwoInOne),
    "a photograph that readers of PDF take for one": (JPEG_WITH_PDF, DocumentTwoInOne),
    "a photograph with a web page in it": (JPEG_WITH_PAGE, DocumentTwoInOne),
    "a program behind a PDF": (PDF + b"MZ\x90\x00", DocumentTwoInOne),
    "a script that runs when it is opened": (pdf_with_hidden_script(), DocumentDoesThings),
    "an action whose kind stands elsewhere": (
        pdf_of(INDIRECT, PAGES, PAGE, "/JavaScript"),
        DocumentDoesThings,
    ),
    "a program that it starts": (pdf_of(CATALOGUE, PAGES, LAUNCHES), DocumentDoesThings),
    "an action that no page leads to": (pdf_of(CATALOGUE, PAGES, PAGE, SENDS), DocumentDoesThings),
    "a form that is a program": (pdf_of(FORM, PAGES, PAGE), DocumentDoesThings),
    "a file inside": (pdf_with_attachment(), DocumentCarriesFiles),
    "a password to open it": (encrypted_pdf(owner="a", user="b"), DocumentLocked),
    "a password to print it": (encrypted_pdf(owner="a", user=""), DocumentLocked),
    "half a PDF": (PDF[: len(PDF) // 2], DocumentDamaged),
    "a PDF without a page": (
        pdf_of(CATALOGUE, "<< /Type /Pages /Kids [] /Count 0 >>"),
        DocumentDamaged,
    ),
    "pages that go round in a circle": (
        pdf_of(CATALOGUE, "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
        DocumentDamaged,
    ),
    "a PDF that unpacks without end": (bomb(), DocumentUnpacksTooMuch),
    "a picture of 100,000 pixels a side": (
        png_that_claims(100_000, 100_000),
        DocumentPictureTooLarge,
    ),
    "a picture 100,000 pixels long": (png_that_claims(100_000, 10), DocumentPictureTooLarge),
    "half a picture": (JPEG[: len(JPEG) // 2], DocumentDamaged),
    "a picture without its end": (PNG[:45], DocumentDamaged),
    "an OFD with a path in its list": (
        archive(OFD_xml="<ofd:OFD/>", **{"..__..__etc": "x"}),
        DocumentCarriesFiles,
    ),
    "an OFD with a program in it": (
        archive(OFD_xml="<ofd:OFD/>", **{"run.exe": "MZ"}),
        DocumentDoesThings,
    ),
}


@pytest.mark.parametrize(("content", "refusal"), BAD.values(), ids=BAD.keys())
def test_refused_with_its_reason(content, refusal):
    file = io.BytesIO(content)
    with pytest.raises(refusal) as refused:
        examined(file, found=media_type(file))
    assert refused.value.status in (413, 415)
    assert "没有存下来" in refused.value.said
    assert "%(" not in refused.value.said + refused.value.advice


def test_says_how_large_the_picture_is():
    file = io.BytesIO(png_that_claims(100_000, 10))
    with pytest.raises(DocumentPictureTooLarge) as refused:
        examined(file, found="image/png")
    assert "100000 × 10" in refused.value.said


def test_an_ofd_that_unpacks_without_end(monkeypatch):
    monkeypatch.setattr("materials.documents.examining.archives.MOST_UNPACKED", 100)
    file = io.BytesIO(archive(OFD_xml="<ofd:OFD/>" + " " * 100))
    with pytest.raises(DocumentUnpacksTooMuch):
        examined(file, found="application/ofd")


@pytest.mark.parametrize("content", [PDF, OFD, pdf_of(CATALOGUE, PAGES, PAGE, "(free words)")])
def test_an_honest_file_stays_as_it_came(content):
    file = io.BytesIO(content)
    assert examined(file, found=media_type(file)).read() == content


def test_empty_lines_behind_a_pdf_are_nothing_else():
    file = io.BytesIO(PDF + b"\r\n\x00" * 200)
    assert examined(file, found="application/pdf") is file


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (JPEG + PLAIN_ZIP, "照片.jpg", "document_two_in_one"),
        (pdf_with_hidden_script(), "合同.pdf", "document_does_things"),
        (png_that_claims(100_000, 100_000), "照片.png", "document_picture_too_large"),
        (PDF, "..\\合同.pdf", "document_name_refused"),
    ],
)
def test_what_nobody_sends_by_accident_is_on_record(buyer, buyer_actor, content, name, code):
    with pytest.raises(DomainError):
        _send(buyer, buyer_actor, content, name)
    entry = Entry.objects.get(stream=f"applicant:{buyer.pk}")
    assert (entry.verb, entry.actor_name) == ("document.refused", "王小明")
    assert entry.data["code"] == code
    assert entry.data["why"]
    assert entry.data["why_en"]
    assert name not in str(entry.data)
    assert (Blob.objects.count(), Document.objects.count()) == (0, 0)


def _send(buyer, buyer_actor, content, name):
    with refused_uploads_recorded(buyer, actor=buyer_actor):
        store_document(buyer, upload=upload(content, name), material_type=None, actor=buyer_actor)


@pytest.mark.django_db
def test_ordinary_slips_are_nobodys_record(buyer, buyer_actor):
    for content, name, refusal in (
        (b"", "空.pdf", DocumentEmpty),
        (PDF[:40], "半份.pdf", DocumentDamaged),
        (encrypted_pdf(owner="a", user="b"), "密码.pdf", DocumentLocked),
    ):
        with pytest.raises(refusal):
            _send(buyer, buyer_actor, content, name)
    assert not Entry.objects.exists()
