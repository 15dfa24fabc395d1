"""A file of statutes: JSON lines `law`, `article`, `text`, and `version_date`, `article_label`."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from django.utils.translation import gettext as _

from services.catalogue.faults import Findings, Place
from services.statutes.names import article_number, short_name

LONGEST_LINE = 1_000_000
MOST_FAULTS = 100


@dataclass(frozen=True, slots=True)
class Line:
    law: str
    version_date: dt.date | None
    article: str
    label: str
    text: str


class _Bad(Exception):
    pass


def lines(file: IO[bytes], name: str, findings: Findings) -> Iterator[Line]:
    """Each usable line; the others go to findings with their number. Empty lines are nothing."""
    number = 0
    while raw := file.readline(LONGEST_LINE + 1):
        number += 1
        if not raw.strip():
            continue
        try:
            yield _line(raw)
        except _Bad as bad:
            findings.fault(Place(name, number), str(bad), _("请改正后再载入。"))
            if len(raw) > LONGEST_LINE or len(findings.faults) >= MOST_FAULTS:
                return


def _line(raw: bytes) -> Line:
    if len(raw) > LONGEST_LINE:
        raise _Bad(_("这一行太长。"))
    try:
        held = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _Bad(_("不是一行 JSON。")) from error
    if not isinstance(held, dict):
        raise _Bad(_("应当是一个 JSON 对象。"))
    article = article_number(str(held.get("article", "")))
    if not article:
        raise _Bad(_("条的编号 “%(a)s” 看不懂。") % {"a": str(held.get("article"))[:40]})
    return Line(
        law=short_name(_text(held, "law", 200)),
        version_date=_date(held.get("version_date")),
        article=article,
        label=_text(held, "article_label", 40, is_required=False),
        text=_text(held, "text", 100_000),
    )


def _text(held: dict[str, Any], key: str, most: int, *, is_required: bool = True) -> str:
    said = held.get(key, "")
    if not isinstance(said, str) or (is_required and not said.strip()):
        raise _Bad(_("缺少 %(key)s。") % {"key": key})
    if len(said) > most or "\x00" in said:
        raise _Bad(_("%(key)s 太长，或者含有控制字符。") % {"key": key})
    return said.strip()


def _date(said: object) -> dt.date | None:
    if said in (None, ""):
        return None
    try:
        return dt.date.fromisoformat(str(said))
    except ValueError as error:
        raise _Bad(_("版本日期 “%(d)s” 看不懂。") % {"d": str(said)[:40]}) from error
