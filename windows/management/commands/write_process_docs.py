"""`write_process_docs`: docs/process from the tables of moves; `--check` says what is stale."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from windows.process_pages import pages


class Command(BaseCommand):
    help = "Write docs/process from the tables of moves. With --check, only say what is stale."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")
        parser.add_argument("--folder", type=Path, default=settings.CHECKOUT / "docs" / "process")

    def handle(self, *, check: bool, folder: Path, **_options: Any) -> None:
        wanted = pages()
        found = {file.name: file.read_text("utf-8") for file in folder.glob("*.md")}
        stale = sorted(name for name in {*wanted, *found} if wanted.get(name) != found.get(name))
        if check and stale:
            raise CommandError(
                f"Stale in {folder.name}: {', '.join(stale)}. Run `manage.py write_process_docs`."
            )
        if check or not stale:
            self.stdout.write("docs/process says what the tables say.")
            return
        folder.mkdir(parents=True, exist_ok=True)
        for name in stale:
            if name in wanted:
                (folder / name).write_text(wanted[name], "utf-8")
            else:
                (folder / name).unlink()
        self.stdout.write(f"Written: {', '.join(stale)}.")
