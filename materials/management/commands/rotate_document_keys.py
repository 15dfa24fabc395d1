"""`rotate_document_keys`: every stored file under the first key of DOCUMENT_KEYS."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from materials.documents.keys import current_name
from materials.documents.rotation import lock_anew, under_other_keys
from portal.accounts.actor import SYSTEM


class Command(BaseCommand):
    help = (
        "Lock every stored document with the first key of DOCUMENT_KEYS: what lies under an older "
        "key, and what was never locked. Safe to stop and run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")

    def handle(self, *args: Any, **options: Any) -> None:
        if not current_name():
            raise CommandError("DOCUMENT_KEYS is empty: there is no key to lock anything with.")
        for name, count in sorted(under_other_keys().items()):
            self.stdout.write(f"{count} documents {f'under key {name}' if name else 'not locked'}")
        if options["dry_run"]:
            return
        try:
            done = sum(1 for _each in lock_anew(actor=SYSTEM))
        except OSError as trouble:
            raise CommandError(f"{trouble} What was done so far stays.") from trouble
        self.stdout.write(f"{done} documents are under key {current_name()} now.")
