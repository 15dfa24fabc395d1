"""The invented registers for as long as a command needs them, if they do not run already."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings

from datasharing.sandbox.server import SandboxRegistry


@contextmanager
def registers() -> Iterator[None]:
    """At SANDBOX_REGISTRY_URL, where nobody answers yet; without one, at an address of our own."""
    named: str = settings.SANDBOX_REGISTRY_URL
    try:
        server = SandboxRegistry(urlsplit(named).port or 0)
    except OSError:  # they run already
        yield
        return
    settings.SANDBOX_REGISTRY_URL = server.url
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        settings.SANDBOX_REGISTRY_URL = named
        server.shutdown()
        thread.join()
        server.server_close()
