"""Until when a document holds, said by the person; what the day means."""

import datetime as dt

import pytest
from django.utils import timezone

from materials.documents.trust import confirm_original, set_last_day
from materials.documents.validity import Standing, Validity, validity
from materials.errors import DocumentLastDayFixed, DocumentLastDayWrong, DocumentNotFound
from materials.models import Document
from materials.queries import documents_of
from tests.materials.library.conftest import HALL
from tests.materials.library.refusals import refused

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 22)


def later(days):
    return timezone.localdate() + dt.timedelta(days=days)


def day_of(document):
    return Document.objects.get(pk=document.pk).valid_until


def test_stated_changed_and_taken_back(stored_document, buyer_actor):
    for until in (later(10), later(20), None):
        set_last_day(stored_document, valid_until=until, actor=buyer_actor)
        assert day_of(stored_document) == until


def test_refused(stored_document, buyer_actor, stranger_actor, clerk, in_a_case):
    with refused(DocumentLastDayWrong):
        set_last_day(stored_document, valid_until=later(-1), actor=buyer_actor)
    for actor in (stranger_actor, clerk):
        with refused(DocumentNotFound):
            set_last_day(stored_document, valid_until=later(5), actor=actor)
    confirm_original(stored_document, actor=clerk, office=HALL)
    with refused(DocumentLastDayFixed):
        set_last_day(stored_document, valid_until=later(5), actor=buyer_actor)
    assert day_of(stored_document) is None


def test_after_the_original_a_clerk_corrects_it(
    stored_document, clerk, officer, stranger_actor, in_a_case
):
    confirm_original(stored_document, actor=clerk, office=HALL, valid_until=later(5))
    set_last_day(stored_document, valid_until=later(50), actor=clerk)
    for actor in (officer, stranger_actor):
        with refused(DocumentNotFound):
            set_last_day(stored_document, valid_until=None, actor=actor)
    assert day_of(stored_document) == later(50)


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (None, Validity(Standing.LASTING)),
        (-1, Validity(Standing.OVER)),
        (0, Validity(Standing.SOON, 0)),
        (30, Validity(Standing.SOON, 30)),
        (31, Validity(Standing.HOLDS, 31)),
    ],
)
def test_what_the_day_means(settings, days, found):
    settings.DOCUMENT_WARNING_DAYS = 30
    until = None if days is None else DAY + dt.timedelta(days=days)
    assert validity(until, DAY) == found


def test_what_is_over_is_offered_no_more(stored_document, buyer, buyer_actor):
    set_last_day(stored_document, valid_until=later(0), actor=buyer_actor)
    assert list(documents_of(buyer, on=later(0))) == [stored_document]
    assert list(documents_of(buyer, on=later(1))) == []
