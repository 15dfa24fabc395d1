"""What is done with each kind of message, and how a handler says "not yet" or "never".

Handlers live in a package's `tasks.py`, imported from its `AppConfig.ready()`. They are called with
the payload as keywords, take unknown keywords (`**_`) because a newer release may publish more,
open their own transactions, and are safe to run twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

Handler = Callable[..., object]
Handles = TypeVar("Handles", bound=Handler)

DEFAULT_ATTEMPTS = 8
FIRST_DELAY = timedelta(seconds=5)
LONGEST_DELAY = timedelta(hours=1)


class TryAgain(Exception):
    """It cannot be done now: wait (`after`, or a growing delay) and try again."""

    def __init__(
        self, after: timedelta | None = None, reason: str = "", *, is_counted: bool = True
    ) -> None:
        super().__init__(reason)
        self.after = after
        self.reason = reason
        self.is_counted = is_counted
        """False where nothing was tried because it was too early: that uses up no try."""


class GiveUp(Exception):
    """It can never be done: stop, and show a human."""

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Registration:
    """`on_give_up` is called like the handler, with `reason` beside the payload, before it ends.

    `at_once` is how many messages of this kind a worker takes with one claim.
    """

    kind: str
    call: Handler
    attempts: int = DEFAULT_ATTEMPTS
    on_give_up: Handler | None = None
    at_once: int = 1


_handlers: dict[str, Registration] = {}


def handler(
    kind: str,
    *,
    attempts: int = DEFAULT_ATTEMPTS,
    on_give_up: Handler | None = None,
    at_once: int = 1,
) -> Callable[[Handles], Handles]:
    """Register the function below as the one that does messages of this kind.

    Raises ValueError when another function already does them.
    """

    def register(function: Handles) -> Handles:
        known = _handlers.get(kind)
        if known is not None and known.call is not function:
            raise ValueError(f"Messages of kind {kind!r} have two handlers.")
        _handlers[kind] = Registration(kind, function, attempts, on_give_up, at_once)
        return function

    return register


def handler_of(kind: str) -> Registration | None:
    return _handlers.get(kind)


def is_taken_together(kind: str) -> bool:
    registered = _handlers.get(kind)
    return registered is not None and registered.at_once > 1


def registered_handlers() -> Mapping[str, Registration]:
    return dict(_handlers)


def delay_after(attempt: int) -> timedelta:
    """5 s, 10 s, 20 s … up to an hour: the longer a thing fails, the less often it is asked."""
    doublings = min(max(attempt, 1) - 1, 12)
    return min(FIRST_DELAY * (1 << doublings), LONGEST_DELAY)
