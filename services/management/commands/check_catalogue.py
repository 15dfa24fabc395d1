"""`check_catalogue [CODE…]`: does the catalogue keep its promise? Exit code 1 where it does not."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from services.catalogue.parse import parse
from services.checks.findings import Finding, Severity, errors
from services.checks.registry import Coverage
from services.checks.reporting import Document, Lines, finding_line, subject_line, totals
from services.checks.running import Run, Subject, codes_online
from services.models import Revision
from services.queries import known
from services.revisions.affected import affected_by
from services.revisions.homes import home_of
from services.revisions.queries import spec_of
from services.revisions.soundness import check_soundness


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
        lines, document = Lines(), Document(self._write)
        is_full = verbosity > 1

        def tell(finding: Finding) -> None:
            if options["json"]:
                document.take(finding)
                return
            lines.take(finding)
            if is_full:
                said = f"  {finding.rule}: {finding_line(finding)}"
                self.stdout.write(self._coloured(finding.severity, said))

        subjects = self._subjects(Run(tell), code, file, draft)
        if options["json"]:
            document.begin()
        done = []
        for subject in subjects:
            done.append(subject)
            if not options["json"]:
                self.stdout.write(self._coloured(self._worst(subject), subject_line(subject)))
        if options["json"]:
            document.end(done)
        else:
            self._report(done, lines, is_full=is_full)
        if wrong := totals(done)["errors"]:
            raise CommandError(_("目录有 %(n)s 处错误。请按列出的办法改正。") % {"n": wrong})

    def _subjects(
        self, run: Run, codes: list[str], file: Path | None, draft: int | None
    ) -> Iterator[Subject]:
        if file is not None:
            return self._of_file(run, file, codes)
        return self._online(run, codes) if draft is None else self._of_draft(run, draft)

    def _write(self, text: str) -> None:
        self.stdout.write(text, ending="")

    def _online(self, run: Run, codes: list[str]) -> Iterator[Subject]:
        if unknown := set(codes) - codes_online(codes):
            raise CommandError(
                _("没有上线的一件事或事项：%(codes)s。") % {"codes": "、".join(sorted(unknown))}
            )
        return run.published(codes)

    def _of_file(self, run: Run, file: Path, codes: list[str]) -> Iterator[Subject]:
        parsed = parse(file, known=known(), takes_wrong_codes=True)
        if parsed.spec is None:
            for fault in parsed.faults:
                self.stderr.write(self.style.ERROR(f"  ✗ {fault}"))
            raise CommandError(_("目录文件有错误，还不能检查。请先按列出的位置改正。"))
        return run.catalogue(parsed.spec, codes)

    def _of_draft(self, run: Run, pk: int) -> Iterator[Subject]:
        """The draft, and every published life event that it changes along the way.

        What cannot even be written down stops here, as it does at the gate of a publication.
        """
        revision = Revision.objects.filter(pk=pk).first()
        if revision is None:
            raise CommandError(_("没有编号为 %(pk)s 的修订稿。") % {"pk": pk})
        spec = spec_of(revision)
        if unsound := errors(check_soundness(spec, Coverage(), region=home_of(spec.code))):
            return run.stopped(spec, unsound)
        return run.events([spec, *affected_by(spec)])

    def _report(self, subjects: list[Subject], lines: Lines, *, is_full: bool) -> None:
        for severity, line in lines.all(are_told_already=is_full):
            self.stdout.write(self._coloured(severity, line))
        if any(subject.is_stopped for subject in subjects):
            self.stdout.write(_("其他检查要等这些错误改好以后才能做。"))
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
