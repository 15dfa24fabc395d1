"""Whose key locks which bytes: every file has a key of its own, locked in turn with the city's.

Only the locked keys are in the database and only locked bytes in the store: neither opens a
document without `DOCUMENT_KEYS`. To change the city's key, the small keys are locked anew; the
files stay as they are.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from materials.documents.sealing import SealBroken, new_key

LOCKED_BYTES = 60
"""A nonce, the key and its tag."""
_NONCE = 12


class KeyMissing(OSError):
    """The setting DOCUMENT_KEYS no longer has the key under which this was locked."""


@dataclass(frozen=True, slots=True)
class LockedKey:
    """The key of one file as it is kept; `name` is empty where nothing is locked."""

    name: str = ""
    locked: bytes | None = None


NOT_LOCKED = LockedKey()


def current_name() -> str:
    """The key that locks what is new; empty where the portal was given none."""
    return next(iter(settings.DOCUMENT_KEYS), "")


def fresh_key(context: str) -> tuple[bytes, LockedKey]:
    """A new key for one file, open and locked."""
    key = new_key()
    return key, lock(key, context)


def lock(key: bytes, context: str) -> LockedKey:
    """`context` names the file: a key that is put beside another file's name does not open."""
    name, nonce = current_name(), os.urandom(_NONCE)
    sealed = AESGCM(settings.DOCUMENT_KEYS[name]).encrypt(nonce, key, context.encode())
    return LockedKey(name, nonce + sealed)


def unlock(kept: LockedKey, context: str) -> bytes:
    """Raises KeyMissing, SealBroken."""
    city_key = settings.DOCUMENT_KEYS.get(kept.name)
    if city_key is None or kept.locked is None:
        raise KeyMissing(f"DOCUMENT_KEYS has no key {kept.name!r}.")
    try:
        locked = bytes(kept.locked)
        return AESGCM(city_key).decrypt(locked[:_NONCE], locked[_NONCE:], context.encode())
    except InvalidTag:
        raise SealBroken(f"The kept key of {context} is not genuine.") from None
