"""`measure_parsimony`: what the forms ask, what for, and what need not be (docs/one-form.md)."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from services.catalogue.text import Text
from windows.parsimony.meter import SCHEMA, EventMeter, measure
from windows.parsimony.verdicts import VERDICTS, FieldRow, Verdict


class Command(BaseCommand):
    help = (
        "Fields asked but used for nothing, or known already, for each published life event; the "
        "one with the most to spare first. With a code: field by field."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", nargs="?", default="", help="life event, such as P10")
        parser.add_argument("--json", action="store_true", help="one JSON document and no more")
        parser.add_argument("--language", choices=("zh", "en"), default="zh")

    def handle(self, *args: Any, code: str, **options: Any) -> None:
        found = measure(code)
        if code and not found:
            raise CommandError(f"There is no published life event {code}.")
        if options["json"]:
            document = {"schema": SCHEMA, "life_events": [each.as_json() for each in found]}
            self.stdout.write(json.dumps(document, ensure_ascii=False, indent=1))
            return
        language = "en" if options["language"] == "en" else "zh-hans"
        for each in found:
            self.stdout.write(_line(each, language))
            for row in each.rows if code else ():
                self.stdout.write(_field(row, language))
        if not code:
            self.stdout.write(_total(found))


def _line(meter: EventMeter, language: str) -> str:
    return (
        f"{meter.code:5} fields {meter.before:3}→{meter.asked:3} typed {meter.typed:3} "
        f"needless {meter.needless:2} known {meter.known:2} could be {meter.possible:2} "
        f"spare {meter.share:3}%  {meter.name.in_language(language)}"
    )


def _field(row: FieldRow, language: str) -> str:
    uses = _joined(row.uses, language) or "—"
    known = _joined(row.known_by, language) or "—"
    said = VERDICTS[row.verdict].in_language(language)
    return f"  {said}: {row.label.in_language(language)} ({row.element}) | {uses} | {known}"


def _joined(texts: tuple[Text, ...], language: str) -> str:
    return "; ".join(text.in_language(language) for text in texts)


def _total(found: tuple[EventMeter, ...]) -> str:
    before, asked = sum(each.before for each in found), sum(each.asked for each in found)
    typed = sum(each.typed for each in found)
    needless = sum(each.needless for each in found)
    known = sum(each.known for each in found)
    could = sum(each.count(Verdict.POSSIBLE) for each in found)
    return (
        f"all   fields {before:3}→{asked:3} typed {typed:3} needless {needless:2} "
        f"known {known:2} could be {could:2}"
    )
