"""`check_catalogue [CODE…]`: does the catalogue keep its promise? Exit code 1 where it does not."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from services.catalogue.parse import parse
from services.checks.findings import Severity
from services.checks.reporting import document, rule_lines, subject_line, totals
from services.checks.running import (
    Subject,
    check_catalogue_spec,
    check_events,
    check_published,
    codes_online,
)
from services.models import Revision
from services.queries import known
from services.revisions.affected import affected_by
from services.revisions.queries import spec_of


class Command(BaseCommand):
    help = "Check what is published, a file, or a draft (docs/checks.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", nargs="*", help="life events or matters; all without any")
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--file", type=Path, help="a catalogue file or folder, not yet loaded")
        which.add_argument("--draft", type=int, help="the number of a revision")
        parser.add_argument("--json", action="store_true", help="one JSON document")

    def handle(
        self,
        *,
        code: list[str],
        file: Path | None,
        draft: int | None,
        verbosity: int,
        **options: Any,
    ) -> None:
        if file is not None:
            subjects = self._of_file(file, code)
        elif draft is not None:
            subjects = self._of_draft(draft)
        else:
            subjects = self._online(code)
        done = []
        for subject in subjects:
            done.append(subject)
            if not options["json"]:
                self.stdout.write(self._coloured(self._worst(subject), subject_line(subject)))
        if options["json"]:
            self.stdout.write(json.dumps(document(done), ensure_ascii=False, indent=1))
        else:
            self._report(done, is_full=verbosity > 1)
        if wrong := totals(done)["errors"]:
            raise CommandError(_("目录有 %(n)s 处错误。请按列出的办法改正。") % {"n": wrong})

    def _online(self, codes: list[str]) -> Iterator[Subject]:
        if unknown := set(codes) - codes_online(codes):
            raise CommandError(
                _("没有上线的一件事或事项：%(codes)s。") % {"codes": "、".join(sorted(unknown))}
            )
        return check_published(codes)

    def _of_file(self, file: Path, codes: list[str]) -> Iterator[Subject]:
        parsed = parse(file, known=known())
        if parsed.spec is None:
            for fault in parsed.faults:
                self.stderr.write(self.style.ERROR(f"  ✗ {fault}"))
            raise CommandError(_("目录文件有错误，还不能检查。请先按列出的位置改正。"))
        return check_catalogue_spec(parsed.spec, codes)

    def _of_draft(self, pk: int) -> Iterator[Subject]:
        """The draft, and every published life event that it changes along the way."""
        revision = Revision.objects.filter(pk=pk).first()
        if revision is None:
            raise CommandError(_("没有编号为 %(pk)s 的修订稿。") % {"pk": pk})
        spec = spec_of(revision)
        return check_events([spec, *affected_by(spec)])

    def _report(self, subjects: list[Subject], *, is_full: bool) -> None:
        for severity, line in rule_lines(subjects, is_full=is_full):
            self.stdout.write(self._coloured(severity, line))
        said = _(
            "共：错误 %(errors)s，提醒 %(warnings)s，建议 %(advice)s，"
            "情形 %(combinations)s 种，方案 %(computed)s 个，%(seconds)s 秒"
        ) % totals(subjects)
        self.stdout.write(said)

    def _worst(self, subject: Subject) -> Severity | None:
        return next((each for each in Severity if subject.count(each)), None)

    def _coloured(self, severity: Severity | None, line: str) -> str:
        if severity is Severity.ERROR:
            return self.style.ERROR(line)
        return self.style.WARNING(line) if severity is Severity.WARNING else line
