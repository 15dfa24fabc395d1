"""`export_matters FILE.xlsx`: published matters as a workbook to edit and import again."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.errors import DomainError
from services.imports.excel.write import write_workbooks
from services.opendata.published import published_matters


class Command(BaseCommand):
    help = "Write published matters into a workbook (docs/imports.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("codes", nargs="*", help="matters to write; else all")

    def handle(self, *, file: Path, codes: list[str], **_options: Any) -> None:
        chosen = (each for each in published_matters() if not codes or each.code in codes)
        try:
            made = write_workbooks(file, chosen)
        except OSError as fault:
            raise CommandError(str(fault)) from fault
        except DomainError as refused:
            raise CommandError(f"{refused.said} {refused.advice}") from refused
        if len(made) > 1:
            self.stdout.write(
                _("一个工作簿放不下，分成了 %(number)s 个文件。") % {"number": len(made)}
            )
        for each in made:
            said = {"count": each.matters, "file": each.path}
            self.stdout.write(_("写了 %(count)s 个事项：%(file)s") % said)
