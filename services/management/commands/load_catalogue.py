"""`load_catalogue FILE`: publish what changed in a catalogue file or folder, if it passes.

Exit code 1 where it is refused; then nothing at all was written.
"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.accounts.actor import SYSTEM, Actor, actor_of
from portal.accounts.models import User
from portal.errors import DomainError
from services.catalogue.load_file import load_file
from services.catalogue.loading.judging import Judged
from services.catalogue.loading.refusal import LoadingRefused
from services.catalogue.loading.report import burden_lines, check_lines
from services.catalogue.sections import Tally
from services.catalogue.text import Text
from services.errors import CatalogueRefused

MOST_NAMES = 12


class Command(BaseCommand):
    help = "Publish what changed in a catalogue file or folder (docs/catalogue-format.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a YAML file, or a folder of them")
        parser.add_argument(
            "--region", default="", help="region code; else the file's own, else PORTAL_REGION"
        )
        parser.add_argument("--strict", action="store_true", help="take warnings for faults")
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="say what would change, what the checks say and what it costs; keep nothing",
        )
        parser.add_argument(
            "--why", default="", help="why, for the public; needed where more is asked of people"
        )
        parser.add_argument("--why-en", default="", help="the same in English")
        parser.add_argument(
            "--by", default="", help="account of the editor or administrator who answers for it"
        )

    def handle(self, *, file: Path, region: str, dry_run: bool, **options: Any) -> None:
        self.stdout.write(_("正在读取 %(file)s ……") % {"file": file})
        try:
            loaded = load_file(
                file,
                actor=_who(options["by"]),
                region=region,
                is_strict=options["strict"],
                is_dry_run=dry_run,
                why=Text(options["why"], options["why_en"]),
            )
        except CatalogueRefused as refused:
            self._warnings([str(each) for each in refused.warnings])
            if isinstance(refused, LoadingRefused):
                self._judged(refused.judged)
            for fault in refused.faults:
                self.stderr.write(self.style.ERROR(f"  ✗ {fault}"))
            raise CommandError(f"{refused.said} {refused.advice}") from refused
        except DomainError as refused:
            raise CommandError(f"{refused.said} {refused.advice}") from refused
        self._warnings([str(each) for each in loaded.warnings])
        for kind, tally in loaded.report.tallies.items():
            self._tally(kind, tally)
        for name in loaded.report.left_retired:
            left = _("已经停用，没有载入：%(n)s") % {"n": name}
            self.stdout.write(self.style.WARNING(f"  ! {left}"))
        if dry_run or not loaded.report.changed_nothing:
            self._judged(loaded.report.judged)
        if dry_run:
            self.stdout.write(_("这是试运行，没有写入任何内容。"))
        elif loaded.report.changed_nothing:
            self.stdout.write(self.style.SUCCESS(_("没有变化，没有写入任何内容。")))
        else:
            self.stdout.write(self.style.SUCCESS(_("已发布。")))

    def _warnings(self, warnings: list[str]) -> None:
        for warning in warnings:
            self.stdout.write(self.style.WARNING(f"  ! {warning}"))

    def _judged(self, judged: Judged | None) -> None:
        """The checks line by line, then the burden of all that is new or changed."""
        if judged is None:
            return
        for line in (*check_lines(judged), *burden_lines(judged)):
            self.stdout.write(f"  {line}")

    def _tally(self, kind: str, tally: Tally) -> None:
        names = {
            "departments": _("部门"),
            "materials": _("材料"),
            "elements": _("数据项"),
            "matters": _("事项"),
            "life_events": _("一件事"),
        }
        counts = _("新增 %(created)s，变更 %(changed)s，未变 %(unchanged)s") % tally.counts()
        self.stdout.write(f"{names.get(kind, kind)}：{counts}")
        for mark, found in (("+", tally.created), ("~", tally.changed)):
            for name in found[:MOST_NAMES]:
                self.stdout.write(f"  {mark} {name}")
            if len(found) > MOST_NAMES:
                rest = _("还有 %(n)s 项") % {"n": len(found) - MOST_NAMES}
                self.stdout.write(f"  {mark} …… {rest}")


def _who(username: str) -> Actor:
    """The account named, else the system. Raises CommandError where there is no such account."""
    if not username:
        return SYSTEM
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise CommandError(_("没有名为 %(name)s 的账号。") % {"name": username})
    return actor_of(user)
