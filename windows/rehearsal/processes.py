"""Starting a process of officers. Imports no model: it is read before Django is set up."""

from __future__ import annotations

import os

import django
from django.db import connections


def set_up(settings_module: str, database: str) -> None:
    """The portal in a new process, on the same database (a test's has a name of its own)."""
    os.environ["DJANGO_SETTINGS_MODULE"] = settings_module
    django.setup()
    connections["default"].settings_dict["NAME"] = database
