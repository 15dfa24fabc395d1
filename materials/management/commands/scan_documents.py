"""`scan_documents`: a look of the scanner at what waits, what was never seen, or everything."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from materials.documents.clamd import is_configured
from materials.documents.models import Blob
from materials.documents.scanning import NoVerdict, scan_blob
from materials.documents.states import WAITING, ScanState
from portal.accounts.actor import SYSTEM


class Command(BaseCommand):
    help = (
        "Scan the documents that wait or were never scanned; with --all those known clean as well, "
        "for instance after new signatures. Those stay open meanwhile. Ends with 1 when the "
        "scanner gave no verdict on one of them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="also what was found clean before")
        parser.add_argument("--dry-run", action="store_true", help="only say how many there are")

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_configured():
            raise CommandError("CLAMD_ADDRESS is not set: there is no scanner to ask.")
        wanted = [*WAITING, ScanState.NOT_SCANNED, *([ScanState.CLEAN] if options["all"] else [])]
        found = Blob.objects.filter(state__in=wanted).order_by("created_at")
        if options["dry_run"]:
            self.stdout.write(f"{found.count()} documents to scan.")
            return
        ends: Counter[str] = Counter()
        for sha256 in found.values_list("pk", flat=True).iterator():
            try:
                ends[scan_blob(sha256, actor=SYSTEM) or "removed meanwhile"] += 1
            except NoVerdict as trouble:
                self.stderr.write(f"{sha256}: {trouble}")
                ends["no verdict"] += 1
        told = ", ".join(f"{name}: {count}" for name, count in sorted(ends.items()))
        self.stdout.write(told or "Nothing to scan.")
        if ends["no verdict"]:
            raise CommandError("Some documents have no verdict and stay as they are.")
