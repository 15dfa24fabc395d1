"""→ A: by an officer of the authority that issues such papers."""

import pytest

from materials.documents.trust import confirm_issue, confirm_original
from materials.errors import DocumentLevelHeld, DocumentNotFound, NotTheIssuerOfThis
from materials.models import Document
from services.models import Edition
from tests.materials.library.conftest import HALL
from tests.materials.library.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued_here(department, matter, certificate):
    """A matter of the department that is in force gives such certificates."""
    return Edition.objects.create(
        matter=matter,
        number=1,
        state="published",
        name=matter.name,
        department=department,
        outputs=[{"material": certificate.code, "name": certificate.name}],
        published_at="2026-01-01T00:00Z",
    )


def level_of(document):
    return Document.objects.get(pk=document.pk).level


def test_by_the_issuer(stored_document, in_a_case, issued_here, officer, clerk):
    confirm_original(stored_document, actor=clerk, office=HALL)
    confirm_issue(stored_document, actor=officer, office=HALL)
    found = Document.objects.get(pk=stored_document.pk)
    assert (found.level, found.level_by_name) == ("A", "陈科长")
    with refused(DocumentLevelHeld):
        confirm_issue(stored_document, actor=officer, office=HALL)


def test_not_by_another_authority(stored_document, in_a_case, issued_here, other_officer, clerk):
    for actor in (other_officer, clerk):
        with refused(NotTheIssuerOfThis):
            confirm_issue(stored_document, actor=actor, office=HALL)
    assert level_of(stored_document) == "C"


def test_not_for_a_matter_no_longer_in_force(stored_document, in_a_case, issued_here, officer):
    Edition.objects.filter(pk=issued_here.pk).update(
        state="retired", retired_at="2026-06-01T00:00Z"
    )
    with refused(NotTheIssuerOfThis):
        confirm_issue(stored_document, actor=officer, office=HALL)
    assert level_of(stored_document) == "C"


def test_not_without_a_case(stored_document, issued_here, officer):
    with refused(DocumentNotFound):
        confirm_issue(stored_document, actor=officer, office=HALL)
    assert level_of(stored_document) == "C"
