"""The town, and in it a thing that three departments look at side by side."""

from __future__ import annotations

import pytest

from tests.datasharing.conftest import registry
from tests.windows import conftest as windows
from tests.windows.builders import Town
from tests.windows.corrections import desks
from windows.cases.models import Case

__all__ = ["registry"]

small_town = windows.town


@pytest.fixture
def town(small_town) -> Town:
    desks.publish()
    return small_town


@pytest.fixture
def case(town) -> Case:
    return desks.accepted(town)
