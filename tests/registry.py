"""The invented registers of other authorities, over HTTP on loopback, one for the whole run."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from datasharing.sandbox.server import SandboxRegistry


@pytest.fixture(scope="session")
def registry_server() -> Iterator[SandboxRegistry]:
    server = SandboxRegistry()
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()
