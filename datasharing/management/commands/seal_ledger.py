from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from datasharing.ledger.gate import is_set_up
from datasharing.ledger.models import UNSTAMPED, LedgerSeal
from datasharing.ledger.sealing import seal_round
from portal.accounts.actor import SYSTEM


class Command(BaseCommand):
    help = "Seals all lines of the record of reads now, instead of waiting for the clockwork."

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_set_up():
            raise CommandError("No authority is set up. Set LEDGER_TSA_URL.")
        brought = last = seal_round(actor=SYSTEM, is_forced=True)
        while last:
            last = seal_round(actor=SYSTEM)
            brought += last
        waiting = LedgerSeal.objects.filter(UNSTAMPED).order_by("number").first()
        if waiting is not None:
            raise CommandError(f"Seal {waiting.number} was not stamped: {waiting.last_error}")
        self.stdout.write(f"{brought} batches were stamped. Nothing waits.")
