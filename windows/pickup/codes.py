"""Pickup codes: short enough to say, without letters that look or sound alike."""

from __future__ import annotations

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRTUVWXY"
LENGTH = 8


def new_code() -> str:
    """Eight signs of 29: nobody guesses one that is in use."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def same_code(given: str, code: str) -> bool:
    """As typed by a clerk: small letters, blanks and dashes do not matter."""
    return secrets.compare_digest(normalised(given).encode(), code.encode())


def normalised(given: str) -> str:
    return "".join(sign for sign in given.upper() if sign.isalnum())
