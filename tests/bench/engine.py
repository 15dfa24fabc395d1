"""A PostgreSQL and a Valkey of the benchmark's own, with durable commits as in production."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil

from portal.embedded import engines
from portal.embedded.children import Children


@contextmanager
def own_engines() -> Iterator[Children]:
    """Servers in an empty folder, their addresses in the environment; all of it gone afterwards."""
    with ExitStack() as stack:
        children = Children()
        folder = Path(tempfile.mkdtemp(prefix="portal-bench-", dir="/tmp"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        stack.callback(children.close)
        children.delete_at_end(folder)
        os.environ.update(
            {
                "PORTAL_MODE": "test",
                "PORTAL_LOG_LEVEL": "ERROR",
                "SECRET_KEY": secrets.token_urlsafe(64),
                "PORTAL_REDIS_PREFIX": "bench:",
                "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
                "PORTAL_DATA": str(folder),
            }
        )
        os.environ.update(engines.start(children, folder, is_durable=True))
        yield children


def server_seconds() -> float:
    """Processor time that all processes of the PostgreSQL server have used so far."""
    return sum(_seconds(each) for each in psutil.process_iter() if _is_ours(each))


def seconds_of(pids: list[int]) -> float:
    """The same of these processes and those that they have started."""
    return sum(
        _seconds(each)
        for pid in pids
        for each in (psutil.Process(pid), *psutil.Process(pid).children(recursive=True))
    )


def _is_ours(process: psutil.Process) -> bool:
    try:
        if process.name() != "postgres":
            return False
        mine = {os.environ["PORTAL_DATA"]}
        while process is not None:
            if any(folder in word for word in process.cmdline() for folder in mine):
                return True
            process = process.parent()
    except psutil.Error:
        return False
    return False


def _seconds(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.Error:
        return 0.0
    return times.user + times.system
