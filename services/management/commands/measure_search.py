"""`measure_search`: how long a search takes over many matters; nothing is kept."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from services.search.index import rebuild
from services.search.measuring import invented, measure, names_in, own_names, queries_about


class Command(BaseCommand):
    help = "Time the search over invented matters, in a transaction that is rolled back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--matters", type=int, default=100_000)
        parser.add_argument("--queries", type=int, default=1000)
        parser.add_argument(
            "--names", type=Path, help="CSV whose column `name` is varied; else our own catalogue"
        )
        parser.add_argument("--slowest", action="store_true", help="name the slowest queries")

    def handle(
        self, *, matters: int, queries: int, names: Path | None, slowest: bool, **_options: Any
    ) -> None:
        base = names_in(names) if names else own_names()
        with transaction.atomic(durable=True):
            start = time.monotonic()
            done = rebuild(also=invented(base, matters))
            self.stdout.write(
                _("%(n)s 条，%(terms)s 个词，建库 %(s)s 秒。")
                % {"n": done.written, "terms": done.terms, "s": f"{time.monotonic() - start:.1f}"}
            )
            found = measure(queries_about(base, queries))
            transaction.set_rollback(True)
        self.stdout.write(
            _("%(n)s 次搜索：p50 %(a)s 毫秒，p95 %(b)s 毫秒，p99 %(c)s 毫秒。")
            % {
                "n": found.queries,
                "a": f"{found.p50:.1f}",
                "b": f"{found.p95:.1f}",
                "c": f"{found.p99:.1f}",
            }
        )
        for taken, query in found.slowest if slowest else ():
            self.stdout.write(f"  {taken:.1f} {query}")
