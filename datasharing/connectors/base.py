"""What every connector takes and gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from datasharing.connections.limits import USUAL, Limits
from datasharing.connections.mapping import PLAIN, Translation


@dataclass(frozen=True, slots=True)
class Question:
    """One look at one resource about one person: no more keys and no more fields than needed."""

    resource: str
    address: str
    keys: Mapping[str, str]
    fields: tuple[str, ...]
    """Empty: only whether there is a record at all."""
    case_number: str
    purpose: str
    asker: str
    reference: str
    """Ours, unique per attempt, for the other side's own log."""
    limits: Limits = USUAL
    translation: Translation = PLAIN
    waiting_since: datetime | None = None
    """Set when this very question lies with them already, and only the answer is to be fetched."""


@dataclass(frozen=True, slots=True)
class Reply:
    found: bool
    about: Mapping[str, str]
    """Whose record it is, in the words of the other side; checked against whom we asked about."""
    records: tuple[Mapping[str, Any], ...]
    valid_seconds: int = 0
    """For how long they say that the answer holds; 0 where they say nothing."""


class SourceDown(Exception):
    """No answer: refused, timed out, overloaded or broken over there. Asking later may help.

    `after` is how long they ask to be left alone, where they say so.
    """

    def __init__(self, reason: str, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class SourceSilent(SourceDown):
    """A question that lay with them for longer than anybody waits."""


class SourceRefused(Exception):
    """It answered, but not to the question: wrong address, no permission, or a reply nobody can
    read.
    """


class NotYet(Exception):
    """The question lies with them and they answer when they can; look again after a while."""

    def __init__(self, after: timedelta) -> None:
        super().__init__("not answered yet")
        self.after = after


class Connector(Protocol):
    def ask(self, question: Question) -> Reply:
        """Ask now, within the question's limits.

        Raises SourceDown, SourceRefused or NotYet; returns a Reply with `found` false where there
        is no record.
        """
        ...

    def withdraw(self, question: Question) -> None:
        """Take a question back that lies with them. Nothing to do where none ever does."""
        ...
