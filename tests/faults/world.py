"""Who plays: a small catalogue, people with sessions, staff, and two departments with systems."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.test import Client as Visitor

from datasharing.lists.permissions.carrying import suppose_agreed
from datasharing.resource_list import load_resources
from datasharing.sandbox.population import pair
from portal.accounts.account_actions import create_staff
from portal.accounts.actions import link_account
from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.models import User
from portal.accounts.roles import Role
from services.catalogue.load import publish_catalogue
from services.catalogue.regions import SHIPPED_REGIONS, load_regions_file
from services.catalogue.spec import (
    CatalogueSpec,
    DepartmentSpec,
    FieldSpec,
    IncludedMatter,
    LifeEventSpec,
    MaterialTypeSpec,
    MatterSpec,
    OnDenial,
    OutputSpec,
    RequirementSpec,
    SourceKind,
    SourceSpec,
)
from services.models import Department
from windows.centres.models import ServiceCentre
from windows.departments.actions import connect_system
from windows.rehearsal.people import person

REGION = "330100"
ADMIN = Actor(Role.ADMIN, None, "管理员")
PASSWORD = "a-Long-secret-77"
WHOLE, SHORT, ALL_OR_NOTHING = "F1", "F2", "F3"
OFFICERS = {"甲局": 2, "丁局": 1}
"""Two officers of one department race for the same inbox."""
SYSTEMS = ("乙局", "丙局")
CLERKS = 2
HAND_IN, PROMISE = SourceSpec(SourceKind.APPLICANT), SourceSpec(SourceKind.COMMITMENT)
REGISTER = SourceSpec(SourceKind.RESOURCE, resource="DS07")


def _matter(code: str, department: str, *needs: RequirementSpec, **more: object) -> MatterSpec:
    letter = code[-1].lower()
    return MatterSpec(
        code=code,
        name=f"{code}事项",
        name_en=f"Matter {code}",
        department=department,
        promised_days=5,
        requirements=needs,
        outputs=(OutputSpec(f"f_licence_{letter}", f"{code}证", f"Licence {code}"),),
        **more,
    )


def _need(key: str, *sources: SourceSpec) -> RequirementSpec:
    return RequirementSpec(key, f"f_{key}", f"材料{key}", f"Material {key}", sources=sources)


FIRST = _matter(
    "F1-A",
    "甲局",
    _need("contract", HAND_IN),
    _need("marriage", REGISTER, HAND_IN),
    fields=(FieldSpec("phone", "联系电话", "Phone", kind="phone"),),
)
AFTER_ITS_OUTPUT = _matter(
    "F1-B",
    "乙局",
    RequirementSpec(
        "licence_a",
        "f_licence_a",
        "甲证",
        "Licence A",
        sources=(SourceSpec(SourceKind.OUTPUT, matter="F1-A"),),
    ),
)
BESIDE = _matter("F1-C", "丙局", _need("only", PROMISE))
AFTER_IT = _matter("F1-D", "丁局")
PROVEN = _matter("F2-P", "丙局", _need("marriage", REGISTER, HAND_IN))
FOUR = (
    IncludedMatter(FIRST),
    IncludedMatter(AFTER_ITS_OUTPUT),
    IncludedMatter(BESIDE),
    IncludedMatter(AFTER_IT, starts_after=("F1-C",)),
)
CATALOGUE = CatalogueSpec(
    "故障演练目录",
    departments=tuple(DepartmentSpec(name, f"Bureau {name}") for name in (*OFFICERS, *SYSTEMS)),
    materials=tuple(
        MaterialTypeSpec(f"f_{code}", code)
        for code in ("contract", "marriage", "only", *(f"licence_{each}" for each in "abcdp"))
    ),
    life_events=(
        LifeEventSpec(
            WHOLE,
            "四家并联",
            "Four departments",
            lead="甲局",
            matters=FOUR,
        ),
        LifeEventSpec(
            ALL_OR_NOTHING,
            "四家并联，缺一不可",
            "Four departments, all or nothing",
            lead="甲局",
            matters=FOUR,
            on_denial=OnDenial.STOP,
        ),
        LifeEventSpec(
            SHORT, "开证明", "A certificate", lead="丙局", matters=(IncludedMatter(PROVEN),)
        ),
    ),
)


@dataclass(frozen=True)
class World:
    """Sessions that open the portal, by who they are."""

    people: tuple[tuple[str, str], ...]
    """(who, session): one person for each case."""
    clerks: tuple[tuple[str, str], ...]
    officers: tuple[tuple[str, str], ...]


def build(people: int, *, simulator: str) -> World:
    """On an empty, migrated database. `simulator` is where two departments receive their parts."""
    load_regions_file(SHIPPED_REGIONS, actor=SYSTEM)
    load_resources(actor=SYSTEM)
    with transaction.atomic():
        publish_catalogue(CATALOGUE, actor=SYSTEM, region=REGION)
        suppose_agreed(actor=SYSTEM)
    ServiceCentre.objects.create(code="fault-hall", name="演练大厅", region_id=REGION)
    for number, name in enumerate(SYSTEMS):
        department = Department.objects.get(name=name)
        with transaction.atomic():
            connect_system(department, url=simulator, key_id=f"system-{number}", actor=ADMIN)
    clerk = {"role": Role.CLERK, "region_code": REGION, "centre_code": "fault-hall"}
    clerks = [_staff(f"clerk-{number}", **clerk) for number in range(CLERKS)]
    officers = []
    for name, count in OFFICERS.items():
        code = Department.objects.get(name=name).code
        for number in range(count):
            who = f"officer-{code}-{number}"
            officers.append(_staff(who, role=Role.OFFICER, department_code=code))
    return World(
        tuple(_citizen(number) for number in range(people)), tuple(clerks), tuple(officers)
    )


def _staff(who: str, **scope: object) -> tuple[str, str]:
    member = create_staff(username=who, display_name=who, password=PASSWORD, actor=SYSTEM, **scope)
    return who, _session(member.user)


def _citizen(number: int) -> tuple[str, str]:
    applicant = person(pair(number)[0]).applicant
    user = User.objects.create_user(username=f"person-{number}", display_name=applicant.name)
    link_account(applicant, user=user, actor=SYSTEM)
    return user.username, _session(user)


def _session(user: User) -> str:
    """As a login leaves it, but outliving the jumps of the clock."""
    visitor = Visitor()
    visitor.force_login(user)
    session = visitor.session
    session.set_expiry(timedelta(days=60))
    session.save()
    assert session[SESSION_KEY]
    return str(session.session_key)
