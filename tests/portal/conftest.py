"""The floor's pages in a plain frame: the real one links to pages of the packages above."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
from django.core.cache import cache


@pytest.fixture
def plain_frame(settings) -> None:
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].insert(0, Path(__file__).parent / "templates")
    settings.TEMPLATES = templates


@pytest.fixture
def empty_cache():
    cache.clear()
    yield cache
    cache.clear()
