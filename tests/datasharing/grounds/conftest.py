"""An edition of one matter that cites two articles, and the rows a read by duty needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from datasharing.exchanges.ground import ByDuty
from datasharing.grounds.models import DutyGround, DutyNotice, Guardianship
from datasharing.models import DataResource
from materials.models import DataElement, FieldRequirement, MaterialType, Requirement
from portal.accounts.models import Applicant
from services.models import (
    Edition,
    EditionLegalBasis,
    LegalBasis,
    Matter,
)
from tests.datasharing.conftest import CASE
from tests.datasharing.permits import department_called

LAW, ARTICLE = "不动产登记暂行条例", "25"
CHILD_NUMBER = "330106202005010017"


@dataclass
class Register:
    """P10-03 as published: it needs the house certificate, from DS13, and cites article 25."""

    edition: Edition
    duty: DutyGround
    resource: DataResource


@pytest.fixture
def register(resources) -> Register:
    department = department_called("自然资源和规划局")
    matter = Matter.objects.create(code="P10-03", name="转移登记", department=department)
    edition = Edition.objects.create(
        matter=matter, number=1, fingerprint="x", name="转移登记", department=department
    )
    basis = LegalBasis.objects.create(law=LAW, article=ARTICLE)
    EditionLegalBasis.objects.create(edition=edition, legal_basis=basis, order=1)
    Requirement.objects.create(
        edition=edition,
        key="house_certificate",
        order=1,
        material_type=MaterialType.objects.create(code="house_certificate", name="不动产权证书"),
        name="不动产权证书",
        necessity="required",
        sources=[{"kind": "resource", "resource": "DS13"}, {"kind": "applicant"}],
    )
    FieldRequirement.objects.create(
        edition=edition,
        element=DataElement.objects.create(code="spouse", label="配偶"),
        order=1,
        label="配偶",
        prefill=["DS07.spouse_name"],
    )
    resource = DataResource.objects.get(code="DS13")
    duty = DutyGround.objects.create(
        resource=resource,
        law=LAW,
        article=ARTICLE,
        duty="信息互通共享",
        duty_en="To share",
        binds=["自然资源和规划局", "税务局"],
    )
    return Register(edition, duty, resource)


@pytest.fixture
def told() -> Callable[..., DutyNotice]:
    """The notice that this person was shown."""

    def tell(subject: Applicant, *resources: str, case_number: str = CASE) -> DutyNotice:
        return DutyNotice.objects.create(
            subject=subject,
            case_number=case_number,
            resources=list(resources),
            given_via="online",
        )

    return tell


@pytest.fixture
def by_duty(register: Register, told) -> Callable[..., ByDuty]:
    def rest(subject: Applicant, *, is_told: bool = True, **changes) -> ByDuty:
        given = {"ground": register.duty, "edition": register.edition} | changes
        return ByDuty(notice=told(subject, "DS13") if is_told else None, **given)

    return rest


@pytest.fixture
def child(resources) -> Applicant:
    """Six years old on the day the tests play."""
    return Applicant.objects.create(
        kind="person",
        name="陈小宝",
        id_type="resident_id",
        id_number=CHILD_NUMBER,
        verified_at="2026-01-01T00:00:00Z",
        verified_how="clerk_saw_card",
    )


@pytest.fixture
def guarded(child: Applicant, seller: Applicant) -> Guardianship:
    return Guardianship.objects.create(
        ward=child, guardian=seller, shown_how="birth", seen_by_name="窗口甲"
    )
