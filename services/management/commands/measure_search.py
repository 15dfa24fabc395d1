"""`measure_search`: how long a search takes over many matters; nothing is kept."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from services.search.index import rebuild
from services.search.measuring import (
    Spread,
    invented,
    measure,
    names_in,
    own_names,
    queries_about,
)


class Command(BaseCommand):
    help = "Time the search over invented matters, in a transaction that is rolled back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--matters", type=int, default=100_000)
        parser.add_argument("--queries", type=int, default=1000)
        parser.add_argument(
            "--names", type=Path, help="CSV whose column `name` is varied; else our own catalogue"
        )
        parser.add_argument(
            "--passes",
            type=int,
            default=1,
            help="search everything so many times and take the quickest of each query",
        )
        parser.add_argument(
            "--most-ms", type=float, help="end with an error if p95 by the clock is above it"
        )
        parser.add_argument("--slowest", action="store_true", help="name the slowest queries")

    def handle(
        self,
        *,
        matters: int,
        queries: int,
        names: Path | None,
        passes: int,
        most_ms: float | None,
        slowest: bool,
        **_options: Any,
    ) -> None:
        base = names_in(names) if names else own_names()
        with transaction.atomic(durable=True):
            start = time.monotonic()
            done = rebuild(also=invented(base, matters))
            self.stdout.write(
                _("%(n)s 条，%(terms)s 个词，建库 %(s)s 秒。")
                % {"n": done.written, "terms": done.terms, "s": f"{time.monotonic() - start:.1f}"}
            )
            found = measure(queries_about(base, queries), passes=max(1, passes))
            transaction.set_rollback(True)
        said = _("%(n)s 次搜索，各取 %(k)s 遍中最快的一遍：")
        self.stdout.write(said % {"n": found.queries, "k": found.passes})
        self._spread(_("时钟"), found.clock)
        if found.processor.p99:
            self._spread(_("处理器（本进程和数据库）"), found.processor)
        for taken, query in found.slowest if slowest else ():
            self.stdout.write(f"  {taken:.1f} {query}")
        if most_ms is not None and found.clock.p95 > most_ms:
            raise CommandError(
                _("p95 是 %(is)s 毫秒，超过了 %(most)s 毫秒。")
                % {"is": f"{found.clock.p95:.1f}", "most": f"{most_ms:g}"}
            )

    def _spread(self, name: str, spread: Spread) -> None:
        said = _("p50 %(a)s 毫秒，p95 %(b)s 毫秒，p99 %(c)s 毫秒")
        numbers = {"a": spread.p50, "b": spread.p95, "c": spread.p99}
        self.stdout.write(f"{name}：{said % {key: f'{ms:.1f}' for key, ms in numbers.items()}}")
