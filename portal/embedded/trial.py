"""What a trial installation settles by itself and a production start must be told."""

from __future__ import annotations

import base64
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
        os.environ.setdefault("DOCUMENT_KEYS", document_keys(folder))


def secret_key(folder: Path) -> str:
    """The key of this data folder: made once, readable by its owner alone."""
    return _made_once(folder / "secret-key", secrets.token_urlsafe(64))


def document_keys(folder: Path) -> str:
    """What locks the documents of this data folder."""
    key = base64.b64encode(secrets.token_bytes(32)).decode()
    return _made_once(folder / "document-keys", f"trial:{key}")


def _made_once(file: Path, text: str) -> str:
    if not file.exists():
        unfinished = file.with_name(f"{file.name}.{os.getpid()}")
        unfinished.touch(mode=0o600)
        unfinished.write_text(text)
        unfinished.rename(file)
    return file.read_text()
