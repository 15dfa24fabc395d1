"""What happens in a case while it happens: the entries of its journal, as they come."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from portal.journal.models import Entry
from portal.journal.queries import sentence
from services.catalogue.text import Text
from windows.rehearsal.patience import LOOK_SECONDS


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry; `seconds` since the case was begun."""

    seconds: float
    verb: str
    said: Text


class Timeline:
    """Follows one journal stream and tells each new entry once."""

    def __init__(self, stream: str, tell: Callable[[Happening], object]) -> None:
        self.happenings: list[Happening] = []
        self._stream, self._tell = stream, tell
        self._seen = 0
        self._first: Entry | None = None

    def look(self) -> None:
        """Tell what is new."""
        new = Entry.objects.filter(stream=self._stream, sequence__gt=self._seen)
        for entry in new.order_by("sequence"):
            self._first = self._first or entry
            self._seen = entry.sequence
            seconds = (entry.at - self._first.at).total_seconds()
            happening = Happening(round(seconds, 3), entry.verb, sentence(entry))
            self.happenings.append(happening)
            self._tell(happening)

    def pulse(self) -> None:
        """For `Patience`: look, then wait a little."""
        self.look()
        time.sleep(LOOK_SECONDS)
