"""How long, how often and how much a source is asked. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds for one resource; the defaults hold for all that have no line of their own."""

    connect_seconds: float = 2.0
    read_seconds: float = 5.0
    longest_seconds: float = 10.0
    """Over all: a source that sends a byte now and then keeps each single read within its limit."""
    per_second: float = 0.0
    """Questions a second that the source bears; 0 where it set none."""
    burst: int = 10
    """As many may go out at once before the rate holds."""
    failures_to_rest: int = 5
    """After so many questions in a row without an answer the source is left alone."""
    rest_seconds: float = 10.0
    """For so long at first; then one question tries it, and each failure doubles the rest."""
    keep_seconds: int = 0
    """The longest that an answer is used again, if the source says that it holds so long; 0 never.
    """
    patience_hours: int = 72
    """How long a question may lie in a drop folder before it counts as not answered."""


USUAL = Limits()
LARGEST_REPLY = 1024 * 1024
MOST_RECORDS = 200
LONGEST_REST_SECONDS = 60.0
