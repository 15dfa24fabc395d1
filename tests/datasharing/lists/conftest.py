"""Two departments with data officers, and the marriages that one of them keeps."""

from __future__ import annotations

import pytest

from datasharing.models import DataResource
from datasharing.resource_list import load_resources
from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.roles import Role
from services.models import Department
from tests.datasharing.lists import builders as b
from tests.datasharing.permits import department_called


def officer_of(department: Department, name: str) -> Actor:
    return Actor(
        kind=Role.DATA_OFFICER,
        user_id=None,
        name=name,
        department_code=department.code,
        region_code="330100",
    )


@pytest.fixture
def marriages(db) -> DataResource:
    """民政局 shares it on conditions; nobody has asked yet."""
    department_called("民政局")
    load_resources(actor=SYSTEM)
    return DataResource.objects.select_related("owner").get(code="DS07")


@pytest.fixture
def housing(marriages) -> Department:
    return department_called("住房和城乡建设局")


@pytest.fixture
def provider(marriages) -> Actor:
    return officer_of(marriages.owner, "民政小赵")


@pytest.fixture
def asker(housing) -> Actor:
    return officer_of(housing, "住建小钱")


@pytest.fixture
def supervisor() -> Actor:
    return Actor(kind=Role.SUPERVISOR, user_id=None, name="督查老周", region_code="330100")


@pytest.fixture
def listed(db, settings) -> None:
    """Every kind of source, nothing connected, one round of the list."""
    settings.SANDBOX_REGISTRY_URL = ""
    settings.DATA_SOURCES = {}
    b.resource("DS07", "民政局", connector="http_json")
    b.resource("DS13", "海关", connector="http_json")
    b.publish(*b.ALL)
    b.follow()
