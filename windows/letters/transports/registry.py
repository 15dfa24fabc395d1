"""Which class sends what, from the settings."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from windows.letters.states import Way
from windows.letters.transports.base import Transport


def ways_offered() -> list[Way]:
    """The ways that this installation can send by; none where nothing is set."""
    return [way for way in Way if settings.LETTER_TRANSPORTS.get(way.value)]


def transport_for(way: str) -> Transport | None:
    """A fresh one, as settings may change between two letters (in tests). None: not offered."""
    path = settings.LETTER_TRANSPORTS.get(way)
    return cast("Transport", import_string(path)()) if path else None
