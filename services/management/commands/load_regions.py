"""`load_regions [FILE]`: bring the tree of regions up to date; the shipped one without a file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.accounts.actor import SYSTEM
from services.catalogue.regions import SHIPPED_REGIONS, load_regions_file
from services.errors import CatalogueRefused


class Command(BaseCommand):
    help = "Bring the tree of regions up to date (docs/catalogue-format.md, section 7)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", default=SHIPPED_REGIONS)

    def handle(self, *, file: Path, **_options: Any) -> None:
        try:
            tally = load_regions_file(file, actor=SYSTEM)
        except CatalogueRefused as refused:
            for fault in refused.faults:
                self.stderr.write(self.style.ERROR(f"  ✗ {fault}"))
            raise CommandError(f"{refused.said} {refused.advice}") from refused
        counts = _("新增 %(created)s，变更 %(changed)s，未变 %(unchanged)s") % tally.counts()
        self.stdout.write(self.style.SUCCESS(f"{_('行政区划')}：{counts}"))
