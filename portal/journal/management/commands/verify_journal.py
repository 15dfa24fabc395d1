"""Prove that the journal is whole, or name the first entry that is not."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.journal.models import Entry
from portal.journal.queries import verify


class Command(BaseCommand):
    help = "Recompute every hash of the journal and name the first broken entry."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--stream", help="only this stream, for example case:330106-20261122-1")

    def handle(self, *args: Any, stream: str | None = None, **options: Any) -> None:
        fault = verify(stream)
        if fault is not None:
            raise CommandError(f"The journal is broken: {fault}.", returncode=1)
        entries = Entry.objects.filter(stream=stream) if stream else Entry.objects.all()
        self.stdout.write(f"The journal is whole: {entries.count()} entries checked.")
