"""A virus in a file of a case: the place is empty again, and who handed it in is told."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from materials.documents.refused import refused_uploads_recorded
from materials.errors import DocumentQuarantined
from materials.models import Blob, Document
from portal.accounts.actor import SYSTEM
from portal.journal.models import Entry
from portal.outbox.drain import drain
from tests.materials.files import CATALOGUE, JPEG, PAGE, PAGES, PLAIN_ZIP, pdf_of
from tests.materials.scanner import VIRUS, clamd
from tests.windows import builders as b
from windows.cases import actions
from windows.cases.quarantine import put_aside
from windows.notices.models import Notice

INFECTED = pdf_of(CATALOGUE, PAGES, PAGE, f"({VIRUS.decode()})")


@pytest.fixture
def scanner(settings):
    with clamd() as server:
        settings.CLAMD_ADDRESS = server.address
        yield server


def infected():
    return SimpleUploadedFile("合同.pdf", INFECTED, "application/pdf")


def hand_in(case, town):
    b.do(actions.attach_upload, b.slot(case, "t_contract"), upload=infected(), actor=town.me)


def test_a_draft_asks_for_another_file(scanner, town):
    case = b.draft(town)
    hand_in(case, town)
    assert b.slot(case, "t_contract").state == "provided"

    drain()

    slot = b.slot(case, "t_contract")
    assert (slot.state, slot.document_id) == ("missing", None)
    assert "有病毒" in slot.note
    assert "virus" in slot.note_en
    notice = Notice.objects.get(kind="material_quarantined")
    assert (notice.applicant, notice.case) == (town.buyer, case)
    assert "请换一台设备" in notice.text
    assert Entry.objects.filter(stream=case.stream, verb="material.quarantined").count() == 1


def test_told_once_however_often_the_message_comes(scanner, town):
    case = b.draft(town)
    hand_in(case, town)
    drain()
    put_aside(Document.objects.get().pk, actor=SYSTEM)
    drain()
    assert Notice.objects.filter(kind="material_quarantined").count() == 1


def test_another_file_takes_its_place(scanner, town):
    case = b.draft(town)
    hand_in(case, town)
    drain()
    b.do(actions.attach_upload, b.slot(case, "t_contract"), upload=b.pdf(), actor=town.me)
    drain()
    slot = b.slot(case, "t_contract")
    assert (slot.state, slot.document.blob.state) == ("provided", "clean")


def test_a_file_known_to_be_bad_is_not_attached(scanner, town):
    case = b.draft(town)
    hand_in(case, town)
    drain()
    with pytest.raises(DocumentQuarantined):
        b.do(
            actions.attach_document,
            b.slot(case, "t_contract"),
            document=Document.objects.get(),
            actor=town.me,
        )
    assert b.slot(case, "t_contract").state == "missing"


def test_after_acceptance_the_office_sees_it_and_the_person_is_told(town, settings):
    """It was let through unscanned; the scanner came later."""
    case = b.accepted_case(town)
    slot = b.slot(case, "t_contract")
    Blob.objects.filter(pk=slot.document.blob_id).update(state="quarantined")
    put_aside(slot.document_id, actor=SYSTEM)
    drain()
    after = b.slot(case, "t_contract")
    assert (after.state, after.document_id) == ("provided", slot.document_id)
    assert Notice.objects.filter(kind="material_quarantined").count() == 1


def test_the_page_says_why_it_does_not_open(town, me, settings):
    settings.CLAMD_ADDRESS = "127.0.0.1:1"
    case = b.draft(town)
    b.do(actions.attach_upload, b.slot(case, "t_contract"), upload=b.pdf(), actor=town.me)
    document = b.slot(case, "t_contract").document
    page = me.get(reverse("case_materials", args=[case.number])).content.decode()
    assert "等待查毒" in page
    assert reverse("document", args=[document.pk]) not in page


def test_a_refused_polyglot_is_on_record_at_the_door(town, me):
    case = b.draft(town)
    address = reverse("slot_upload", args=[case.number, b.slot(case, "t_contract").pk])
    file = SimpleUploadedFile("合同.jpg", JPEG + PLAIN_ZIP, "image/jpeg")
    answer = me.post(address, {"file": file})
    assert answer.status_code == 415
    assert "还藏着另一种文件" in answer.content.decode()
    entry = Entry.objects.get(verb="document.refused")
    assert entry.stream == f"applicant:{town.buyer.pk}"
    assert b.slot(case, "t_contract").state == "missing"
    assert not Document.objects.exists()


def test_no_person_no_record(town):
    with pytest.raises(DocumentQuarantined), refused_uploads_recorded(None, actor=town.me):
        raise DocumentQuarantined


def test_a_document_removed_meanwhile_is_in_no_case(town):
    put_aside(uuid4(), actor=SYSTEM)
    assert not Notice.objects.filter(kind="material_quarantined").exists()
