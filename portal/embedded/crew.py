"""The background programs for one command: those of a running `up`, or its own for the duration."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.core.management import call_command

from portal.celery import app
from portal.embedded import stopping
from portal.embedded.children import Children
from portal.embedded.services import Services, programs
from portal.embedded.trouble import EngineTrouble, last_lines

ANSWER_SECONDS = 1.5
START_SECONDS = 60
NEEDED_BY = frozenset({"rehearse"})
"""Commands that are of no use without a worker."""


@contextmanager
def at_work(data_folder: Path) -> Iterator[None]:
    """A worker that answers; with our own, also beat and the invented registers."""
    stopping.raise_on_signals()
    os.environ.setdefault("SANDBOX_REGISTRY_URL", f"http://127.0.0.1:{_free_port()}")
    django.setup()
    if _answers():
        yield
        return
    call_command("migrate", interactive=False, verbosity=0)
    children = Children()
    try:
        _start(children, data_folder / "logs")
        yield
    finally:
        stopping.ignore_signals()
        children.close()


def _start(children: Children, logs: Path) -> None:
    from django.conf import settings  # noqa: PLC0415 (read after django.setup())

    services = Services(children, logs, dict(os.environ))
    wanted = [
        service
        for service in programs(0, settings.PORTAL_SIDE_PROCESSES, reload=False)
        if service.name != "web"
    ]
    for service in wanted:
        services.start(service)
    worker = next(service for service in wanted if service.name == "worker")
    deadline = time.monotonic() + START_SECONDS
    while not _answers():
        if time.monotonic() > deadline or (worker.child and worker.child.has_ended):
            raise EngineTrouble(
                "The worker did not start. The end of its log:\n"
                + last_lines(services.log_of(worker))
            )


def _answers() -> bool:
    return bool(app.control.inspect(timeout=ANSWER_SECONDS).ping())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
