from __future__ import annotations

import pytest

from services.checks import registry
from services.revisions import burden
from tests.services.revisions import small


@pytest.fixture(autouse=True)
def catalogue(db, monkeypatch):
    """The small catalogue is published; only our own check and meter judge it."""
    monkeypatch.setattr(registry, "_life_event", {"test.days": small.too_long})
    monkeypatch.setattr(registry, "_matter", {})
    monkeypatch.setattr(burden, "_meters", [small.meter])
    small.build()
