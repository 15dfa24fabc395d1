"""When each matter starts and ends, in days and in dates, and which of them set the pace."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from services.catalogue.lawful import lasting
from services.catalogue.spec import DayUnit, ProcedureSpec
from windows.planning.calendar import Calendar, DateUnknown
from windows.planning.order import Order

Segments = tuple[tuple[int, DayUnit], ...]
"""Time limits one after the other, each counting in its own way."""
Limits = tuple[Segments, ...]
"""Several limits of one matter: whichever ends first holds; of equals the first that is named."""
AddDays = Callable[[date, int, str], date]


@dataclass(frozen=True, slots=True)
class Schedule:
    """A matter starts when the last it waits for ends."""

    order: Order
    codes: tuple[str, ...]
    """Each after all it waits for."""
    parts: Mapping[str, Segments]
    starts: dict[str, int]
    """Offsets in days, whatever their unit."""
    ends: dict[str, int]
    dates: dict[str, tuple[date, date]] | None
    """First and last day; None where a year on the way has no announced holidays."""

    @property
    def days(self) -> int:
        return max(self.ends.values(), default=0)

    @property
    def units(self) -> set[DayUnit]:
        return {unit for segments_ in self.parts.values() for _, unit in segments_}

    @property
    def unit(self) -> DayUnit:
        """Of `days`. Natural only when every limit is: else an upper bound in working days."""
        return DayUnit.NATURAL if self.units == {DayUnit.NATURAL} else DayUnit.WORKING

    @property
    def critical_path(self) -> tuple[str, ...]:
        return _slowest_chain(self.codes, self.order, self.ends)

    @property
    def last_chain(self) -> tuple[str, ...]:
        """The matters that decide the last date. Natural days may make it another than the path."""
        last_days = {code: days[1] for code, days in (self.dates or {}).items()}
        return _slowest_chain(tuple(last_days), self.order, last_days)

    def last_day(self, today: date, calendar: Calendar) -> date | None:
        """What takes no time is done today, or on the next working day where offices are closed."""
        if self.dates is None or not self.codes:
            return None
        if self.days:
            return max(last for _, last in self.dates.values())
        try:
            return calendar.add_days(today, 0, DayUnit.WORKING.value)
        except DateUnknown:
            return None


def schedule(
    order: Order,
    codes: tuple[str, ...],
    limits: Mapping[str, Limits],
    *,
    today: date,
    add_days: AddDays,
) -> Schedule:
    dates: dict[str, tuple[date, date]] = {}
    parts: dict[str, Segments] = {}
    is_dated = True
    try:
        for code in codes:
            earlier_ends = (dates[earlier][1] for earlier in order.earlier_than(code))
            first = max(earlier_ends, default=today)
            last, parts[code] = _first_to_end(limits[code], first, add_days)
            dates[code] = first, last
    except DateUnknown:
        is_dated = False
        parts = {code: min(limits[code], key=how_long) for code in codes}
    starts: dict[str, int] = {}
    ends: dict[str, int] = {}
    for code in codes:
        starts[code] = max((ends[earlier] for earlier in order.earlier_than(code)), default=0)
        ends[code] = starts[code] + length(parts[code])
    return Schedule(order, codes, parts, starts, ends, dates if is_dated else None)


def _first_to_end(limits: Limits, first: date, add_days: AddDays) -> tuple[date, Segments]:
    """Raises DateUnknown unless the earliest end that is known is certainly the first."""
    known: list[tuple[date, Segments]] = []
    unknown: list[Segments] = []
    for parts in limits:
        day = first
        try:
            for days, unit in parts:
                day = add_days(day, days, unit.value)
        except DateUnknown:
            unknown.append(parts)
        else:
            known.append((day, parts))
    if not known:
        raise DateUnknown
    found = min(known, key=lambda each: each[0])
    if any(_not_before(parts, first, add_days) < found[0] for parts in unknown):
        raise DateUnknown
    return found


def _not_before(parts: Segments, first: date, add_days: AddDays) -> date:
    """The earliest day on which limits can end that the calendar does not reach the end of: each
    day of theirs that is beyond it takes a day at least.
    """

    def is_unknown(n: int) -> bool:
        try:
            add_days(day, n, unit.value)
        except DateUnknown:
            return True
        return False

    day = first
    for days, unit in parts:
        reached = bisect_left(range(1, days + 1), x=True, key=is_unknown)
        if reached:
            day = add_days(day, reached, unit.value)
        day += timedelta(days - reached)
    return day


def how_long(parts: Segments) -> int:
    """To compare limits where no dates are known."""
    return sum(lasting(days, unit) for days, unit in parts)


def segments(limit: int, unit: DayUnit, procedures: Iterable[ProcedureSpec]) -> Segments:
    """The limit, then the special procedures, which it does not include (行政许可法 art. 45)."""
    parts = [(limit, unit), *((p.days or 0, p.unit) for p in procedures)]
    return tuple((days, kind) for days, kind in parts if days > 0)


def length(parts: Segments) -> int:
    return sum(days for days, _ in parts)


def remembering(calendar: Calendar) -> AddDays:
    """`calendar.add_days` which counts each stretch once: many matters start on one day."""
    known: dict[tuple[date, int, str], date] = {}

    def add_days(start: date, n: int, unit: str) -> date:
        key = start, n, unit
        if key not in known:
            known[key] = calendar.add_days(start, n, unit)
        return known[key]

    return add_days


def _slowest_chain(
    codes: tuple[str, ...], order: Order, ends: Mapping[str, int] | Mapping[str, date]
) -> tuple[str, ...]:
    """Back from the last to end, always to the one waited for longest.

    Of those that end together it is the one furthest back in the order: what takes no time is on
    the path too.
    """
    if not codes:
        return ()
    place = {code: number for number, code in enumerate(codes)}
    chain = [max(codes, key=lambda code: (ends[code], place[code]))]
    while earlier := order.earlier_than(chain[-1]):
        chain.append(max(earlier, key=lambda code: (ends[code], place[code])))
    return tuple(reversed(chain))
