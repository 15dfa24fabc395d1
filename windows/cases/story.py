"""What a case page tells: all of it derived from the same record."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from portal.accounts.actor import Actor
from services.catalogue.text import Text
from windows.cases.models import Case


@dataclass(frozen=True, slots=True)
class Bar:
    """`start` and `length` on a track of 24; state: done | now | wait | you | ended."""

    start: int
    length: int
    state: str
    label: Text


@dataclass(frozen=True, slots=True)
class Lane:
    """One department's row: who, what it decides, its bars, and a sentence."""

    who: Text
    what: Text
    bars: tuple[Bar, ...]
    sentence: Text


@dataclass(frozen=True, slots=True)
class Happening:
    at: dt.datetime
    sentence: Text
    verb: str


@dataclass(frozen=True, slots=True)
class Duty:
    """The one thing this person must do next. `kind` tells the page where to send them:
    agree | form | material | party | submit | correct | collect | rate."""

    kind: str
    text: Text
    where: str = ""


def timeline(case: Case) -> list[Happening]:
    """Everything that happened, oldest first, in sentences."""
    raise NotImplementedError


def lanes(case: Case) -> list[Lane]:
    """The departments side by side; parallel work shows as parallel bars."""
    raise NotImplementedError


def status_line(case: Case) -> Text:
    """Who holds the case, since when, until when, and what happens if they say nothing."""
    raise NotImplementedError


def what_you_must_do(case: Case, actor: Actor) -> Duty | None:
    """Exactly one thing, or None when nothing is asked of this actor."""
    raise NotImplementedError
