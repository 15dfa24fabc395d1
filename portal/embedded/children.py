"""Processes that end with the one that started them."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from portal.embedded import watchdog
from portal.embedded.account import Account
from portal.embedded.trouble import EngineTrouble


@dataclass(eq=False)
class Child:
    """One process, the leader of its own group."""

    name: str
    process: subprocess.Popen[bytes]
    stop_signal: int

    @property
    def has_ended(self) -> bool:
        return self.process.poll() is not None


class Children:
    """All processes that one supervisor has started, and the watchdog that outlives it."""

    def __init__(self) -> None:
        self._children: list[Child] = []
        self._watchdog = subprocess.Popen(
            [sys.executable, "-I", "-S", watchdog.__file__],
            stdin=subprocess.PIPE,
            start_new_session=True,
            text=True,
            bufsize=1,
        )

    def start(
        self,
        name: str,
        argv: Sequence[str | Path],
        *,
        log: Path,
        env: Mapping[str, str],
        account: Account | None = None,
        stop_signal: int = signal.SIGTERM,
        cwd: Path | None = None,
    ) -> Child:
        """Start a program in a group of its own, writing to `log`."""
        who = account.for_popen() if account else {}
        with log.open("ab") as output:
            process = subprocess.Popen(
                argv,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=env,
                cwd=cwd,
                start_new_session=True,
                **who,
            )
        self._tell(f"group {process.pid} {int(stop_signal)}")
        child = Child(name, process, stop_signal)
        self._children.append(child)
        return child

    def delete_at_end(self, folder: Path) -> None:
        self._tell(f"folder {folder}")

    def stop(self, child: Child, *, grace: float = 10.0) -> None:
        """Ask, wait, kill; what the process itself has started goes with it."""
        watchdog.send(child.process.pid, child.stop_signal)
        deadline = time.monotonic() + grace
        while not child.has_ended and time.monotonic() < deadline:
            time.sleep(0.02)
        watchdog.send(child.process.pid, signal.SIGKILL)
        child.process.wait()
        self._tell(f"forget {child.process.pid}")
        self._children.remove(child)

    def raise_if_ended(self, names: Sequence[str]) -> None:
        """Trouble if one of these has ended, which none of them does by itself."""
        for child in self._children:
            if child.name in names and child.has_ended:
                raise EngineTrouble(f"{child.name} has ended. See its log in the data folder.")

    def close(self) -> None:
        """Stop everything, the last started first, and let the watchdog go."""
        while self._children:
            self.stop(self._children[-1])
        if self._watchdog.stdin:
            self._watchdog.stdin.close()
        self._watchdog.wait()

    def _tell(self, line: str) -> None:
        assert self._watchdog.stdin
        self._watchdog.stdin.write(line + "\n")
