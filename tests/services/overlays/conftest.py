"""The small catalogue in Hangzhou, two districts of it, and who may change what there."""

from __future__ import annotations

import pytest

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.catalogue.lookups import matter_specs
from services.models import Region
from services.overlays.queries import standard_of
from tests.windows.builders import build_catalogue


@pytest.fixture
def city(db) -> Region:
    build_catalogue()
    return Region.objects.get(code="330100")


@pytest.fixture
def county(city) -> Region:
    return Region.objects.create(code="330106", name="西湖区", level=3, parent=city)


@pytest.fixture
def other_county(city) -> Region:
    return Region.objects.create(code="330105", name="拱墅区", level=3, parent=city)


@pytest.fixture
def city_editor() -> Actor:
    return Actor(Role.EDITOR, None, "市编目", department_code="d", region_code="330100")


@pytest.fixture
def county_editor() -> Actor:
    return Actor(Role.EDITOR, None, "区编目", region_code="330106")


@pytest.fixture
def rule(city):
    """The standard of a matter as plain data."""

    def _rule(code: str = "T1-B"):
        edition = standard_of(code)
        return matter_specs([edition])[edition.pk]

    return _rule
