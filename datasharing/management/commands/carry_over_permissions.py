from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from datasharing.lists.permissions.carrying import carry_over
from portal.accounts.actor import SYSTEM


class Command(BaseCommand):
    help = (
        "Writes down as agreed what the matters of the catalogue read already of registers that "
        "are shared on conditions. Once, when permissions begin to be kept; every later time it "
        "asks the owners for what has come since, and grants nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        done = carry_over(actor=SYSTEM)
        self.stdout.write(f"Permissions carried over: {done.granted}. Asked for: {done.asked}.")
