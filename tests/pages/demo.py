"""A demonstration of its own: `manage.py up` with an empty data folder, gone afterwards.

With PORTAL_DEMO_URL set, the one that runs there is used and left alone.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.embedded.venv import CHECKOUT

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
START_SECONDS, END_SECONDS = 600, 30


@contextmanager
def running_demo() -> Iterator[str]:
    """The address of a portal with invented people and cases."""
    if known := os.environ.get("PORTAL_DEMO_URL"):
        yield known.rstrip("/")
        return
    folder = Path(tempfile.mkdtemp(prefix="portal-demo-", dir="/tmp"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = {"PATH": os.environ["PATH"], "PORTAL_NO_VENV": "1", "PORTAL_DATA": str(folder)}
    command = [sys.executable, "manage.py", "up", "--port", str(port)]
    log = (folder / "up.log").open("wb")
    portal = subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdout=log, stderr=log)
    try:
        _wait(f"http://127.0.0.1:{port}", portal, folder / "up.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        portal.send_signal(signal.SIGINT)
        portal.wait(timeout=END_SECONDS)
        log.close()
        shutil.rmtree(folder, ignore_errors=True)


def _wait(site: str, portal: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        assert portal.poll() is None, log.read_text("utf-8")
        try:
            with urllib.request.urlopen(f"{site}/readyz", timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    raise TimeoutError(log.read_text("utf-8"))
