"""A home seller whose data was read four times, and the office that read."""

from __future__ import annotations

import pytest

from portal.accounts.actor import Actor
from portal.accounts.models import SignLevel
from portal.accounts.roles import Role
from services.models import Department
from tests.datasharing.permits import department_called

CODES = ("DS02", "DS03", "DS13", "DS29")


@pytest.fixture
def four_reads(registry, seller, asked, read):
    for code in CODES:
        read(asked(seller, code))
    return seller


@pytest.fixture
def office(db) -> Department:
    found = department_called("自然资源和规划局")
    found.code, found.name_en = "planning", "Planning Bureau"
    found.save()
    return found


@pytest.fixture
def head(office) -> Actor:
    return Actor(
        kind=Role.OFFICER,
        user_id=None,
        name="王局",
        department_code="planning",
        region_code="330100",
        level=SignLevel.HEAD,
    )


@pytest.fixture
def supervisor() -> Actor:
    return Actor(kind=Role.SUPERVISOR, user_id=None, name="督查甲", region_code="330100")
