"""`import_matters FILE`: matters of a file into staging, judged row by row.

Publishing is the act of another person, in the browser. Only a demo or a test publishes from here.
"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.accounts.actor import SYSTEM, Actor, actor_of
from portal.accounts.models import User
from portal.errors import DomainError
from services.imports.actions import begin_publishing, start_import, submit_import
from services.imports.errors import AccountUnknown, PublishInBrowser, ReviewerUnknown
from services.imports.files import digest_of
from services.imports.policy import IMPORTERS, REVIEWERS
from services.imports.readers.formats import READERS
from services.imports.report import report_lines, summary_of
from services.imports.running import publish_import, read_import
from services.models import ImportRun, ImportState, Verdict

PAGE = "/catalogue/imports/%s/"


class Command(BaseCommand):
    help = "Import matters: read and judge row by row (docs/imports.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", choices=sorted(READERS), default="c0109")
        parser.add_argument("--region", default="", help="region code; else PORTAL_REGION")
        parser.add_argument("--dry-run", action="store_true", help="keep nothing")
        parser.add_argument("--report", type=Path, help="write the report row by row (CSV)")
        parser.add_argument("--author", default="", help="account that answers for the import")
        parser.add_argument(
            "--publish", action="store_true", help="demo and test only: publish what is new"
        )
        parser.add_argument("--reviewer", default="", help="with --publish: who agrees")
        parser.add_argument("--why", default="", help="with --publish: why")
        parser.add_argument("--why-en", default="", help="with --publish: why, in English")

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            if options["dry_run"]:
                with transaction.atomic(durable=True):
                    self._run(file, options)
                    transaction.set_rollback(True)
                self.stdout.write(_("这是试运行，没有写入任何内容。"))
            else:
                self._run(file, options)
        except OSError as fault:
            raise CommandError(str(fault)) from fault
        except DomainError as refused:
            for detail in refused.details:
                self.stderr.write(self.style.ERROR(f"  ✗ {detail}"))
            raise CommandError(f"{refused.said} {refused.advice}") from refused

    def _run(self, file: Path, options: dict[str, Any]) -> None:
        author = _author(options["author"])
        reviewer = _reviewer(options["reviewer"]) if options["publish"] else None
        run = self._read(file, options, author)
        if options["report"]:
            with options["report"].open("w", encoding="utf-8", newline="") as report:
                report.writelines(report_lines(run))
            self.stdout.write(_("报告：%(file)s") % {"file": options["report"]})
        self._summary(run)
        if reviewer is not None:
            why, why_en = options["why"] or file.name, options["why_en"]
            self._publish(run, author, reviewer, why=why, why_en=why_en)
        elif run.state == ImportState.READY and not options["dry_run"]:
            self.stdout.write(_("请导入人在网页上送审：%(page)s") % {"page": PAGE % run.pk})

    def _read(self, file: Path, options: dict[str, Any], author: Actor) -> ImportRun:
        begun = perf_counter()
        with file.open("rb") as source:
            run = start_import(
                digest_of(source),
                name=file.name,
                format=options["format"],
                region=options["region"] or settings.PORTAL_REGION,
                actor=author,
            )
            first = run.position
            if first:
                self.stdout.write(_("从第 %(row)s 行继续。") % {"row": first + 1})
            run = read_import(run, source, actor=author, progress=self._progress)
        seconds = perf_counter() - begun
        self.stdout.write(
            _("读了 %(rows)s 行，用时 %(seconds).1f 秒，每秒 %(rate).0f 行。")
            % {
                "rows": run.position - first,
                "seconds": seconds,
                "rate": (run.position - first) / seconds,
            }
        )
        return run

    def _progress(self, run: ImportRun) -> None:
        self.stdout.write(
            f"  {run.published}" if run.state != ImportState.READING else f"  {run.position}"
        )

    def _summary(self, run: ImportRun) -> None:
        summary = summary_of(run)
        names = dict(Verdict.choices)
        for verdict, count in summary.verdicts.items():
            self.stdout.write(f"{names[verdict]}：{count}")
        language = get_language() or "zh-hans"
        for kind in summary.kinds:
            style = self.style.ERROR if kind.severity == "error" else self.style.WARNING
            said = kind.example.in_language(language)
            self.stdout.write(
                style(
                    f"  {kind.count:>6}  {kind.severity:<7} {kind.rule:<22} {kind.field:<18} {said}"
                )
            )

    def _publish(
        self, run: ImportRun, author: Actor, reviewer: Actor, *, why: str, why_en: str
    ) -> None:
        begun = perf_counter()
        run = submit_import(run, why=why, why_en=why_en, actor=author)
        run = begin_publishing(run, actor=reviewer)
        run = publish_import(run, actor=reviewer, progress=self._progress)
        seconds = perf_counter() - begun
        self.stdout.write(
            self.style.SUCCESS(
                _("发布了 %(rows)s 个事项，每秒 %(rate).0f 个。")
                % {"rows": run.published, "rate": run.published / seconds}
            )
        )


def _author(username: str) -> Actor:
    """Where it is earnest an account must answer for it. Raises AccountUnknown."""
    if not username and not settings.ENVIRONMENT.is_production:
        return SYSTEM
    actor = _account(username)
    if actor is None or actor.kind not in IMPORTERS:
        raise AccountUnknown(username=username)
    return actor


def _reviewer(username: str) -> Actor:
    """Raises PublishInBrowser, ReviewerUnknown."""
    if settings.ENVIRONMENT.is_production:
        raise PublishInBrowser
    actor = _account(username)
    if actor is None or actor.kind not in REVIEWERS:
        raise ReviewerUnknown(username=username)
    return actor


def _account(username: str) -> Actor | None:
    user = User.objects.filter(username=username, is_active=True).first()
    return actor_of(user) if user else None
