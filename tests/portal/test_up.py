"""`manage.py up` for real: what it starts, and that nothing of it stays."""

from __future__ import annotations

import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.portal.running import RunningPortal, manage, processes_of, wait_until_gone

IMPORT = "from portal.accounts.models import User; "
MAKE_USER = IMPORT + "User.objects.create(username='kept')"
SHOW_USERS = IMPORT + "print([user.username for user in User.objects.all()])"


@pytest.fixture
def data_folders() -> Iterator[list[Path]]:
    """Two folders that the embedded servers can reach also when the tests run as root."""
    folders = [Path(tempfile.mkdtemp(prefix="portal-up-", dir="/tmp")) for _ in range(2)]
    yield folders
    for folder in folders:
        for line in processes_of(folder):
            psutil.Process(int(line.split()[0])).kill()
        shutil.rmtree(folder)


@pytest.mark.parametrize(
    ("first", "second"),
    [(signal.SIGTERM, signal.SIGKILL), (signal.SIGHUP, signal.SIGINT)],
    ids=["told-and-killed", "terminal-closed-and-ctrl-c"],
)
def test_two_portals_side_by_side_end_without_a_trace(
    data_folders: list[Path], first: int, second: int
) -> None:
    one, two = (RunningPortal(folder) for folder in data_folders)
    assert one.answers()
    assert two.answers()
    assert one.url != two.url

    status = one.end(first)

    assert status == 0
    assert wait_until_gone(one.data_folder) == []
    assert two.answers()
    two.end(second)
    assert wait_until_gone(two.data_folder) == []


def test_a_second_start_says_so_and_a_later_one_finds_the_data(data_folders: list[Path]) -> None:
    folder = data_folders[0]
    portal = RunningPortal(folder)
    assert portal.answers()

    second = manage(folder, "up")
    made = manage(folder, "shell", "--no-imports", "-c", MAKE_USER)
    portal.end()

    assert second.returncode == 1
    assert f"already running: {portal.url} (process {portal.process.pid}," in second.stderr
    assert made.returncode == 0, made.stderr
    assert wait_until_gone(folder) == []
    shown = manage(folder, "shell", "--no-imports", "-c", SHOW_USERS)
    assert shown.stdout.strip() == "['kept']"
    assert wait_until_gone(folder) == []


def test_a_killed_worker_is_started_again(data_folders: list[Path]) -> None:
    folder = data_folders[0]
    portal = RunningPortal(folder)
    assert portal.answers()
    before = _workers(portal)

    before[0].kill()
    deadline = time.monotonic() + 30
    while "The worker had ended by itself" not in portal.output and time.monotonic() < deadline:
        time.sleep(0.2)
    after = _workers(portal)
    portal.end()

    assert len(before) == len(after) == 1
    assert before[0].pid != after[0].pid
    assert wait_until_gone(folder) == []


def _workers(portal: RunningPortal) -> list[psutil.Process]:
    children = psutil.Process(portal.process.pid).children()
    return [child for child in children if "worker" in child.cmdline()]
