"""What the simulator was told, in a file of its own: the other side's truth, to compare with ours.

One JSON object a line, appended and flushed to disk before the delivery is answered, so that what
was answered was also kept, however the process ends.
"""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Any


class Record:
    """Keys seen so far are read back at the start: a restarted system knows what it was told."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._keys: dict[str, str] = {}
        path.parent.mkdir(parents=True, exist_ok=True)
        _cut_unfinished_line(path)
        for entry in read(path):
            self._keys[entry["key"]] = entry["body_hash"]
        self._file = path.open("a", encoding="utf-8")
        self._answered_path = path.with_name(path.name + ".answered")
        self._entries = read(path)
        self._answered = self._answered_path.open("a", encoding="utf-8")

    def take(self, entry: dict[str, Any]) -> str:
        """`new`, `again` for a copy, `other` for the same key with another body."""
        with self._lock:
            known = self._keys.get(entry["key"])
            if known is not None:
                return "again" if known == entry["body_hash"] else "other"
            self._file.write(json.dumps(entry, ensure_ascii=False) + "\n")
            self._file.flush()
            os.fsync(self._file.fileno())
            self._keys[entry["key"]] = entry["body_hash"]
            return "new"

    def answered(self, key: str) -> None:
        """What was said about this delivery has been heard: it is not said again after a start."""
        with self._lock:
            self._answered.write(key + "\n")
            self._answered.flush()

    def unanswered(self) -> list[dict[str, Any]]:
        """As it was when we started: told, and the process ended before it had answered."""
        done = set(self._answered_path.read_text(encoding="utf-8").split("\n"))
        return [entry for entry in self._entries if entry["key"] not in done]

    def close(self) -> None:
        self._file.close()
        self._answered.close()


def _cut_unfinished_line(path: Path) -> None:
    """What a crash left of a line would spoil the next one that is written after it."""
    if path.exists():
        whole = path.read_bytes()
        with path.open("r+b") as file:
            file.truncate(whole.rfind(b"\n") + 1)


def read(path: Path) -> list[dict[str, Any]]:
    """Every whole line; a last one that was cut off by a crash was never answered."""
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines[:-1]]
