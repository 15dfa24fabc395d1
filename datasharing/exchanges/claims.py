"""One question in one pair of hands, and what became of it. No database, no network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from datasharing.connectors.base import Question, Reply
from datasharing.exchanges.strangers import Stranger
from datasharing.states import Outcome


@dataclass(frozen=True, slots=True)
class Claim:
    exchange_id: UUID
    round: int
    attempt: int
    question: Question
    code: str
    connector: str
    one_per: str


@dataclass(frozen=True, slots=True)
class Told:
    """The attempt has ended: with an answer, or with the reason why there is none."""

    outcome: Outcome
    error: str = ""
    reply: Reply | None = None
    stranger: Stranger | None = None
    is_back: bool = False
    """The source has failed others lately, and has answered now."""
    after: timedelta | None = None
    """The source asks to be left alone for so long."""


@dataclass(frozen=True, slots=True)
class Lies:
    """The question lies with the source; the same attempt goes on at the next look."""

    after: timedelta


@dataclass(frozen=True, slots=True)
class NotSent:
    """Nothing has left the house: too early for the source's rate, or the source is resting."""

    after: timedelta
    is_resting: bool


Result = Told | Lies | NotSent
