from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from datasharing.queries import connected_resources
from datasharing.resource_list import SHIPPED, ResourceListFaulty, load_resources
from portal.accounts.actor import SYSTEM


class Command(BaseCommand):
    help = "Loads the list of what other authorities share. Safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=SHIPPED)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_resources(options["file"], actor=SYSTEM)
        except (OSError, ResourceListFaulty) as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from error
        connected = sorted(connected_resources())
        self.stdout.write(
            f"Resources: {report.created} created, {report.changed} changed, "
            f"{report.unchanged} unchanged. Connected: {', '.join(connected) or 'none'}."
        )
