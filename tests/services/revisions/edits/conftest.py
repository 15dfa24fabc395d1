from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def catalogue() -> None:
    """Edits are pure: no catalogue is published for them, and no database is asked."""
