from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from datasharing.sandbox.drop import DropFolder
from datasharing.sandbox.server import LOOPBACK, SandboxRegistry


class Command(BaseCommand):
    help = (
        "Serves the invented registers of the demo on loopback, at SANDBOX_REGISTRY_URL. "
        "Ends on SIGTERM, on Ctrl-C, and when the process that started it is gone."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--drop", type=Path, help="also answer the question files laid in this folder"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.ENVIRONMENT.is_production:
            raise CommandError("The sandbox registry is for demo and tests; this is production.")
        parts = urlsplit(settings.SANDBOX_REGISTRY_URL)
        if parts.hostname not in {LOOPBACK, "localhost"} or parts.port is None:
            raise CommandError(
                "Set SANDBOX_REGISTRY_URL to an address on this machine: http://127.0.0.1:8137"
            )
        try:
            server = SandboxRegistry(parts.port)
        except OSError as error:
            raise CommandError(f"Cannot listen on {parts.port}: {error.strerror}.") from error

        def end(*_: object) -> None:
            threading.Thread(target=server.shutdown, daemon=True).start()

        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, end)
        threading.Thread(target=_end_with_parent, args=(os.getppid(), end), daemon=True).start()
        self.stdout.write(f"Sandbox registry at {server.url}")
        folder: Path | None = options["drop"]
        drop = DropFolder(folder, server.mood) if folder is not None else None
        if drop is not None:
            drop.start()
            self.stdout.write(f"Questions are taken from {folder}")
        with server:
            server.serve_forever(poll_interval=0.2)
        if drop is not None:
            drop.stop()


def _end_with_parent(parent: int, end: Any) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    end()
