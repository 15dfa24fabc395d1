"""What every transport takes and what it may answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Parcel:
    """One letter, ready to go. `key` is the same at every try, for gateways that know a copy."""

    way: str
    to: str
    subject: str
    text: str
    key: str


class NotNow(Exception):
    """The server or gateway cannot take it now. The reason never names the address."""

    def __init__(self, reason: str, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.after = after


class Undeliverable(Exception):
    """Nobody is reached at this address, now or later."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Refused(Exception):
    """The gateway does not accept what we say: the settings are wrong. Only people can mend it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Transport(Protocol):
    """Made without arguments; reads the settings."""

    def send(self, parcel: Parcel) -> str:
        """Hand it over; what the other side calls it, or "". Raises NotNow, Undeliverable,
        Refused. Always with a time limit.
        """
        ...
