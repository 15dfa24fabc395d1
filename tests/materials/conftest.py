"""A department with a matter, three people, and who acts for them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from materials import policy
from materials.actions import issue_licence, store_document
from materials.models import MaterialType
from portal.accounts.actor import Actor, actor_of
from portal.accounts.models import Applicant, Staff, User
from portal.accounts.roles import Role
from services.catalogue.text import Text
from services.models import Department, Matter, Region
from tests.materials.files import PDF

CASE = "330106-20261122-000001"


@pytest.fixture(autouse=True)
def _own_library(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "library"
    settings.DOCUMENT_KEYS = {"test-2": b"2" * 32, "test-1": b"1" * 32}


@pytest.fixture(autouse=True)
def _no_foreign_rules(monkeypatch):
    """Rules of upper packages stay out; a rule registered in a test ends with it."""
    monkeypatch.setattr(policy, "_rules", [])


@pytest.fixture
def region(db):
    parent = None
    for level, code, name in (
        (1, "330000", "浙江省"),
        (2, "330100", "杭州市"),
        (3, "330106", "西湖区"),
    ):
        parent, _ = Region.objects.get_or_create(
            code=code, defaults={"name": name, "level": level, "parent": parent}
        )
    return parent


@pytest.fixture
def department(region):
    return Department.objects.create(
        code="planning-test", name="规划局", name_en="Planning Bureau", region=region
    )


@pytest.fixture
def matter(department):
    return Matter.objects.create(code="T01-01", name="转移登记", department=department)


@pytest.fixture
def certificate(db):
    return MaterialType.objects.create(
        code="house_certificate",
        name="不动产权证书",
        name_en="Property certificate",
        kind="licence",
    )


def person(name, number):
    user = User.objects.create_user(username=number, display_name=name)
    return Applicant.objects.create(
        kind="person",
        name=name,
        id_type="resident_id",
        id_number=number,
        user=user,
        verified_at=timezone.now(),
        verified_how="clerk_saw_card",
    )


@pytest.fixture
def buyer(db):
    return person("王小明", "330106199001011234")


@pytest.fixture
def stranger(db):
    return person("李四", "330106199002021235")


@pytest.fixture
def buyer_actor(buyer):
    return actor_of(buyer.user)


@pytest.fixture
def stranger_actor(stranger):
    return actor_of(stranger.user)


@pytest.fixture
def clerk_user(db):
    user = User.objects.create_user(username="clerk", display_name="周窗口")
    Staff.objects.create(user=user, role=Role.CLERK, region_code="330106")
    return user


@pytest.fixture
def clerk(clerk_user):
    return actor_of(clerk_user)


@pytest.fixture
def officer(department):
    return Actor(kind=Role.OFFICER, user_id=None, name="陈科长", department_code=department.code)


@pytest.fixture
def other_officer(db):
    return Actor(kind=Role.OFFICER, user_id=None, name="别局", department_code="tax-test")


def upload(content=PDF, name="合同.pdf", claimed="application/pdf"):
    return SimpleUploadedFile(name, content, content_type=claimed)


@pytest.fixture
def stored_document(buyer, buyer_actor, certificate):
    return store_document(buyer, upload=upload(), material_type=certificate, actor=buyer_actor)


@pytest.fixture
def issued_licence(buyer, matter, certificate, department, officer):
    return issue_licence(
        buyer,
        matter=matter,
        material_type=certificate,
        department=department,
        case_number=CASE,
        name=Text("不动产权证书", "Property certificate"),
        content={"house_address": "西湖区文三路 1 号", "unit_number": ["三单元", "Unit 3"]},
        actor=officer,
    )
