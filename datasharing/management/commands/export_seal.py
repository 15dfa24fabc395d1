from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from datasharing.ledger.export import SCRIPT, export_seals
from datasharing.ledger.models import LedgerSeal


class Command(BaseCommand):
    help = "Writes seals of the record of reads as files that openssl and a script can check."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("numbers", nargs="*", type=int, help="which seals; none: all")
        parser.add_argument("--to", type=Path, required=True, help="a folder")
        parser.add_argument(
            "--hashes-only", action="store_true", help="no personal data: for keepers outside"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        seals = LedgerSeal.objects.order_by("number")
        if options["numbers"]:
            seals = seals.filter(number__in=options["numbers"])
            found = set(seals.values_list("number", flat=True))
            lacking = sorted(set(options["numbers"]) - found)
            if lacking:
                raise CommandError(f"There is no seal {', '.join(map(str, lacking))}.")
        written = export_seals(
            seals.iterator(chunk_size=100), options["to"], with_lines=not options["hashes_only"]
        )
        if not written:
            raise CommandError("There is no seal yet. `seal_ledger` makes one now.")
        self.stdout.write(
            f"{written} seals in {options['to']}. Check them: python3 {SCRIPT} {options['to']}"
        )
