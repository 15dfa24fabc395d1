"""A town in which some papers may follow after acceptance."""

from __future__ import annotations

import pytest

from tests.windows.deferred.shops import accepted, publish_shops
from windows.cases.models import Case


@pytest.fixture
def shops(town) -> None:
    publish_shops()


@pytest.fixture
def case(town, shops) -> Case:
    """Accepted with two papers to follow."""
    return accepted(town)
