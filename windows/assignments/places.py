"""Which departments a part of a case can go to. Reads only."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from portal.accounts.models import Staff
from portal.accounts.roles import Role
from services.models import Department
from services.region_codes import and_above, stem
from windows.cases.models import Case
from windows.departments.models import DepartmentSystem

CITY = 4
"""Digits of a region's code that name its city."""


def departments_for(case: Case) -> QuerySet[Department]:
    """Those of the case's city, and of the regions above it, with somebody to do the work: an
    officer at their post, or a system that was not disconnected.
    """
    region = case.region_id or ""
    if not region:
        return Department.objects.none()
    near = Q(region__code__startswith=stem(region)[:CITY]) | Q(region__in=and_above(region))
    people = Staff.objects.filter(
        Q(role=Role.OFFICER)
        | Q(role=Role.DEPARTMENT_SYSTEM)
        & ~Q(user__in=DepartmentSystem.objects.filter(is_active=False).values("account")),
        is_active=True,
        user__is_active=True,
    )
    return Department.objects.filter(near, code__in=people.values("department_code"))
