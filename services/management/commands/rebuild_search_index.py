"""`rebuild_search_index`: write what search reads anew, from what is published."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from services.search.index import rebuild


class Command(BaseCommand):
    help = "Write the search index anew from what is published (docs/search.md)."

    def handle(self, **_options: Any) -> None:
        start = time.monotonic()
        with transaction.atomic(durable=True):
            done = rebuild(lambda written: self.stdout.write(_("已写 %(n)s 条") % {"n": written}))
        self.stdout.write(
            self.style.SUCCESS(
                _("检索库已重建：%(n)s 条，%(terms)s 个词，去掉 %(gone)s 条，用时 %(s)s 秒。")
                % {
                    "n": done.written,
                    "terms": done.terms,
                    "gone": done.removed,
                    "s": f"{time.monotonic() - start:.1f}",
                }
            )
        )
