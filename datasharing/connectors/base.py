"""What every connector takes and gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol


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


@dataclass(frozen=True, slots=True)
class Reply:
    found: bool
    about: Mapping[str, str]
    """Whose record it is, in the words of the other side; checked against whom we asked about."""
    records: tuple[Mapping[str, Any], ...]


class SourceDown(Exception):
    """No answer: refused, timed out, overloaded or broken over there. Asking later may help."""


class SourceRefused(Exception):
    """It answered, but not to the question: wrong address, no permission, or a reply nobody can
    read.
    """


class Connector(Protocol):
    def ask(self, question: Question) -> Reply:
        """Ask now, within the connector's own time limits.

        Raises SourceDown or SourceRefused; returns a Reply with `found` false where there is no
        record.
        """
        ...
