"""Ends what a process has started when that process is gone, even by `kill -9`.

Run as a script, standard library only. It reads lines from its parent until the pipe closes,
which the kernel does however the parent dies:

    group PID SIGNAL   a process group to end, and the signal that asks it politely
    forget PID         it has ended by itself
    folder PATH        a folder to delete at the end
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time

GRACE_SECONDS = 5.0


def main() -> None:
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    groups: dict[int, int] = {}
    folders: list[str] = []
    for line in sys.stdin:
        word, _, rest = line.rstrip("\n").partition(" ")
        if word == "group":
            pid, number = rest.split()
            groups[int(pid)] = int(number)
        elif word == "forget":
            groups.pop(int(rest), None)
        elif word == "folder":
            folders.append(rest)
    end_groups(groups)
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def end_groups(groups: dict[int, int], grace: float = GRACE_SECONDS) -> None:
    """Ask every group to end; kill whatever is still there when the grace is over."""
    for pid, number in groups.items():
        send(pid, number)
    deadline = time.monotonic() + grace
    while time.monotonic() < deadline and any(send(pid, 0) for pid in groups):
        time.sleep(0.05)
    for pid in groups:
        send(pid, signal.SIGKILL)


def send(pid: int, number: int) -> bool:
    """Send a signal to a process group; False if there is no such group any more."""
    try:
        os.killpg(pid, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


if __name__ == "__main__":
    main()
