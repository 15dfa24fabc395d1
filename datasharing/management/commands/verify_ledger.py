from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from datasharing.ledger.verification import verify_ledger


class Command(BaseCommand):
    help = "Checks that no line of the record of reads was changed or taken out."

    def handle(self, *args: Any, **options: Any) -> None:
        fault = verify_ledger()
        if fault is not None:
            raise CommandError(f"Person {fault.subject_id}, line {fault.sequence}: {fault.what}.")
        self.stdout.write("The record of reads is whole.")
