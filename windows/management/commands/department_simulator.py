"""Run a department's system that does not exist, on loopback."""

from __future__ import annotations

import os
import signal
import threading
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from windows.departments.models import DepartmentSystem
from windows.departments.secrets_of import secrets_of
from windows.departments.simulator.record import Record
from windows.departments.simulator.server import LOOPBACK, Simulator


class Command(BaseCommand):
    help = (
        "A simulated department system: takes deliveries, answers by callback. Ends on SIGTERM, "
        "on Ctrl-C, and when the process that started it is gone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, help="else that of DEPARTMENT_SIMULATOR_URL")
        parser.add_argument("--answers-to", default="", help="The portal's callback address.")
        parser.add_argument("--record", type=Path, help="Its own record, a JSON object a line.")
        parser.add_argument("--takes-up", action="store_true", help="says that it begins, first")
        parser.add_argument("--late-ms", type=int, default=0, help="decides only after so long")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.ENVIRONMENT.is_production:
            raise CommandError("The simulator decides by itself; this is production.")
        told = urlsplit(settings.DEPARTMENT_SIMULATOR_URL)
        port = options["port"] if options["port"] is not None else told.port or 0
        simulator = Simulator(
            port=port,
            secrets=_secret_of,
            answers_to=options["answers_to"] or os.environ.get("DEPARTMENT_SIMULATOR_ANSWERS", ""),
            record=Record(options["record"] or settings.DATA_FOLDER / "department-simulator.jsonl"),
        )
        simulator.mood.takes_up = options["takes_up"]
        simulator.mood.late_ms = options["late_ms"]

        def end(*_: object) -> None:
            threading.Thread(target=simulator.shutdown, daemon=True).start()

        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, end)
        threading.Thread(target=_end_with_parent, args=(os.getppid(), end), daemon=True).start()
        self.stdout.write(f"http://{LOOPBACK}:{simulator.server_address[1]}/cases")
        self.stdout.flush()
        with simulator:
            simulator.serve_forever(poll_interval=0.2)


def _secret_of(key_id: str) -> str:
    """Looked up each time: a system may be connected, or get a new secret, while we run."""
    try:
        system = DepartmentSystem.objects.filter(key_id=key_id, is_active=True).first()
        return secrets_of(system, now=timezone.now())[0] if system else ""
    finally:
        connection.close()  # each delivery is a thread of its own


def _end_with_parent(parent: int, end: Any) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    end()
