"""`export_catalogue DIR`: what is published now, as YAML, CSV, JSON or a workbook."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from services.opendata.exporting import FORMATS, export_catalogue


class Command(BaseCommand):
    help = "Write the published catalogue into a folder (docs/imports.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--format", choices=FORMATS, default="yaml")

    def handle(self, *, folder: Path, **options: Any) -> None:
        try:
            written = export_catalogue(folder, format=options["format"])
        except OSError as fault:
            raise CommandError(str(fault)) from fault
        for path in written:
            self.stdout.write(f"{path}  {path.stat().st_size:,}")
