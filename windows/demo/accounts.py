"""Invented accounts for every role, all with the one published password."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from rest_framework.authtoken.models import Token

from datasharing.models import DataResource
from datasharing.sandbox.population import demo_firms, demo_people
from portal.accounts.account_actions import create_staff, open_admin_site, register_person
from portal.accounts.actions import register_applicant, start_representation
from portal.accounts.actor import SYSTEM
from portal.accounts.demo import DEMO_PASSWORD
from portal.accounts.models import (
    Applicant,
    IdType,
    RepresentationRole,
    SignLevel,
    Staff,
    User,
    VerifiedHow,
)
from portal.accounts.roles import Role
from services.models import Department
from services.region_codes import stem
from windows.centres.models import ServiceCentre

HOW = VerifiedHow.DEMO_REGISTRY
EDITOR, REVIEWER = "editor", "shenhe"
_ABOVE = ((SignLevel.REVIEWER, "审核人", "reviewer"), (SignLevel.HEAD, "负责人", "head"))
"""One department has all three levels, so that signing, extending and re-routing can be tried."""
DATA_OFFICERS = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """One account for somebody who works here."""

    username: str
    name: str
    role: Role
    department_code: str = ""
    centre_code: str = ""
    window_number: str = ""
    level: SignLevel = SignLevel.EXAMINER


def make_accounts(centre: ServiceCentre) -> int:
    """Whoever is missing; how many were made. Departments of later catalogues get their officer."""
    known = set(User.objects.filter(is_demo=True).values_list("username", flat=True))
    return _citizens(known) + _staff(centre, known)


def clerk_username() -> str:
    return "clerk"


def officer_of(department_code: str) -> User:
    """The invented officer of a department."""
    found = Staff.objects.select_related("user").filter(
        role=Role.OFFICER, department_code=department_code, user__is_demo=True
    )
    return found.order_by("pk")[0].user


def _citizens(known: set[str]) -> int:
    made = 0
    for person in demo_people():
        if person.username in known:
            continue
        with transaction.atomic(durable=True):
            user = register_person(
                username=person.username,
                phone=person.phone,
                name=person.name,
                id_number=person.id_number,
                password=DEMO_PASSWORD,
                verified_how=HOW,
                is_demo=True,
                actor=SYSTEM,
            )
            Applicant.objects.filter(user=user).update(address=person.address)
        made += 1
    if made:
        _firms()
    return made


def _firms() -> None:
    for firm in demo_firms():
        with transaction.atomic(durable=True):
            organisation = register_applicant(
                name=firm.name,
                id_number=firm.credit_code,
                id_type=IdType.CREDIT_CODE,
                address=firm.address,
                verified_how=HOW,
                actor=SYSTEM,
            )
            head = Applicant.objects.get(user__username=firm.legal_representative)
            role = RepresentationRole.LEGAL_REPRESENTATIVE
            start_representation(organisation, person=head, role=role, actor=SYSTEM)


def _staff(centre: ServiceCentre, known: set[str]) -> int:
    """The clerk also takes in what comes online, which belongs to the whole city."""
    city = centre.region.parent_id or centre.region_id
    wanted = list(_wanted(centre, city))
    missing = [each for each in wanted if each.username not in known]
    for each in missing:
        with transaction.atomic(durable=True):
            staff = create_staff(
                username=each.username,
                display_name=each.name,
                password=DEMO_PASSWORD,
                role=each.role,
                department_code=each.department_code,
                region_code=city,
                centre_code=each.centre_code,
                window_number=each.window_number,
                level=each.level,
                is_demo=True,
                actor=SYSTEM,
            )
            if each.role is Role.ADMIN:
                open_admin_site(staff.user, apps=None, actor=SYSTEM)
            elif each.role is Role.EDITOR:
                open_admin_site(staff.user, apps=["services", "materials"], actor=SYSTEM)
            elif each.role is Role.DEPARTMENT_SYSTEM:
                Token.objects.get_or_create(user=staff.user)
    for each in wanted:  # an editor made before editors had a department
        if each.role is Role.EDITOR and each.department_code:
            Staff.objects.filter(
                user__username=each.username, user__is_demo=True, department_code=""
            ).update(department_code=each.department_code)
    return len(missing)


def _wanted(centre: ServiceCentre, city: str) -> Iterator[Wanted]:
    yield Wanted(
        clerk_username(), "窗口小李", Role.CLERK, centre_code=centre.code, window_number="1"
    )
    yield Wanted("supervisor", "督查老周", Role.SUPERVISOR, level=SignLevel.HEAD)
    yield Wanted("admin", "系统管理员", Role.ADMIN)
    inside = Department.objects.filter(region__code__startswith=stem(city), editions__isnull=False)
    departments = list(inside.distinct().order_by("code"))
    writing, reviewing = editorial_departments(departments)
    yield Wanted(EDITOR, "编目小何", Role.EDITOR, writing)
    yield Wanted(REVIEWER, "审核老陈", Role.EDITOR, reviewing)
    for department in departments:
        called = f"{department.short_name or department.name}审批员"
        yield Wanted(f"officer-{slug_of(department)}", called, Role.OFFICER, department.code)
    for department in sorted(departments, key=lambda each: -each.matters.count())[:1]:
        called, slug = department.short_name or department.name, slug_of(department)
        for level, title, name in _ABOVE:
            yield Wanted(
                f"{name}-{slug}", f"{called}{title}", Role.OFFICER, department.code, level=level
            )
    for department in sharing_departments(departments):
        called = f"{department.short_name or department.name}数据专员"
        yield Wanted(f"data-{slug_of(department)}", called, Role.DATA_OFFICER, department.code)
    # A utility is the likeliest to answer from its own system.
    kinds = (Department.Kind.UTILITY, department.kind) if departments else ()
    systems = [each for kind in kinds for each in departments if each.kind == kind]
    for each in systems[:1]:
        called = f"{each.short_name or each.name}业务系统"
        yield Wanted(f"system-{slug_of(each)}", called, Role.DEPARTMENT_SYSTEM, each.code)


def editorial_departments(departments: Sequence[Department]) -> tuple[str, str]:
    """Two of them: what asks more of people is reviewed by another department than wrote it.

    Housing writes and justice reviews, where the catalogue has them; else any two.
    """
    liked = {"住建": 0, "司法": 1}
    chosen = sorted(departments, key=lambda each: liked.get(each.short_name, len(liked)))
    codes = [each.code for each in chosen[:2]]
    return (codes[0] if codes else ""), (codes[1] if len(codes) > 1 else "")


def sharing_departments(departments: Sequence[Department]) -> list[Department]:
    """Those that share the most registers, of which each has a data officer."""
    offered = Counter(DataResource.objects.values_list("provider_name", flat=True))
    shares = [each for each in departments if offered[each.name]]
    return sorted(shares, key=lambda each: (-offered[each.name], each.code))[:DATA_OFFICERS]


def slug_of(department: Department) -> str:
    """`minzhengju`: the department's code without its region."""
    return department.code.removeprefix(f"{department.region_id}-")
