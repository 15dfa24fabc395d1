"""Shared secrets at rest: encrypted with a key that is not in the database."""

from __future__ import annotations

import base64
import secrets

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from windows.departments.errors import SecretUnreadable

PURPOSE = b"windows.departments.secret"


def new_secret() -> str:
    """43 characters of the system's randomness, 256 bits."""
    return secrets.token_urlsafe(32)


def seal(secret: str) -> str:
    return _box().encrypt(secret.encode()).decode()


def unseal(box: str) -> str:
    """Raises SecretUnreadable when the key of the installation is another than it was."""
    try:
        return _box().decrypt(box.encode()).decode()
    except InvalidToken:
        raise SecretUnreadable from None


def _box() -> Fernet:
    """HKDF (RFC 5869) from the installation's key, so that one leak does not open another use."""
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE)
    return Fernet(base64.urlsafe_b64encode(key.derive(settings.SECRET_KEY.encode())))
