"""`rehearse CODE`: one case through the real actions and the real worker (docs/rehearse.md)."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from celery import current_app
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from datasharing.lists.permissions.carrying import suppose_agreed
from portal.accounts.actor import SYSTEM
from portal.errors import DomainError
from services.queries import published_life_events
from windows.cases.states import Channel
from windows.demo.load import load_demo
from windows.rehearsal.crowd import rush
from windows.rehearsal.errors import RehearsalStuck
from windows.rehearsal.outage import Interruption
from windows.rehearsal.report import Report
from windows.rehearsal.run import EXAMINE_SECONDS, rehearse
from windows.rehearsal.telling import Teller

ANSWER_SECONDS = 2.0
CANNOT_GO_ON, STUCK = 2, 1


class Command(BaseCommand):
    help = (
        "Rehearse one case of a life event through the real actions and the real worker, with "
        "invented people. Exit code 2: these answers cannot go on; 1: it got stuck."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", nargs="?", help="life event, such as P10")
        parser.add_argument("--all", action="store_true", help="every published life event")
        parser.add_argument("--answers", help="q=o,q2=o1+o2; without it, those with most matters")
        parser.add_argument("--channel", choices=Channel.values, default=Channel.ONLINE.value)
        parser.add_argument("--timeout", type=float, default=120, help="seconds for one case")
        parser.add_argument("--examine", type=float, default=EXAMINE_SECONDS, help="per approval")
        parser.add_argument("--language", choices=("zh", "en"), default="zh")
        parser.add_argument("--json", action="store_true", help="one JSON document and no more")
        parser.add_argument(
            "--stop-registers-at",
            type=int,
            metavar="N",
            help="after N answers the invented registers stop, and start again a little later",
        )
        parser.add_argument("--cases", type=int, help="so many cases decided at once, then checked")
        parser.add_argument("--processes", type=int, default=2, help="of officers, with --cases")

    def handle(self, *args: Any, code: str | None, **options: Any) -> None:
        if settings.ENVIRONMENT.is_production:
            raise CommandError(
                "A rehearsal writes invented people and cases; this is production. Rehearse on a "
                "copy: PORTAL_MODE=demo."
            )
        if bool(code) == options["all"]:
            raise CommandError("Name one life event, such as P10, or say --all.")
        if options["stop_registers_at"] is not None and (code is None or options["cases"]):
            raise CommandError("--stop-registers-at needs one life event and one case.")
        if not current_app.control.inspect(timeout=ANSWER_SECONDS).ping():
            raise CommandError(
                "No worker answers. Run `python3 manage.py rehearse …`, which starts one, or "
                "`python3 manage.py up` beside it."
            )
        with transaction.atomic(durable=True):
            suppose_agreed(actor=SYSTEM)  # a rehearsal supposes that the departments have agreed
        if settings.ENVIRONMENT.mode == "demo" and not published_life_events().exists():
            self.stderr.write("Nothing is published here yet: loading the shipped catalogue.")
            load_demo(self.stderr.write, with_cases=False)
        try:
            status = self._many(code, options) if options["cases"] else self._run(code, options)
        except DomainError as refusal:
            raise CommandError(f"{refusal.said} {refusal.advice} {_told(refusal)}") from refusal
        if status:
            sys.exit(status)

    def _run(self, code: str | None, options: dict[str, Any]) -> int:
        if code is not None:
            return self._one(code, options)
        return self._each(options)

    def _one(self, code: str, options: dict[str, Any]) -> int:
        teller = Teller(options["language"])
        is_quiet = options["json"]
        try:
            report = self._rehearse(
                code, options, tell=None if is_quiet else lambda h: self._say(teller.happening(h))
            )
        except RehearsalStuck as stuck:
            if is_quiet:
                self._print(
                    {"schema": "rehearsal/1", "outcome": "stuck", "reasons": [_pair(stuck)]}
                )
            self.stderr.write(self.style.ERROR(teller.say(stuck.said)))
            return STUCK
        if is_quiet:
            self._print(report.as_json())
        else:
            self._tell_whole(teller, report)
        return 0 if report.is_finished else CANNOT_GO_ON

    def _each(self, options: dict[str, Any]) -> int:
        teller, reports, stuck = Teller(options["language"]), [], []
        for edition in published_life_events().order_by("life_event__code"):
            code = edition.life_event.code
            try:
                report = self._rehearse(code, options | {"answers": None}, tell=None)
            except RehearsalStuck as reason:
                stuck.append({"code": code, "reasons": [_pair(reason)]})
                self._note(options, self.style.ERROR(f"{code:5} ✗ {teller.say(reason.said)}"))
            else:
                reports.append(report)
                self._note(options, _row(report))
        if options["json"]:
            rehearsals = [report.as_json() for report in reports]
            self._print({"schema": "rehearsals/1", "rehearsals": rehearsals, "stuck": stuck})
        return STUCK if stuck else 0

    def _many(self, code: str | None, options: dict[str, Any]) -> int:
        if code is None:
            raise CommandError("--cases needs one life event.")
        found = rush(
            code,
            cases=options["cases"],
            processes=options["processes"],
            answers=options["answers"],
            timeout=options["timeout"],
            tell=lambda line: self._note(options, line),
        )
        self._print(found.as_json())
        return 0 if found.is_good else STUCK

    def _rehearse(self, code: str, options: dict[str, Any], *, tell: Any) -> Report:
        more = {"tell": tell} if tell else {}
        stop_at = options["stop_registers_at"]
        if stop_at is not None:
            more["interruption"] = Interruption(stop_at)
        try:
            return rehearse(
                code,
                answers=options["answers"],
                channel=options["channel"],
                timeout=options["timeout"],
                examine=options["examine"],
                **more,
            )
        except ValueError as error:
            raise CommandError(f"Cannot read the answers at {error}: q=o,q2=o1+o2") from error

    def _tell_whole(self, teller: Teller, report: Report) -> None:
        self._say("")
        for lines in (
            teller.opening(report),
            teller.lanes(report.approvals),
            teller.figures(report),
        ):
            for line in lines:
                self._say(line)

    def _note(self, options: dict[str, Any], line: str) -> None:
        """Progress: beside the JSON where that is asked for."""
        if options["json"] or options["cases"]:
            self.stderr.write(line)
        else:
            self._say(line)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _print(self, document: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(document, ensure_ascii=False, indent=1))


def _row(report: Report) -> str:
    """One line of the table of `--all`."""
    burden = report.burden
    papers = f"{burden.before:3}→{len(burden.asked):2}" if burden else "  —   "
    return (
        f"{report.edition.life_event.code:5} {report.outcome:10} "
        f"visits {report.plan.visits.before:2}→{report.plan.visits.count} papers {papers} "
        f"reads {report.answered:2}/{len(report.reads):<2} "
        f"departments {len(report.plan.departments):2} "
        f"parallel {report.widest:2}/{report.plan.widest:2} "
        f"{report.seconds:5.1f}s  {report.edition.name}"
    )


def _pair(stuck: RehearsalStuck) -> dict[str, str]:
    return {"zh": stuck.said.zh, "en": stuck.said.en}


def _told(refusal: DomainError) -> str:
    """What the details say, in a line."""
    said = [
        each.get("message", "") if isinstance(each, dict) else str(each) for each in refusal.details
    ]
    return "；".join(filter(None, said))
