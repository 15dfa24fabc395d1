"""Locked with a key made from the portal's secret: a copy of the database tells nobody."""

from __future__ import annotations

import base64
import hashlib
import json

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

Typed = dict[str, list[str]]
"""Name of the control → what it held."""


def seal(typed: Typed) -> bytes:
    return _lock().encrypt(json.dumps(typed, ensure_ascii=False).encode())


def unseal(sealed: bytes | memoryview[int]) -> Typed:
    """Empty where the portal's secret has changed since."""
    try:
        found = json.loads(_lock().decrypt(bytes(sealed)))
    except InvalidToken:
        return {}
    return {str(name): [str(value) for value in values] for name, values in found.items()}


def _lock() -> MultiFernet:
    secrets = [str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS)]
    keys = (hashlib.sha256("\n".join(("typed forms", each)).encode()).digest() for each in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
