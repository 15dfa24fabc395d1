"""At which level a document begins."""

import pytest

from materials.actions import store_document
from materials.documents.trust import confirm_original
from materials.models import MaterialType
from tests.materials.conftest import upload
from tests.materials.files import PDF
from tests.materials.library.conftest import HALL
from tests.materials.library.pictures import pdf

pytestmark = pytest.mark.django_db


def kept(owner, actor, kind, content=PDF, **more):
    return store_document(owner, upload=upload(content), material_type=kind, actor=actor, **more)


@pytest.mark.parametrize(
    ("kind", "level"), [("licence", "C"), ("document", "C"), ("form", "D"), ("commitment", "D")]
)
def test_by_the_kind_of_material(buyer, buyer_actor, kind, level):
    found = MaterialType.objects.create(code="x", name="某材料", kind=kind)
    document = kept(buyer, buyer_actor, found)
    assert (document.level, document.level_at, document.level_office) == (level, None, "")


def test_what_the_person_says_they_wrote(buyer, buyer_actor, certificate):
    assert kept(buyer, buyer_actor, certificate, is_self_made=True).level == "D"
    assert kept(buyer, buyer_actor, None).level == "C"


def test_the_same_bytes_once_checked_stay_checked(
    buyer, buyer_actor, certificate, stored_document, in_a_case, clerk
):
    confirm_original(stored_document, actor=clerk, office=HALL)
    again = kept(buyer, buyer_actor, certificate, valid_until="2099-12-31")
    assert (again.level, again.level_by_name, again.level_office) == ("B", "周窗口", "市民中心")
    assert again.valid_until is None  # as on the original, whatever the person says
    assert again.pk != stored_document.pk


def test_but_not_other_bytes_nor_another_person_nor_another_material(
    buyer, buyer_actor, stranger, stranger_actor, certificate, stored_document, in_a_case, clerk
):
    confirm_original(stored_document, actor=clerk, office=HALL)
    assert kept(buyer, buyer_actor, certificate, pdf(pages=3)).level == "C"
    assert kept(stranger, stranger_actor, certificate).level == "C"
    assert kept(buyer, buyer_actor, None).level == "C"
    other = MaterialType.objects.create(code="x", name="某材料", kind="licence")
    assert kept(buyer, buyer_actor, other).level == "C"
