"""Run a department's system that does not exist, on loopback."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from windows.departments.models import DepartmentSystem
from windows.departments.secret_box import unseal
from windows.departments.simulator.record import Record
from windows.departments.simulator.server import Simulator


class Command(BaseCommand):
    help = "A simulated department system: takes deliveries, answers by callback."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=0)
        parser.add_argument("--answers-to", default="", help="The portal's callback address.")
        parser.add_argument("--record", type=Path, help="Its own record, a JSON object a line.")

    def handle(self, *args: Any, **options: Any) -> None:
        systems = DepartmentSystem.objects.filter(is_active=True)
        record = options["record"] or settings.DATA_FOLDER / "department-simulator.jsonl"
        simulator = Simulator(
            port=options["port"],
            secrets={system.key_id: unseal(system.secret_box) for system in systems},
            answers_to=options["answers_to"],
            record=Record(record),
        )
        host, port = simulator.server_address[:2]
        self.stdout.write(f"http://{host!s}:{port}/cases")
        simulator.serve_forever()
