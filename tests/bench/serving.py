"""The portal as production runs it: gunicorn, worker and beat, beside the benchmark's engines."""

from __future__ import annotations

import http.client
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.embedded.children import Child, Children
from portal.embedded.services import Services, programs
from portal.embedded.trouble import EngineTrouble

START_SECONDS = 90


@contextmanager
def served(children: Children) -> Iterator[tuple[int, list[int]]]:
    """The port of the web server and the processes behind it; stopped afterwards."""
    port = _free_port()
    services = Services(children, Path(os.environ["PORTAL_DATA"]) / "logs", dict(os.environ))
    started: list[Child] = []
    for service in programs(port, [], reload=False):
        services.start(service)
        assert service.child
        started.append(service.child)
    try:
        _wait(port)
        yield port, [child.process.pid for child in started]
    finally:
        for child in reversed(started):
            children.stop(child)


def _wait(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/readyz", headers={"Host": "localhost"})
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise EngineTrouble("The web server does not answer.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
