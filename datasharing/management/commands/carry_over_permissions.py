from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from datasharing.lists.permissions.carrying import carry_over
from portal.accounts.actor import SYSTEM


class Command(BaseCommand):
    help = (
        "Writes down as agreed what the matters of the catalogue read already of registers that "
        "are shared on conditions. Once, when permissions begin to be kept; safe to run again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        done = carry_over(actor=SYSTEM)
        self.stdout.write(f"Permissions carried over: {done}.")
