"""Ctrl-C, SIGTERM and a closing terminal all mean: end in good order."""

from __future__ import annotations

import signal
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequested(BaseException):
    """Not an Exception, so that no `except Exception` on the way swallows it."""


def raise_on_signals() -> None:
    """From now on each of the signals raises StopRequested; one ignored before stays ignored."""
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _raise)


def ignore_signals() -> None:
    """While ending: a second Ctrl-C must not leave half of the processes behind."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _raise(number: int, frame: FrameType | None) -> None:
    raise StopRequested
