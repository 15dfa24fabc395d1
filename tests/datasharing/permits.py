"""Permissions for departments of tests: granted for every register that is shared on conditions."""

from __future__ import annotations

from django.utils import timezone

from datasharing.models import DataResource, SharingPermission
from services.models import Department, Region

CODES = {"自然资源和规划局": "zg"}
"""Where a test knows the code."""


def department_called(name: str) -> Department:
    """One of that name, in the city; made where there is none."""
    found = Department.objects.filter(name=name).first()
    if found is not None:
        return found
    parent = None
    for level, code, called in ((1, "330000", "浙江省"), (2, "330100", "杭州市")):
        parent, _ = Region.objects.get_or_create(
            code=code, defaults={"name": called, "level": level, "parent": parent}
        )
    return Department.objects.create(
        code=CODES.get(name) or f"bureau-{Department.objects.count()}", name=name, region=parent
    )


def permit(department: Department, *codes: str) -> list[SharingPermission]:
    """Every conditional register, or those named."""
    offered = DataResource.objects.filter(sharing="conditional")
    if codes:
        offered = offered.filter(code__in=codes)
    now = timezone.now()
    return SharingPermission.objects.bulk_create(
        SharingPermission(
            resource=resource,
            asker=department,
            purpose="办理本部门的事项",
            state="granted",
            asked_at=now,
            asked_by_name="数据专员甲",
            due_on=timezone.localdate(now),
            answered_at=now,
            answered_by_name="数据专员乙",
            seen_at=now,
        )
        for resource in offered
    )
