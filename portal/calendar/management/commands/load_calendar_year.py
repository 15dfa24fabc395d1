"""Load the working days of a year that the portal does not know yet."""

from __future__ import annotations

import json
from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.accounts.actor import SYSTEM
from portal.calendar.actions import load_year
from portal.errors import DomainError

HELP = """Load the State Council's holiday notice for YEAR from a JSON file:

{"source": "国务院办公厅关于…年部分节假日安排的通知",
 "holidays": ["2027-01-01", …],   days off
 "workdays": ["2027-02-20", …]}   Saturdays and Sundays that are worked
"""


class Command(BaseCommand):
    help = HELP

    def add_arguments(self, parser: CommandParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument("year", type=int)
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, year: int, file: Path, **options: Any) -> None:
        try:
            notice = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise CommandError(f"{file} cannot be read: {error}") from error
        if not isinstance(notice, dict):
            raise CommandError(f"{file} holds no JSON object.")
        try:
            row = load_year(year, notice, actor=SYSTEM)
        except DomainError as refusal:
            raise CommandError(f"{refusal.said} {refusal.advice}") from refusal
        days = row.days
        self.stdout.write(
            f"{year}: {len(days['holidays'])} days off and {len(days['workdays'])} weekend days "
            f"worked are loaded ({row.source})."
        )
