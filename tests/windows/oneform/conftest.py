"""The town with a thing that has a form in sections."""

from __future__ import annotations

import pytest

from tests.windows.oneform import things


@pytest.fixture
def formed(town):
    things.publish()
    return town
