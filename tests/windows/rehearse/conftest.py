"""A real worker, real registers and a command that is called like from the shell."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import pytest
from django.core.management import call_command

from datasharing.resource_list import load_resources
from datasharing.sandbox.server import SandboxRegistry
from portal.accounts.actor import SYSTEM
from services.catalogue.load_file import load_file
from services.catalogue.regions import SHIPPED_REGIONS, load_regions_file

SHIPPED = SHIPPED_REGIONS.parent / "onethings.yaml"


@pytest.fixture
def registers(registry_server: SandboxRegistry, settings) -> str:
    """The registers that the live worker asks, in good mood and known to this process too."""
    registry_server.mood.control({})
    settings.SANDBOX_REGISTRY_URL = registry_server.url
    return registry_server.url


@pytest.fixture
def portal(transactional_db, live_worker, registers) -> None:
    """Regions and resources, a worker that answers; no catalogue yet."""
    load_regions_file(SHIPPED_REGIONS, actor=SYSTEM)
    load_resources(actor=SYSTEM)


@pytest.fixture
def shipped(portal) -> None:
    load_file(SHIPPED, actor=SYSTEM)


@pytest.fixture
def rehearse() -> Callable[..., dict]:
    """Call the command with --json; its whole output is one document."""

    def call(*arguments: str) -> dict:
        out = io.StringIO()
        call_command("rehearse", *arguments, "--json", stdout=out, stderr=io.StringIO())
        return json.loads(out.getvalue())

    return call
