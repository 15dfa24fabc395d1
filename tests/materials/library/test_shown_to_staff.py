"""The door to the bytes: what staff get, what is written down, what the owner is told."""

import io

import pikepdf
import pytest
from django.urls import reverse

from materials import policy
from materials.actions import store_document
from materials.documents.library import looks_at
from materials.documents.purpose import Purpose
from materials.policy import register_access, register_purpose
from portal.accounts.models import Staff, User
from portal.accounts.roles import Role
from portal.journal.models import Entry
from services.catalogue.text import Text
from tests.materials.conftest import upload
from tests.materials.files import OFD
from tests.materials.library.pictures import opened_picture, pdf, picture

pytestmark = pytest.mark.django_db
PURPOSE = Purpose(Text("市民中心", "Civic centre"), "330106-20261122-000001")


@pytest.fixture(autouse=True)
def _purposes(monkeypatch):
    monkeypatch.setattr(policy, "_purposes", [])
    register_purpose(lambda actor, document, case: PURPOSE)


def read(response):
    return b"".join(response.streaming_content)


def keep(owner, actor, content, name):
    return store_document(owner, upload=upload(content, name), material_type=None, actor=actor)


def readings(owner):
    return Entry.objects.filter(stream=f"applicant:{owner.pk}", verb="document.read")


def test_a_pdf(client, buyer, buyer_actor, stored_document, in_a_case, clerk_user):
    content = pdf(pages=2)
    document = keep(buyer, buyer_actor, content, "合同.pdf")
    client.force_login(clerk_user)
    response = client.get(reverse("document", args=[document.pk]))
    given = read(response)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response["Cache-Control"] == "private, no-store"
    with pikepdf.open(io.BytesIO(given)) as found:
        drawing = next(iter(found.pages[0].obj.Resources.XObject.values())).read_bytes()
    for said, encoding in (
        ("市民中心", "utf-16-be"),
        ("周窗口", "utf-16-be"),
        ("330106-20261122-000001", "latin-1"),
    ):
        assert said.encode(encoding).hex().encode() in drawing
    (entry,) = readings(buyer)
    assert {name: entry.data[name] for name in ("case", "office", "office_en", "is_marked")} == {
        "case": PURPOSE.case_number,
        "office": "市民中心",
        "office_en": "Civic centre",
        "is_marked": True,
    }
    (look,) = looks_at(document)
    assert (look.reader, look.office.zh, look.case_number, look.is_marked) == (
        "周窗口",
        "市民中心",
        PURPOSE.case_number,
        True,
    )
    client.force_login(buyer.user)
    assert read(client.get(reverse("document", args=[document.pk]))) == content
    assert readings(buyer).count() == 1


def test_a_picture_becomes_a_marked_jpeg(client, buyer, buyer_actor, in_a_case, clerk_user):
    content = picture((900, 600), kind="PNG")
    document = keep(buyer, buyer_actor, content, "照片.png")
    client.force_login(clerk_user)
    response = client.get(reverse("document", args=[document.pk]))
    given = read(response)
    assert response["Content-Type"] == "image/jpeg"
    assert ".jpg" in response["Content-Disposition"]
    assert opened_picture(given).size == (900, 600)
    assert len(opened_picture(given).getcolors(900 * 600)) > 50


def test_what_takes_no_mark_is_saved_and_said_so(client, buyer, buyer_actor, in_a_case, clerk_user):
    document = keep(buyer, buyer_actor, OFD, "公文.ofd")
    client.force_login(clerk_user)
    response = client.get(reverse("document", args=[document.pk]))
    assert read(response) == OFD
    assert response["Content-Disposition"].startswith("attachment")
    assert [entry.data["is_marked"] for entry in readings(buyer)] == [False]


def test_a_departments_system_gets_the_file_itself(client, buyer, buyer_actor, stored_document):
    register_access(lambda actor, document: actor.kind == Role.DEPARTMENT_SYSTEM)
    user = User.objects.create_user(username="system", display_name="规划系统")
    Staff.objects.create(user=user, role=Role.DEPARTMENT_SYSTEM, department_code="planning-test")
    content = pdf()
    document = keep(buyer, buyer_actor, content, "a.pdf")
    client.force_login(user)
    assert read(client.get(reverse("document", args=[document.pk]))) == content
    assert [entry.data["is_marked"] for entry in readings(buyer)] == [False]


def test_a_look_is_a_reading_too(client, photo, buyer, in_a_case, clerk_user):
    address = reverse("document_look", args=[photo.pk, "large"])
    client.force_login(buyer.user)
    own = client.get(address)
    assert (own.status_code, own["Content-Type"]) == (200, "image/jpeg")
    assert not readings(buyer).exists()
    client.force_login(clerk_user)
    theirs = client.get(address)
    assert theirs.status_code == 200
    assert theirs.content != own.content
    assert [entry.data["is_marked"] for entry in readings(buyer)] == [True]


def test_no_look_where_there_is_none(client, stored_document, photo, buyer, stranger):
    client.force_login(buyer.user)
    for document, size in ((stored_document, "small"), (photo, "huge")):
        assert client.get(reverse("document_look", args=[document.pk, size])).status_code == 404
    client.force_login(stranger.user)
    assert client.get(reverse("document_look", args=[photo.pk, "small"])).status_code == 404
    assert not readings(buyer).exists()
