"""The people and papers of tests.materials, and what the library adds to them."""

import pytest

from materials.actions import store_document
from materials.documents import uses
from materials.policy import register_access
from portal.accounts.roles import Role
from services.catalogue.text import Text
from tests.materials.conftest import (
    _no_foreign_rules,
    _own_library,
    buyer,
    buyer_actor,
    certificate,
    clerk,
    clerk_user,
    department,
    issued_licence,
    matter,
    officer,
    other_officer,
    region,
    stored_document,
    stranger,
    stranger_actor,
    upload,
)
from tests.materials.library.pictures import picture

__all__ = [
    "_no_foreign_rules",
    "_own_library",
    "buyer",
    "buyer_actor",
    "certificate",
    "clerk",
    "clerk_user",
    "department",
    "issued_licence",
    "matter",
    "officer",
    "other_officer",
    "region",
    "stored_document",
    "stranger",
    "stranger_actor",
]

HALL = Text("市民中心", "Civic centre")


@pytest.fixture(autouse=True)
def _no_foreign_uses(monkeypatch):
    monkeypatch.setattr(uses, "_lists", [])


@pytest.fixture
def in_a_case(stored_document):
    """Staff handle a case that uses the buyer's documents."""
    register_access(
        lambda actor, document: (
            actor.kind in (Role.CLERK, Role.OFFICER)
            and document.owner_id == stored_document.owner_id
        )
    )


@pytest.fixture
def photo(buyer, buyer_actor, certificate):
    return store_document(
        buyer,
        upload=upload(picture(), "房产证.jpg", "image/jpeg"),
        material_type=certificate,
        actor=buyer_actor,
    )
