"""What went wrong with an embedded server, in words for the person at the terminal."""

from __future__ import annotations

from pathlib import Path


class EngineTrouble(Exception):
    """The message is printed as it is; nothing else is shown."""


def last_lines(log: Path, count: int = 15) -> str:
    """The end of a log file."""
    if not log.exists():
        return "(empty)"
    return "\n".join(log.read_text(errors="replace").splitlines()[-count:])
