"""`load_demo`: everything for a first look. `manage.py up` calls it at every start."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rest_framework.authtoken.models import Token

from portal.accounts.demo import DEMO_PASSWORD
from services.errors import CatalogueRefused
from windows.demo.load import load_demo
from windows.demo.simulator import connect_simulator

MODES = ("demo", "test")


class Command(BaseCommand):
    help = (
        "Load the shipped catalogue, invented people for every role and a few cases of theirs. "
        "Safe to run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--without-cases", action="store_true", help="people, but no cases")

    def handle(self, *args: Any, without_cases: bool = False, **options: Any) -> None:
        if settings.ENVIRONMENT.mode not in MODES:
            raise CommandError(
                "This is production: invented people with a published password have no business "
                "here. For a trial on your own machine set PORTAL_MODE=demo."
            )
        try:
            load_demo(lambda line: self._say(f"  {line}"), with_cases=not without_cases)
        except CatalogueRefused as refused:
            faults = "\n".join(f"  {fault}" for fault in refused.faults)
            raise CommandError(f"{refused.said}\n{faults}") from refused
        if settings.DEPARTMENT_SIMULATOR_URL:
            system = connect_simulator(settings.DEPARTMENT_SIMULATOR_URL)
            self._say(f"  {system.department} has a system of its own: {system.url}")
        for token in Token.objects.filter(user__is_demo=True).select_related("user"):
            self._say(f"  API token of {token.user}: {token.key}")
        self._say(f"  Password of every demo account: {DEMO_PASSWORD}")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
