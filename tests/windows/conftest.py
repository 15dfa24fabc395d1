"""A town with a small catalogue, and a real registry on loopback."""

from __future__ import annotations

import pytest

from datasharing.resource_list import load_resources
from portal.accounts.actor import SYSTEM
from tests.datasharing.conftest import registry
from tests.windows.builders import Town, build_catalogue, centre

__all__ = ["registry"]


@pytest.fixture(autouse=True)
def _own_library(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "library"


@pytest.fixture
def town(db, registry) -> Town:
    load_resources(actor=SYSTEM)
    build_catalogue()
    centre()
    return Town.build()
