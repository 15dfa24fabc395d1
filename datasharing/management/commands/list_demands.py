"""`list_demands`: the demand list after the catalogue, now rather than within the minute."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from datasharing.lists.demand.refreshing import refresh_demands
from portal.accounts.actor import SYSTEM


class Command(BaseCommand):
    help = "Writes the demand list anew from the published catalogue. What is kept stays."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic(durable=True):
            done = refresh_demands(actor=SYSTEM)
        if done.is_busy:
            self.stdout.write("Somebody else is at it.")
            return
        self.stdout.write(f"Demands: {done.created} new, {done.changed} changed, {done.gone} gone.")
