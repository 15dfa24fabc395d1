"""办结时限 as records write it: 30(工作日), 90（自然日）, 20 with its unit beside it, 无."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.catalogue.spec import DayUnit
from services.imports.record import Record

_LIMIT = re.compile(r"(\d{1,4})\s*[（(]?\s*(个?工作日|自然日|日|天|个?小时|时)?\s*[)）]?")
_NATURAL = frozenset({"自然日", "日", "天"})
_HOURS = frozenset({"小时", "个小时", "时"})
HOURS_OF_DAY = 24


@dataclass(frozen=True, slots=True)
class Limit:
    days: int
    unit: DayUnit
    said: str


def read_limit(record: Record, *names: str, unit: str) -> Limit | None:
    """None where nothing is stated or nothing can be read. Without a unit: working days
    (行政许可法 art. 82).
    """
    said = record.take(*names)
    beside = record.take(unit)
    if not said:
        return None
    match = _LIMIT.fullmatch(said)
    if match is None:
        record.find("value.unreadable", names[0], value=said)
        record.keep(names[0], said)
        return None
    number, word = int(match[1]), match[2] or beside
    if word in _HOURS:
        return Limit(-(-number // HOURS_OF_DAY), DayUnit.NATURAL, f"{said}{beside}")
    if word and word not in _NATURAL and "工作日" not in word:
        record.find("list.unknown", unit, value=word)
        record.keep(unit, word)
    is_natural = word in _NATURAL
    return Limit(number, DayUnit.NATURAL if is_natural else DayUnit.WORKING, said)


@dataclass(frozen=True, slots=True)
class Limits:
    statutory: int | None
    promised: int
    unit: DayUnit
    statutory_said: str = ""
    promised_said: str = ""


def read_limits(record: Record) -> Limits:
    """Both limits in one unit, the promise never longer than the law."""
    statutory = read_limit(record, "ANTICIPATE_DAY", "handle_time", unit="ANTICIPATE_TYPE")
    promised = read_limit(record, "PROMISE_DAY", "handle_time_limit", unit="PROMISE_TYPE")
    if statutory is None:
        record.find("limit.no_statutory", "ANTICIPATE_DAY")
    if promised is None:
        days = statutory.days if statutory else 0
        unit = statutory.unit if statutory else DayUnit.WORKING
        record.find("limit.no_promise", "PROMISE_DAY", days=days)
        return Limits(statutory.days if statutory else None, days, unit, promised_said="无")
    if statutory is None:
        return Limits(None, promised.days, promised.unit)
    if statutory.unit is not promised.unit:
        record.find(
            "limit.unit", "ANTICIPATE_DAY", statutory=statutory.said, promised=promised.said
        )
        return Limits(None, promised.days, promised.unit, statutory_said=statutory.said)
    if promised.days > statutory.days:
        record.find(
            "limit.promise_longer",
            "PROMISE_DAY",
            promised=promised.days,
            statutory=statutory.days,
        )
        return Limits(statutory.days, statutory.days, statutory.unit, promised_said=promised.said)
    return Limits(statutory.days, promised.days, promised.unit)
