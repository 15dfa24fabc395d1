"""What each client asked for and was told: the second witness beside the database."""

from __future__ import annotations

import json
import threading
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass
class Act:
    """One wish of one person. `answered` is None while nobody has said yes or no.

    `about` is the case number, or the id of an approval; of a new case it is known by the answer.
    """

    verb: str
    who: str
    key: str
    about: str = ""
    tries: int = 0
    answered: int | None = None
    code: str = ""
    replayed: bool = False

    @property
    def is_done(self) -> bool:
        return self.answered is not None and 200 <= self.answered < 300


class Acts:
    """All of them, from every thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._all: list[Act] = []

    def begin(self, verb: str, who: str, key: str, about: str = "") -> Act:
        act = Act(verb, who, key, about)
        with self._lock:
            self._all.append(act)
        return act

    def all(self) -> list[Act]:
        with self._lock:
            return list(self._all)

    def write(self, path: Path) -> None:
        lines = (json.dumps(asdict(act)) for act in self.all())
        path.write_text("\n".join(lines) + "\n")
