"""`judge_search FILE.csv`: how often the right thing is among the first three, in both halves."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
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
            "--most-missed",
            type=float,
            metavar="PERCENT",
            help="end with an error if either half misses more than this among the first three",
        )
        parser.add_argument(
            "--held-out",
            action="store_true",
            help="list the missed queries of the held-out half too: it is used up then",
        )

    def handle(
        self, *, file: Path, most_missed: float | None, held_out: bool, **_options: Any
    ) -> None:
        if not file.is_file():
            raise CommandError(_("没有文件 %(file)s。") % {"file": file})
        try:
            rows, left_out = read_judged(file)
        except KeyError as error:
            raise CommandError(_("%(file)s 要有 query 和 code 两列。") % {"file": file}) from error
        verdict = judge(rows, codes_for)
        halves = ((_("调试的一半"), verdict.tuned), (_("留作检验的一半"), verdict.held_out))
        for (name, half), is_told in zip(halves, (True, held_out), strict=True):
            self._half(name, half, is_told=is_told)
        if left_out:
            self.stdout.write(_("只指单个事项而未计入的有 %(n)s 条。") % {"n": left_out})
        if not rows:
            raise CommandError(_("没有可以评判的查询。"))
        worst = 100 * (1 - min(half.share for _name, half in halves))
        if most_missed is not None and worst > most_missed:
            raise CommandError(
                _("前三没有命中的最多的一半是 %(is)s%%，超过了 %(most)s%%。")
                % {"is": f"{worst:.1f}", "most": f"{most_missed:g}"}
            )

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
