"""The portal's own programs and servers, each a process that can be killed and started again."""

from __future__ import annotations

import os
import signal
import socket
import tempfile
import time
from pathlib import Path

import psutil

from portal.embedded import postgres, valkey
from portal.embedded.account import Account
from portal.embedded.children import Child, Children
from portal.embedded.services import CELERY, MANAGE, Service, Services, programs
from portal.embedded.trouble import EngineTrouble

RESTART_SECONDS = 40


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Servers:
    """PostgreSQL and Valkey on private sockets. Durable: a crash must lose nothing committed."""

    def __init__(self, children: Children, folder: Path) -> None:
        self._children = children
        self._account = Account.for_engines()
        home = self._account.home_for(folder)
        sockets = Path(tempfile.mkdtemp(prefix="faults-", dir="/tmp"))
        children.delete_at_end(sockets)
        self._where = {
            "home": home,
            "socket_folder": self._account.own_folder(sockets),
            "account": self._account,
            "is_durable": True,
        }
        self.addresses = {
            "DATABASE_URL": postgres.start(children, **self._where),
            "REDIS_URL": valkey.start(children, **self._where),
        }

    def crash_postgres(self, how: str) -> int:
        """Immediate mode (SIGQUIT), or the postmaster killed; then started on the same data."""
        child = self._child("PostgreSQL")
        os.kill(child.process.pid, signal.SIGQUIT if how == "immediate" else signal.SIGKILL)
        self._gone(child)
        deadline = time.monotonic() + RESTART_SECONDS
        while True:
            try:
                postgres.start(self._children, **self._where)
            except EngineTrouble:  # sessions of the killed one still hold its memory
                if time.monotonic() > deadline:
                    raise
                self._children.stop(self._child("PostgreSQL"))
                time.sleep(0.3)
            else:
                return child.process.pid

    def crash_redis(self) -> int:
        child = self._child("Valkey")
        os.kill(child.process.pid, signal.SIGKILL)
        self._gone(child)
        valkey.start(self._children, **self._where)
        return child.process.pid

    def _gone(self, child: Child) -> None:
        child.process.wait(30)
        self._children.stop(child)

    def _child(self, name: str) -> Child:
        return next(each for each in self._children._children if each.name == name)


class Programs:
    """Web, two workers, beat, the invented registers and the departments' simulator."""

    def __init__(self, children: Children, folder: Path, env: dict[str, str]) -> None:
        self.logs = folder / "logs"
        self._children = children
        self._services = Services(children, self.logs, env)
        self.web_port, self.simulator_port, self.registers_port = (free_port() for _ in "123")
        self.record = folder / "simulator-record.jsonl"
        self._pending: list[tuple[float, Service]] = []
        self.unasked: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.web_port}"

    @property
    def simulator(self) -> str:
        return f"http://127.0.0.1:{self.simulator_port}"

    def start(self) -> None:
        """As `manage.py up` starts them, with a second worker beside the first."""
        simulator = ("department_simulator", "--port", str(self.simulator_port))
        simulator += ("--answers-to", f"{self.url}/api/v1/callbacks/", "--record", str(self.record))
        side = [("registers", ["sandbox_registry"])]
        found = {service.name: service for service in programs(self.web_port, side, reload=False)}
        second = (*found["worker"].argv, "-n", "second@%h")
        assert second[: len(CELERY)] == CELERY
        found["worker 2"] = Service("worker 2", second)
        found["simulator"] = Service("simulator", (*MANAGE, *simulator))
        self._all = found
        for service in found.values():
            self._services.start(service)

    def tick(self) -> None:
        """Start again what was killed, when its time has come, and what has ended by itself."""
        now = time.monotonic()
        for moment, service in list(self._pending):
            if moment <= now:
                self._pending.remove((moment, service))
                self._services.start(service)
        resting = {id(service) for _, service in self._pending}
        for service in self._all.values():
            if id(service) not in resting and service.child and service.child.has_ended:
                self.unasked.append(service.name)
                self._children.stop(service.child)
                self._pending.append((now + 0.5, service))

    def kill(self, name: str, *, pause: float) -> int | None:
        """The whole program, with every process that it has forked."""
        service = self._all[name]
        child = service.child
        if child is None or child.has_ended:
            return None
        pid = child.process.pid
        os.killpg(pid, signal.SIGKILL)
        child.process.wait()
        self._children.stop(child)
        self._pending.append((time.monotonic() + pause, service))
        return pid

    def kill_forked(self, name: str, choice: float) -> int | None:
        """One process that the program has forked; the program itself replaces it."""
        child = self._all[name].child
        if child is None or child.has_ended:
            return None
        forked = psutil.Process(child.process.pid).children()
        if not forked:
            return None
        victim = sorted(forked, key=lambda each: each.pid)[int(choice * len(forked))]
        try:
            os.kill(victim.pid, signal.SIGKILL)
        except ProcessLookupError:
            return None
        return victim.pid
