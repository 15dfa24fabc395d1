"""What a trial installation settles by itself and a production start must be told."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from portal.embedded.venv import CHECKOUT


def data_folder() -> Path:
    """Where this installation keeps everything that is not code."""
    return Path(os.environ.get("PORTAL_DATA") or CHECKOUT / ".data").absolute()


def settle(folder: Path) -> None:
    """Fill in the environment for a trial; PORTAL_MODE=production is left to its own checks."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["PORTAL_DATA"] = str(folder)
    os.environ.setdefault("PORTAL_MODE", "demo")
    if os.environ["PORTAL_MODE"] != "production":
        os.environ.setdefault("SECRET_KEY", secret_key(folder))


def secret_key(folder: Path) -> str:
    """The key of this data folder: made once, readable by its owner alone."""
    file = folder / "secret-key"
    if not file.exists():
        unfinished = folder / f"secret-key.{os.getpid()}"
        unfinished.touch(mode=0o600)
        unfinished.write_text(secrets.token_urlsafe(64))
        unfinished.rename(file)
    return file.read_text()
