"""What a person can use again."""

from datetime import date

import pytest

from materials.actions import store_document
from materials.queries import documents_of
from tests.materials.conftest import upload

pytestmark = pytest.mark.django_db


def test_only_ones_own_in_use_and_in_date(stored_document, buyer, buyer_actor, stranger):
    newer = store_document(
        buyer,
        upload=upload(),
        material_type=None,
        actor=buyer_actor,
        replaces=stored_document,
        valid_until=date(2026, 11, 30),
    )
    assert list(documents_of(buyer)) == [newer]
    assert list(documents_of(buyer, on=date(2026, 11, 30))) == [newer]
    assert list(documents_of(buyer, on=date(2026, 12, 1))) == []
    assert list(documents_of(stranger)) == []
