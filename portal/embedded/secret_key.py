"""The key of a trial installation: made once, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def kept_in(data_folder: Path) -> str:
    """The secret key of this data folder; sessions survive a second start."""
    file = data_folder / "secret-key"
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text()
    key = secrets.token_urlsafe(64)
    with os.fdopen(descriptor, "w") as new:
        new.write(key)
    return key
