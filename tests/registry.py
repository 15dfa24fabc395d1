"""The invented registers of other authorities, over HTTP on loopback, one for the whole run."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from datasharing.connectors import turns
from datasharing.sandbox.server import SandboxRegistry
from portal.settings import ENVIRONMENT


@pytest.fixture(autouse=True)
def rested_sources() -> None:
    """No test leaves a source resting for the next one."""
    server = turns._server()
    for key in server.scan_iter(match=f"{ENVIRONMENT.redis_prefix}source-*", count=1000):
        server.delete(key)


@pytest.fixture(scope="session")
def registry_server() -> Iterator[SandboxRegistry]:
    server = SandboxRegistry()
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()
