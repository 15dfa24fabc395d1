"""Which command was asked for, and what it needs around it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from portal.embedded import checks, crew, engines, stopping, supervisor, trial
from portal.embedded.trouble import EngineTrouble

# These commands of Django open no connection.
WITHOUT_ENGINES = {
    "help", "--help", "--version", "version", "check", "collectstatic", "compilemessages",
    "diffsettings", "makemessages", "spectacular", "startapp", "write_process_docs",
}  # fmt: skip


def run(argv: Sequence[str]) -> int:
    """Run one command of manage.py and return its exit status."""
    command = argv[1] if len(argv) > 1 else "help"
    try:
        if command == "test":
            return checks.run(argv[2:])
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
        if command == "up":
            return supervisor.up(argv[2:])
        return _run_django(argv, command)
    except (EngineTrouble, ImproperlyConfigured) as trouble:
        print(trouble, file=sys.stderr)
        return 1


def _run_django(argv: Sequence[str], command: str) -> int:
    if engines.are_named():
        _execute(argv, command)
        return 0
    folder = trial.data_folder()
    trial.settle(folder)
    if command in WITHOUT_ENGINES or os.environ["PORTAL_MODE"] == "production":
        execute_from_command_line(list(argv))
        return 0
    with engines.joined_or_owned(folder, command) as addresses:
        os.environ.update(addresses)
        _execute(argv, command)
    return 0


def _execute(argv: Sequence[str], command: str) -> None:
    """With a worker beside it, for a command that is of no use without one."""
    is_production = os.environ.get("PORTAL_MODE", "production") == "production"
    if command not in crew.NEEDED_BY or is_production or {"-h", "--help"} & set(argv):
        execute_from_command_line(list(argv))
        return
    try:
        with crew.at_work(trial.data_folder()):
            execute_from_command_line(list(argv))
    except stopping.StopRequested:
        print("Stopped.", file=sys.stderr)
