"""A small published catalogue, whose requirements have every kind of source, and two officers."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from datasharing.lists.demand.models import DataDemand
from datasharing.lists.demand.refreshing import refresh_demands
from datasharing.models import DataResource
from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.roles import Role
from services.catalogue.load import publish_catalogue
from services.catalogue.spec import (
    CatalogueSpec,
    DepartmentSpec,
    MaterialTypeSpec,
    MatterSpec,
    OutputSpec,
    RequirementSpec,
    SourceKind,
    SourceSpec,
)
from services.models import Department, Region

HAND_IN = SourceSpec(SourceKind.APPLICANT)
REGION = "330100"
SUPERVISOR = Actor(Role.SUPERVISOR, None, "督查", region_code=REGION)


def source(kind: SourceKind, **more: str) -> SourceSpec:
    return SourceSpec(kind, **more)


def need(key: str, name: str, *sources: SourceSpec, **more: object) -> RequirementSpec:
    return RequirementSpec(
        f"l_{key}", f"m_{key}", name, f"The {key}", sources=(*sources, HAND_IN), **more
    )


MARRIAGE = need("marriage", "婚姻信息", source(SourceKind.RESOURCE, resource="DS07"))
HOME = need("home", "产权信息", source(SourceKind.RESOURCE, resource="DS13"))
LOAN = need("loan", "贷款结清证明")
PERMIT = need("permit", "许可证", source(SourceKind.OUTPUT, matter="L-B"))
LICENCE = need("plan", "规划证", source(SourceKind.LICENCE))
FORM = need("form", "申请书", generated_form=True)
ALL = (MARRIAGE, HOME, LOAN, PERMIT, LICENCE, FORM)


def matter(
    code: str, department: str, *requirements: RequirementSpec, **more: object
) -> MatterSpec:
    return MatterSpec(
        code=code,
        name=f"{code}事项",
        name_en=f"Matter {code}",
        department=department,
        requirements=requirements,
        **more,
    )


PRODUCER = matter("L-B", "市场监督管理局", outputs=(OutputSpec("m_permit", "许可证", "Permit"),))


def catalogue(*requirements: RequirementSpec) -> CatalogueSpec:
    names = ("资规局", "民政局", "市场监督管理局")
    return CatalogueSpec(
        title="lists",
        departments=tuple(DepartmentSpec(name, f"{name} (en)") for name in names),
        materials=tuple(
            MaterialTypeSpec(f"m_{each}", each)
            for each in ("marriage", "home", "loan", "permit", "plan", "form", "extra")
        ),
        matters=(matter("L-A", "资规局", *requirements), PRODUCER),
    )


def publish(*requirements: RequirementSpec) -> None:
    parent = None
    for level, code, name in ((1, "330000", "浙江省"), (2, REGION, "杭州市")):
        parent, _ = Region.objects.get_or_create(
            code=code, defaults={"name": name, "level": level, "parent": parent}
        )
    with transaction.atomic():
        publish_catalogue(catalogue(*requirements), actor=SYSTEM, region=REGION)


def resource(code: str, provider: str, *, connector: str = "") -> DataResource:
    made, _ = DataResource.objects.update_or_create(
        code=code,
        defaults={
            "name": f"{code}接口",
            "name_en": f"Interface {code}",
            "provider_name": provider,
            "sharing": "unconditional",
            "connector": connector,
        },
    )
    return made


def follow():
    with transaction.atomic():
        return refresh_demands(actor=SYSTEM)


def demand(key: str) -> DataDemand:
    return DataDemand.objects.select_related("department", "owner", "matter").get(
        matter__code="L-A", key=f"l_{key}"
    )


def officer(department: str) -> Actor:
    code = Department.objects.get(name=department).code
    return Actor(Role.DATA_OFFICER, None, f"{department}专员", department_code=code)


def do(function, *args, **kwargs):
    """One act in a transaction of its own, as a door opens it."""
    with transaction.atomic():
        return function(*args, **kwargs)


def renamed(spec: RequirementSpec, name: str) -> RequirementSpec:
    return replace(spec, name=name)
