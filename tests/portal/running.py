"""A portal started by `manage.py up`, seen from outside."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import psutil

from portal.embedded.venv import CHECKOUT

UP_SECONDS = 90
GONE_SECONDS = 20


def environment(data_folder: Path) -> dict[str, str]:
    """A new machine's environment: no servers, no settings."""
    return {
        "PATH": os.environ["PATH"],
        "PORTAL_NO_VENV": "1",
        "PORTAL_DATA": str(data_folder),
        "PYTHONUNBUFFERED": "1",
    }


def manage(data_folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=CHECKOUT,
        env=environment(data_folder),
        capture_output=True,
        text=True,
        timeout=UP_SECONDS,
        check=False,
    )


def processes_of(data_folder: Path) -> list[str]:
    """Whatever still runs with this data folder as its own."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.status() == psutil.STATUS_ZOMBIE:
                continue
            known = [*process.cmdline(), process.environ().get("PORTAL_DATA", "")]
            if any(str(data_folder) in text for text in [*known, process.cwd()]):
                found.append(f"{process.pid} {' '.join(process.cmdline())}")
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
    return found


def wait_until_gone(data_folder: Path) -> list[str]:
    """The processes that are left when the time is over: none, it is hoped."""
    deadline = time.monotonic() + GONE_SECONDS
    while (left := processes_of(data_folder)) and time.monotonic() < deadline:
        time.sleep(0.2)
    return left


def _hear_signals() -> None:
    """Whoever started the tests in the background made them, and their children, deaf to these."""
    for each in (signal.SIGINT, signal.SIGHUP):
        signal.signal(each, signal.SIG_DFL)


class RunningPortal:
    """`manage.py up` in a process of its own; `url` is there when it is."""

    def __init__(self, data_folder: Path) -> None:
        self.data_folder = data_folder
        self.output = ""
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "up", "--no-demo"],
            cwd=CHECKOUT,
            env=environment(data_folder),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=_hear_signals,  # noqa: PLW1509 (no other thread holds a lock here)
        )
        self._is_up = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.output += line
            if "The portal is at" in line:
                self._is_up.set()
        self._is_up.set()

    @property
    def url(self) -> str:
        assert self._is_up.wait(UP_SECONDS), self.output
        found = re.search(r"The portal is at (\S+)", self.output)
        assert found, self.output
        return found[1]

    def answers(self) -> bool:
        with urllib.request.urlopen(f"{self.url}readyz", timeout=10) as answer:
            return answer.status == 200

    def end(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        status = self.process.wait(GONE_SECONDS)
        self._reader.join(GONE_SECONDS)
        assert self.process.stdout
        self.process.stdout.close()
        return status
