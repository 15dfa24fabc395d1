"""One town for all lines of a module: built once, and every call is taken back afterwards.

Modules here are marked `django_db`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import override_settings

from datasharing.resource_list import load_resources
from portal.accounts.actor import SYSTEM
from tests.access.scenes import Scenes
from tests.windows.builders import build_catalogue, centre


@pytest.fixture(scope="module")
def scenes(
    django_db_setup, django_db_blocker, registry_server, tmp_path_factory
) -> Iterator[Scenes]:
    """Built through the real actions, and rolled back at the end of the module."""
    with django_db_blocker.unblock(), told(registry_server, tmp_path_factory) as scenes:
        yield scenes


@contextmanager
def told(registry_server, tmp_path_factory) -> Iterator[Scenes]:
    """The town with everybody and every case in it, for as long as this lasts."""
    here = override_settings(
        SANDBOX_REGISTRY_URL=registry_server.url,
        DATA_SOURCES={},
        MEDIA_ROOT=tmp_path_factory.mktemp("library"),
    )
    registry_server.mood.control({})
    with here, around_everything():
        load_resources(actor=SYSTEM)
        build_catalogue()
        centre()
        yield Scenes.build()
        transaction.set_rollback(True)


@pytest.fixture
def _django_db_helper(scenes: Scenes) -> None:
    """Takes the place of pytest-django's own: its transaction would end ours between two tests."""


@pytest.fixture(autouse=True)
def _no_limit_for_those_who_walk(monkeypatch) -> None:
    """Thirteen roles from one address within a minute are no visitor who tries out numbers."""
    monkeypatch.setattr("materials.licences.limits.LOOKUPS_A_MINUTE", 10_000)


@contextmanager
def around_everything() -> Iterator[None]:
    """The outermost transaction; doors may open "durable" ones inside, as in Django's TestCase."""
    outermost = transaction.atomic()
    outermost._from_testcase = True
    with outermost:
        yield
