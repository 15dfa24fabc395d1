"""C → B: by a clerk who handles a case, once."""

import datetime as dt

import pytest
from django.utils import timezone

from materials.actions import store_document
from materials.documents.trust import confirm_original
from materials.errors import (
    DocumentLastDayWrong,
    DocumentLevelHeld,
    DocumentNotFound,
    DocumentReplaced,
)
from materials.models import Document
from portal.journal.models import Entry
from portal.journal.queries import sentence
from portal.states.move_table import MoveNotAllowed
from services.catalogue.text import Text
from tests.materials.conftest import upload
from tests.materials.library.conftest import HALL
from tests.materials.library.refusals import refused

pytestmark = pytest.mark.django_db
TOMORROW = dt.timedelta(days=1)


def row(document):
    return Document.objects.filter(pk=document.pk).values().get()


def test_rises_and_is_told(stored_document, in_a_case, clerk, buyer):
    until = timezone.localdate() + TOMORROW
    confirm_original(stored_document, actor=clerk, office=HALL, valid_until=until)
    found = Document.objects.get(pk=stored_document.pk)
    assert (found.level, found.level_by_name, found.level_office, found.level_office_en) == (
        "B",
        "周窗口",
        "市民中心",
        "Civic centre",
    )
    assert found.level_at is not None
    assert found.valid_until == until
    entry = Entry.objects.get(stream=f"applicant:{buyer.pk}", verb="document.level_raised")
    assert sentence(entry) == Text(
        "市民中心的周窗口核对了“不动产权证书”，可信等级由 C 级升为 B 级",
        "周窗口 of Civic centre checked “Property certificate”: its trust rose from C to B",
    )


def test_without_a_day_the_persons_own_stays(buyer, buyer_actor, certificate, in_a_case, clerk):
    until = timezone.localdate() + TOMORROW
    document = store_document(
        buyer,
        upload=upload(),
        material_type=certificate,
        valid_until=until,
        actor=buyer_actor,
    )
    confirm_original(document, actor=clerk, office=HALL)
    assert row(document)["valid_until"] == until


def test_refused_to_everybody_else(stored_document, buyer_actor, stranger_actor, clerk):
    before = row(stored_document)
    for actor in (stranger_actor, clerk):  # no case of this clerk's uses it
        with refused(DocumentNotFound):
            confirm_original(stored_document, actor=actor, office=HALL)
    with refused(MoveNotAllowed):
        confirm_original(stored_document, actor=buyer_actor, office=HALL)
    assert row(stored_document) == before


def test_an_officer_sees_no_originals(stored_document, in_a_case, officer):
    with refused(MoveNotAllowed):
        confirm_original(stored_document, actor=officer, office=HALL)
    assert row(stored_document)["level"] == "C"


def test_once_is_enough(stored_document, in_a_case, clerk):
    confirm_original(stored_document, actor=clerk, office=HALL)
    before = row(stored_document)
    with refused(DocumentLevelHeld):
        confirm_original(stored_document, actor=clerk, office=Text("别处"))
    assert row(stored_document) == before


def test_not_what_has_ended_nor_what_was_replaced(
    stored_document, in_a_case, clerk, buyer, buyer_actor
):
    yesterday = timezone.localdate() - TOMORROW
    with refused(DocumentLastDayWrong):
        confirm_original(stored_document, actor=clerk, office=HALL, valid_until=yesterday)
    store_document(
        buyer, upload=upload(), material_type=None, replaces=stored_document, actor=buyer_actor
    )
    with refused(DocumentReplaced):
        confirm_original(stored_document, actor=clerk, office=HALL)
    assert row(stored_document)["level"] == "C"
