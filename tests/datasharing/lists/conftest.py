from __future__ import annotations

import pytest

from tests.datasharing.lists import builders as b


@pytest.fixture
def listed(db, settings) -> None:
    """Every kind of source, nothing connected, one round of the list."""
    settings.SANDBOX_REGISTRY_URL = ""
    settings.DATA_SOURCES = {}
    b.resource("DS07", "民政局", connector="http_json")
    b.resource("DS13", "海关", connector="http_json")
    b.publish(*b.ALL)
    b.follow()
