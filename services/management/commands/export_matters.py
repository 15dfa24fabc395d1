"""`export_matters FILE.xlsx`: published matters as a workbook to edit and import again."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from services.imports.excel.write import write_workbook
from services.opendata.published import published_matters


class Command(BaseCommand):
    help = "Write published matters into a workbook (docs/imports.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("codes", nargs="*", help="matters to write; else all")

    def handle(self, *, file: Path, codes: list[str], **_options: Any) -> None:
        chosen = (each for each in published_matters() if not codes or each.code in codes)
        try:
            count = write_workbook(file, chosen)
        except OSError as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(_("写了 %(count)s 个事项：%(file)s") % {"count": count, "file": file})
