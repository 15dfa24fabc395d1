from __future__ import annotations

import os
import signal
import threading
import time
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from datasharing.timestamps.authority import authority_in
from datasharing.timestamps.server import LOOPBACK, AuthorityServer


class Command(BaseCommand):
    help = (
        "Serves the trial's own time-stamping authority on loopback, at LEDGER_TSA_URL. "
        "Ends on SIGTERM, on Ctrl-C, and when the process that started it is gone."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.ENVIRONMENT.is_production:
            raise CommandError(
                "This authority is for demo and tests: its stamps prove nothing to outsiders. "
                "Name a real one in LEDGER_TSA_URL."
            )
        parts = urlsplit(settings.LEDGER_TSA_URL)
        if parts.hostname not in {LOOPBACK, "localhost"} or parts.port is None:
            raise CommandError(
                "Set LEDGER_TSA_URL to an address on this machine: http://127.0.0.1:8138/"
            )
        authority = authority_in(settings.LEDGER_AUTHORITY_FOLDER)
        try:
            server = AuthorityServer(authority, parts.port)
        except OSError as error:
            raise CommandError(f"Cannot listen on {parts.port}: {error.strerror}.") from error

        def end(*_: object) -> None:
            threading.Thread(target=server.shutdown, daemon=True).start()

        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, end)
        threading.Thread(target=_end_with_parent, args=(os.getppid(), end), daemon=True).start()
        self.stdout.write(f"Time-stamping authority at {server.url}")
        with server:
            server.serve_forever(poll_interval=0.2)


def _end_with_parent(parent: int, end: Any) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    end()
