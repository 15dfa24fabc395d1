"""`judge_search FILE.csv`: how often the right thing is among the first three, in both halves."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from services.search import find
from services.search.judging import Half, judge, read_judged


def codes_for(query: str) -> list[str]:
    """As the page lists them: life events, then matters."""
    found = find(query)
    return [hit.entry.code for hit in (*found.events, *found.matters)]


class Command(BaseCommand):
    help = "Judge the search on a file with the columns query and code (docs/search.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--held-out",
            action="store_true",
            help="list the missed queries of the held-out half too: it is used up then",
        )

    def handle(self, *, file: Path, held_out: bool, **_options: Any) -> None:
        rows, left_out = read_judged(file)
        verdict = judge(rows, codes_for)
        self._half(_("调试的一半"), verdict.tuned, is_told=True)
        self._half(_("留作检验的一半"), verdict.held_out, is_told=held_out)
        if left_out:
            self.stdout.write(_("只指单个事项而未计入的有 %(n)s 条。") % {"n": left_out})

    def _half(self, name: str, half: Half, *, is_told: bool) -> None:
        counts = _("%(n)s 条，前三命中 %(within)s（%(share)s），第一 %(first)s") % {
            "n": half.rows,
            "within": half.within,
            "share": f"{half.share:.1%}",
            "first": half.first,
        }
        self.stdout.write(f"{name}：{counts}")
        for row, found in half.missed if is_told else []:
            self.stdout.write(f"  ✗ {row.query} → {row.code}；{' '.join(found) or '—'}")
