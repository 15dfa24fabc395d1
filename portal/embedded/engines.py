"""The two servers of one checkout: those named in the environment, or our own.

One process per data folder owns the embedded servers and writes where they are to
`engines.json`; other commands in the same checkout join them.
"""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from portal.embedded.account import Account
from portal.embedded.children import Children
from portal.embedded.trouble import EngineTrouble

ADDRESSES = ("DATABASE_URL", "REDIS_URL")
JOIN_SECONDS = 60


@dataclass
class Engines:
    """Where the servers of this checkout are, and who has started them."""

    addresses: dict[str, str]
    command: str
    pid: int = field(default_factory=os.getpid)
    home: str = ""  # where the embedded servers keep their data
    url: str = ""  # of the web site, once `up` has it running

    def write(self, data_folder: Path) -> None:
        unfinished = data_folder / "engines.json.new"
        unfinished.write_text(json.dumps(asdict(self)))
        unfinished.rename(data_folder / "engines.json")


class AlreadyRunning(Exception):
    """Another process owns the servers of this checkout."""

    def __init__(self, engines: Engines) -> None:
        super().__init__(f"Process {engines.pid} ({engines.command}) uses this checkout.")
        self.engines = engines


def are_named() -> bool:
    """Whether the environment names both servers, so that none of our own is needed."""
    return all(os.environ.get(name) for name in ADDRESSES)


def start(children: Children, data_folder: Path, *, is_durable: bool = True) -> dict[str, str]:
    """Start those servers that the environment does not name; return both addresses."""
    addresses = {name: os.environ[name] for name in ADDRESSES if os.environ.get(name)}
    if len(addresses) == len(ADDRESSES):
        return addresses
    # Only now: with both addresses given, neither the wheels nor their drivers are needed.
    from portal.embedded import postgres, valkey  # noqa: PLC0415 (see the line above)

    account = Account.for_engines()
    home = account.home_for(data_folder)
    # A socket's path may have 100 characters or so, a checkout's path may have more.
    sockets = account.own_folder(Path(tempfile.mkdtemp(prefix="portal-", dir="/tmp")))
    children.delete_at_end(sockets)
    for name, server in (("DATABASE_URL", postgres), ("REDIS_URL", valkey)):
        if name not in addresses:
            addresses[name] = server.start(
                children, home=home, socket_folder=sockets, account=account, is_durable=is_durable
            )
    return addresses


@contextmanager
def throwaway() -> Iterator[dict[str, str]]:
    """Servers for one test run: quick, empty, and gone afterwards whatever happens."""
    with ExitStack() as stack:
        children = Children()
        stack.callback(children.close)
        folder = Path(tempfile.mkdtemp(prefix="portal-test-", dir="/tmp"))
        children.delete_at_end(folder)
        yield start(children, folder, is_durable=False) | {"PORTAL_DATA": str(folder)}


@contextmanager
def owned(children: Children, data_folder: Path, command: str) -> Iterator[Engines]:
    """Start the servers of this checkout, or raise AlreadyRunning if another process has."""
    data_folder.mkdir(parents=True, exist_ok=True)
    with (data_folder / "engines.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(_running(data_folder)) from None
        _forget(data_folder)
        engines = Engines(start(children, data_folder), command)
        if not are_named():
            engines.home = str(Account.for_engines().home_for(data_folder))
        engines.write(data_folder)
        try:
            yield engines
        finally:
            _forget(data_folder)


@contextmanager
def joined_or_owned(data_folder: Path, command: str) -> Iterator[dict[str, str]]:
    """For a short command: the servers that run already, or new ones for its duration."""
    with ExitStack() as stack:
        data_folder.mkdir(parents=True, exist_ok=True)
        children = Children()
        stack.callback(children.close)
        guests = stack.enter_context((data_folder / "guests.lock").open("a"))
        try:
            engines = stack.enter_context(owned(children, data_folder, command))
        except AlreadyRunning as running:
            fcntl.flock(guests, fcntl.LOCK_SH)
            yield running.engines.addresses
        else:
            # Whoever has joined in the meantime finishes first.
            stack.callback(fcntl.flock, guests, fcntl.LOCK_EX)
            yield engines.addresses


def _running(data_folder: Path) -> Engines:
    """What the owner has written; while its servers are still starting, wait for it."""
    deadline = time.monotonic() + JOIN_SECONDS
    while time.monotonic() < deadline:
        try:
            return Engines(**json.loads((data_folder / "engines.json").read_text()))
        except FileNotFoundError:
            time.sleep(0.1)
    raise EngineTrouble("Another command is starting in this checkout and does not finish.")


def _forget(data_folder: Path) -> None:
    (data_folder / "engines.json").unlink(missing_ok=True)
