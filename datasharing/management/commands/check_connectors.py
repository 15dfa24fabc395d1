from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from datasharing.trials import Trial, trials


class Command(BaseCommand):
    help = (
        "Asks the test system of each connected resource (or the sandbox) about invented people, "
        "and checks that the answers keep the contract. Ends with an error where one does not."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("codes", nargs="*", help="DS07 DS13; all that are connected by default")
        parser.add_argument("--json", action="store_true", help="one JSON list instead of a table")

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(trials(options["codes"]))
        unknown = sorted(set(options["codes"]) - {each.code for each in found})
        if unknown:
            raise CommandError(f"There is no resource {', '.join(unknown)}.")
        if options["json"]:
            self.stdout.write(json.dumps([asdict(each) for each in found], ensure_ascii=False))
        else:
            for each in found:
                self.stdout.write(_line(each))
        broken = [each.code for each in found if each.is_tried and each.faults]
        if broken:
            raise CommandError(f"These do not keep the contract: {', '.join(broken)}.")


def _line(trial: Trial) -> str:
    verdict = "kept" if trial.is_kept else "BROKEN" if trial.is_tried else "not tried"
    why = "; ".join(trial.faults) or f"{trial.milliseconds} ms"
    rests = f" (resting for {trial.rests} s)" if trial.rests else ""
    return f"{trial.code}  {trial.connector:<10} {verdict:<10} {why}{rests}"
