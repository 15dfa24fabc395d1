"""`load_laws FILE`: take over the text of statutes, so that citations can be checked."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import SYSTEM
from portal.errors import DomainError
from services.errors import LawsRefused
from services.statutes.actions import load_laws


class Command(BaseCommand):
    help = "Take over the text of statutes from a file of JSON lines (docs/checks.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="law, article, text on each line, as JSON")

    def handle(self, *, file: Path, **_options: Any) -> None:
        try:
            with transaction.atomic(durable=True):
                tally = load_laws(file, actor=SYSTEM, progress=self._progress)
        except LawsRefused as refused:
            for fault in refused.faults:
                self.stderr.write(self.style.ERROR(f"  ✗ {fault}"))
            raise CommandError(f"{refused.said} {refused.advice}") from refused
        except DomainError as refused:
            raise CommandError(f"{refused.said} {refused.advice}") from refused
        counts = _("新增 %(created)s，变更 %(changed)s，未变 %(unchanged)s，删去 %(removed)s") % {
            "created": tally.created,
            "changed": tally.changed,
            "unchanged": tally.unchanged,
            "removed": tally.removed,
        }
        self.stdout.write(
            self.style.SUCCESS(f"{_('法律法规 %(n)s 部') % {'n': tally.laws}}：{counts}")
        )
        if tally.older:
            self.stdout.write(_("有 %(n)s 条比已有的版本旧，没有采用。") % {"n": tally.older})

    def _progress(self, read: int) -> None:
        self.stdout.write(_("已读 %(n)s 条 ……") % {"n": read})
