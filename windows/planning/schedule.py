"""When each matter starts and ends, in days and in dates, and which of them set the pace."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from services.catalogue.spec import Answers, DayUnit, MatterSpec, ProcedureSpec
from windows.planning.calendar import Calendar, DateUnknown
from windows.planning.order import Order

Segments = tuple[tuple[int, DayUnit], ...]
"""Time limits one after the other, each counting in its own way."""


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int


def procedures_of(matter: MatterSpec, answers: Answers) -> tuple[ProcedureSpec, ...]:
    return tuple(p for p in matter.procedures if p.condition.holds(answers))


def segments(limit: int, unit: DayUnit, procedures: Iterable[ProcedureSpec]) -> Segments:
    """The limit, then the special procedures, whose time the limit does not include (行政许可法 art. 45)."""
    parts = [(limit, unit), *((p.days or 0, p.unit) for p in procedures)]
    return tuple((days, kind) for days, kind in parts if days > 0)


def length(parts: Segments) -> int:
    return sum(days for days, _ in parts)


def spans(codes: tuple[str, ...], order: Order, lengths: Mapping[str, int]) -> dict[str, Span]:
    """Offsets in days: a matter starts when the last it waits for ends."""
    found: dict[str, Span] = {}
    for code in codes:
        start = max((found[earlier].end for earlier in order.earlier_than(code)), default=0)
        found[code] = Span(start, start + lengths[code])
    return found


def dates(
    codes: tuple[str, ...],
    order: Order,
    parts: Mapping[str, Segments],
    today: date,
    add_days: Callable[[date, int, str], date],
) -> dict[str, tuple[date, date]] | None:
    """First and last day of each matter; None where a year on the way has no announced holidays."""
    found: dict[str, tuple[date, date]] = {}
    try:
        for code in codes:
            start = max((found[earlier][1] for earlier in order.earlier_than(code)), default=today)
            end = start
            for days, unit in parts[code]:
                end = add_days(end, days, unit.value)
            found[code] = start, end
    except DateUnknown:
        return None
    return found


def slowest_chain(
    codes: tuple[str, ...], order: Order, ends: Mapping[str, int] | Mapping[str, date]
) -> tuple[str, ...]:
    """The matters which decide when everything is done: back from the last to end."""
    if not codes:
        return ()
    chain = [max(codes, key=lambda code: ends[code])]
    while earlier := order.earlier_than(chain[-1]):
        chain.append(max(earlier, key=lambda code: ends[code]))
    return tuple(reversed(chain))


def remembering(calendar: Calendar) -> Callable[[date, int, str], date]:
    """`calendar.add_days` which counts each stretch once: many matters start on one day."""
    known: dict[tuple[date, int, str], date] = {}

    def add_days(start: date, n: int, unit: str) -> date:
        key = start, n, unit
        if key not in known:
            known[key] = calendar.add_days(start, n, unit)
        return known[key]

    return add_days
