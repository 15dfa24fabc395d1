"""A process of officers: its start and its end. Read before Django is set up: no models here."""

from __future__ import annotations

import os
from multiprocessing.synchronize import Event as SharedEvent

import django
from django.db import connections

_of_this_process: list[tuple[SharedEvent, int]] = []


def set_up(database: str, end: SharedEvent) -> None:
    """The portal in a new process, on the same database (a test's has a name of its own)."""
    _of_this_process.append((end, os.getppid()))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    connections["default"].settings_dict["NAME"] = database


def must_end() -> bool:
    """Whether the command was told to stop, or is gone."""
    return any(end.is_set() or os.getppid() != parent for end, parent in _of_this_process)
