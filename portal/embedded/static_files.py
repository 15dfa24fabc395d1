"""Collect and pack the static files, and only when one of them has changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

STAMP = ".collected"
"""In the folder of the collected files: the digest of what they were collected from."""


def collect_changed() -> bool:
    """Whether anything had to be done: packing takes seconds, looking does not."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    digest = _digest()
    if stamp.exists() and stamp.read_text("utf-8") == digest:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(digest, "utf-8")
    return True


def _digest() -> str:
    """Of every file's name, size and time, and of how they are kept."""
    digest = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            there = Path(storage.path(name)).stat()
            digest.update(f"{name} {there.st_size} {there.st_mtime_ns}\n".encode())
    return digest.hexdigest()
