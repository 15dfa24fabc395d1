from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from datasharing.grounds.rule_list import SHIPPED, load_grounds
from datasharing.resource_list import ResourceListFaulty
from portal.accounts.actor import SYSTEM


class Command(BaseCommand):
    help = (
        "Loads how little each material needs from a register, and which articles make a read a "
        "duty. After load_resources. Safe to run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=SHIPPED)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rules, duties = load_grounds(options["file"], actor=SYSTEM)
        except (OSError, ResourceListFaulty) as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from error
        self.stdout.write(f"Grounds: {rules} rules of least fields, {duties} duties.")
