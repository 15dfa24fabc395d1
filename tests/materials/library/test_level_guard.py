"""What the table itself refuses, whoever writes to it."""

import pytest
from django.db import IntegrityError, connection, transaction

from materials.documents.trust import confirm_original
from materials.models import Document
from tests.materials.library.conftest import HALL

pytestmark = pytest.mark.django_db
SOMEBODY = {"level_at": "2026-01-01T00:00Z", "level_by_name": "某", "level_office": "某厅"}


def refused(document, **columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(**columns)


@pytest.mark.parametrize(
    "columns",
    [
        {"level": "E"},
        {"level": "B"},
        {"level": "B", **SOMEBODY, "level_office": ""},
        {"level": "A", **SOMEBODY, "level_by_name": ""},
        {"level": "B", **SOMEBODY, "level_at": None},
        {"level_office": "某厅"},
        {"level": "D"},
    ],
    ids=str,
)
def test_no_level_without_somebody_who_answers_for_it(stored_document, columns):
    refused(stored_document, **columns)


def test_never_falls_and_never_changes_hands(stored_document, in_a_case, clerk, stranger):
    confirm_original(stored_document, actor=clerk, office=HALL)
    fallen = {"level_at": None, "level_by_name": "", "level_office": "", "level_office_en": ""}
    refused(stored_document, level="C", **fallen)
    refused(stored_document, level_by_name="别人")
    refused(stored_document, owner=stranger)


def test_also_by_hand(stored_document):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE materials_document SET level = 'A' WHERE id = %s", [stored_document.pk]
        )
