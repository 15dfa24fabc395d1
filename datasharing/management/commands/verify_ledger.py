from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from datasharing.ledger.queries import seal_state
from datasharing.ledger.verification import verify_ledger, verify_seals


class Command(BaseCommand):
    help = "Checks that no line of the record of reads was changed or taken out, and its seals."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--seals-only", action="store_true", help="the batches, not each person's chain"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        broken = verify_seals()
        if broken is not None:
            raise CommandError(f"Seal {broken.number}: {broken.what}.")
        if not options["seals_only"]:
            fault = verify_ledger()
            if fault is not None:
                raise CommandError(
                    f"Person {fault.subject_id}, line {fault.sequence}: {fault.what}."
                )
        self.stdout.write("The record of reads is whole.")
        state = seal_state()
        if state.last is not None:
            self.stdout.write(
                f"Sealed up to batch {state.last.number}; {state.waiting} wait for a stamp."
            )
