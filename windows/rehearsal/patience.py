"""Waiting for what the portal does by itself, with an end to it."""

from __future__ import annotations

import time
from collections.abc import Callable

from services.catalogue.text import Text
from windows.rehearsal.errors import RehearsalStuck

LOOK_SECONDS = 0.05


class Patience:
    """A number of seconds for all waits together. `pulse` runs between two looks."""

    def __init__(
        self, seconds: float, pulse: Callable[[], object] = lambda: time.sleep(LOOK_SECONDS)
    ) -> None:
        self._ends = time.monotonic() + seconds
        self._pulse = pulse

    @property
    def is_over(self) -> bool:
        return time.monotonic() > self._ends

    def until(self, is_so: Callable[[], bool], what: Text) -> None:
        """Return when `is_so`; raises RehearsalStuck, naming `what`, when patience ends first."""
        while not is_so():
            if self.is_over:
                raise RehearsalStuck(
                    Text(f"等不到：{what.zh}", f"Waited in vain for this: {what.en}")
                )
            self._pulse()
