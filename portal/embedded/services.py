"""The programs of a running portal: web, worker, beat and those the settings add."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from portal.embedded.children import Child, Children
from portal.embedded.trouble import EngineTrouble, last_lines
from portal.embedded.venv import CHECKOUT

MODULE = (sys.executable, "-m")
CELERY = (*MODULE, "celery", "-A", "portal.celery")
MANAGE = (sys.executable, str(CHECKOUT / "manage.py"))
WORKER_PROCESSES = 2
MOST_STARTS, IN_SECONDS = 5, 60.0
LARGEST_LOG = 5_000_000  # bytes; a larger one starts afresh at the next start


@dataclass
class Service:
    """One program that is started again when it ends by itself."""

    name: str
    argv: Sequence[str]
    starts: list[float] = field(default_factory=list)
    child: Child | None = None


def programs(
    port: int, side: Sequence[tuple[str, Sequence[str]]], *, reload: bool
) -> list[Service]:
    """Everything that `up` runs on top of the two servers."""
    address = f"127.0.0.1:{port}"
    web: tuple[str, ...] = (*MODULE, "gunicorn", "portal.wsgi", "--bind", address)
    web += ("--worker-class", "gthread", "--workers", "2", "--threads", "8")
    web += ("--graceful-timeout", "5", "--no-control-socket")
    if shutil.which("nice"):
        # Whoever hands in waits a little rather than that what was handed in waits for long.
        web = ("nice", "-n", "5", *web)
    if reload:
        web = (*MANAGE, "runserver", address)
    worker = (*CELERY, "worker", "--pool", "prefork", "--concurrency", str(WORKER_PROCESSES))
    return [
        *(Service(name, (*MANAGE, *argv)) for name, argv in side),
        Service("web", web),
        Service("worker", (*worker, "--loglevel", "INFO", "--without-gossip", "--without-mingle")),
        Service("beat", (*CELERY, "beat", "--loglevel", "WARNING", "--pidfile", "")),
    ]


class Services:
    """Starts the programs and keeps them running."""

    def __init__(self, children: Children, logs: Path, env: dict[str, str]) -> None:
        self._children = children
        self._logs = logs
        self._env = env
        self._running: list[Service] = []
        logs.mkdir(parents=True, exist_ok=True)

    def log_of(self, service: Service) -> Path:
        return self._logs / f"{service.name}.log"

    def start(self, service: Service) -> None:
        log = self.log_of(service)
        if log.exists() and log.stat().st_size > LARGEST_LOG:
            log.unlink()
        service.starts.append(time.monotonic())
        service.child = self._children.start(
            service.name, service.argv, log=log, env=self._env, cwd=CHECKOUT
        )
        if service not in self._running:
            self._running.append(service)

    def start_again_the_ended(self) -> list[str]:
        """Names of the programs that had ended; one that ends again and again is trouble."""
        ended = [each for each in self._running if each.child and each.child.has_ended]
        for service in ended:
            assert service.child
            self._children.stop(service.child)  # and what it had started itself
            recent = [at for at in service.starts if at > time.monotonic() - IN_SECONDS]
            if len(recent) >= MOST_STARTS:
                raise EngineTrouble(
                    f"The {service.name} ends as soon as it is started. The end of its log:\n"
                    + last_lines(self.log_of(service))
                )
            self.start(service)
        return [service.name for service in ended]
