"""In a trial with `--simulator`: one department whose system answers by itself."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from portal.accounts.actor import Actor
from portal.accounts.models import Staff
from portal.accounts.roles import Role
from services.models import Department
from windows.departments.actions import change_address, connect_system
from windows.departments.models import DepartmentSystem

KEY_ID = "simulator"
LOADER = Actor(Role.ADMIN, None, "演示数据")


def connect_simulator(url: str) -> DepartmentSystem:
    """The department of the invented department-system account; its address is new at each start.

    Safe to run again.
    """
    with transaction.atomic(durable=True):
        known = DepartmentSystem.objects.filter(key_id=KEY_ID, is_active=True).first()
        if known is not None:
            return change_address(known, url=url, actor=LOADER)
        system, _secret = connect_system(_department(), url=url, key_id=KEY_ID, actor=LOADER)
        return system


def _department() -> Department:
    code = (
        Staff.objects.filter(role=Role.DEPARTMENT_SYSTEM, user__is_demo=True)
        .order_by("pk")
        .values_list("department_code", flat=True)
        .first()
    )
    if code is None:
        raise LookupError(f"The demonstration of {settings.PORTAL_REGION} has no such account.")
    return Department.objects.get(code=code)
