"""The day it will be done, beside what the law allows and what going from door to door would take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from services.catalogue.spec import Answers, DayUnit, IncludedMatter, ProcedureSpec
from services.catalogue.text import Text
from windows.planning import sentences as say
from windows.planning.calendar import Calendar, DateUnknown
from windows.planning.names import Names, quoted
from windows.planning.order import Order
from windows.planning.plan import DayRow, Promise
from windows.planning.schedule import (
    Segments,
    Span,
    dates,
    length,
    procedures_of,
    remembering,
    segments,
    slowest_chain,
    spans,
)

Dates = dict[str, tuple[date, date]]


@dataclass(frozen=True, slots=True)
class Timetable:
    """When each matter runs, by its promised limit."""

    spans: dict[str, Span]
    dates: Dates | None
    procedures: dict[str, tuple[ProcedureSpec, ...]]
    parts: dict[str, Segments]
    promise: Promise


def timetable(
    matters: tuple[IncludedMatter, ...],
    answers: Answers,
    order: Order,
    codes: tuple[str, ...],
    names: Names,
    today: date,
    calendar: Calendar,
) -> Timetable:
    add_days = remembering(calendar)
    procedures = {m.matter.code: procedures_of(m.matter, answers) for m in matters}
    promised: dict[str, Segments] = {}
    lawful: dict[str, Segments] = {}
    for included in matters:
        matter = included.matter
        own = procedures[matter.code]
        limit = matter.statutory_days
        promised[matter.code] = segments(matter.promised_days, matter.day_unit, own)
        lawful[matter.code] = segments(
            matter.promised_days if limit is None else limit, matter.day_unit, own
        )
    running = spans(codes, order, {code: length(parts) for code, parts in promised.items()})
    at_most = spans(codes, order, {code: length(parts) for code, parts in lawful.items()})
    by_date = dates(codes, order, promised, today, add_days)
    by_law = dates(codes, order, lawful, today, add_days) if _has_limit(matters) else None
    days = max((span.end for span in running.values()), default=0)
    unit, is_mixed = _unit(promised)
    promised_on = _last_day(by_date, days, today, calendar)
    promise = Promise(
        days=days,
        unit=unit,
        unit_note=_unit_note(unit, is_mixed),
        promised_on=promised_on,
        statutory_days=max(s.end for s in at_most.values()) if _has_limit(matters) else None,
        statutory_on=_last_day(by_law, 1, today, calendar) if by_law else None,
        statutory_note=_statutory_note(matters, names),
        walked_days=sum(length(parts) for parts in promised.values()),
        critical_path=slowest_chain(codes, order, {c: span.end for c, span in running.items()}),
        sentence=_sentence(days, unit, promised_on, procedures, has_matters=bool(matters)),
        day_table=tuple(_day_table(codes, order, promised, by_date, names, calendar)),
    )
    return Timetable(running, by_date, procedures, promised, promise)


def _has_limit(matters: tuple[IncludedMatter, ...]) -> bool:
    return any(included.matter.statutory_days is not None for included in matters)


def _unit(parts: Mapping[str, Segments]) -> tuple[DayUnit, bool]:
    """Natural only when every limit is: else an upper bound in working days."""
    units = {unit for segments_ in parts.values() for _, unit in segments_}
    return (DayUnit.NATURAL if units == {DayUnit.NATURAL} else DayUnit.WORKING), len(units) > 1


def _last_day(by_date: Dates | None, days: int, today: date, calendar: Calendar) -> date | None:
    """What takes no time is done today, or on the next working day when offices are closed today."""
    if by_date is None:
        return None
    if days or not by_date:
        return max((end for _, end in by_date.values()), default=None)
    try:
        return calendar.add_days(today, 0, DayUnit.WORKING.value)
    except DateUnknown:
        return None


def _unit_note(unit: DayUnit, is_mixed: bool) -> Text:
    if is_mixed:
        return Text(
            "有的事项按自然日算，这里都当作工作日，实际只会更短",
            "Some limits run in natural days; counted here as working days, so it can only be shorter",
        )
    if unit is DayUnit.NATURAL:
        return Text("按自然日算，周末和节假日也算在内", "Natural days: weekends and holidays count too")
    return Text("按工作日算，周末和节假日不算", "Working days: weekends and holidays do not count")


def _statutory_note(matters: tuple[IncludedMatter, ...], names: Names) -> Text:
    free = quoted(
        names.matters[m.matter.code] for m in matters if m.matter.statutory_days is None
    )
    if not _has_limit(matters):
        return Text("法律没有给这些事项规定期限", "The law sets no time limit for these matters")
    if free.zh:
        return Text(
            f"按法定期限走最长的一条路；{free.zh}没有法定期限，按承诺期限算",
            f"Along the longest path of statutory limits; {free.en}: no statutory limit, "
            "so the promised one counts",
        )
    return Text("按法定期限走最长的一条路", "Along the longest path of statutory limits")


def _sentence(
    days: int,
    unit: DayUnit,
    promised_on: date | None,
    procedures: Mapping[str, tuple[ProcedureSpec, ...]],
    *,
    has_matters: bool,
) -> Text:
    if not has_matters:
        return Text("这次没有要办的事项，没有期限", "Nothing is applied for, so there is no time limit")
    count = say.day_count(days, unit)
    length_ = Text(f"{count.zh}办结", f"done within {count.en}") if days else say.SAME_DAY
    if promised_on is None:
        end = Text(
            "那一年的放假安排还没有公布，日期要等公布后才能算出",
            "the holidays of that year are not announced yet, so the date will follow",
        )
    else:
        day = say.on_day(promised_on)
        end = Text(f"最晚 {day.zh}", f"by {day.en}")
    open_ended = quoted(
        Text(p.name, p.name_en or p.name) for own in procedures.values() for p in own if p.days is None
    )
    extra = Text("", "")
    if open_ended.zh:
        extra = Text(
            f"；{open_ended.zh}的时间另算，由部门书面告知",
            f"; the time for {open_ended.en} is extra and will be told in writing",
        )
    return Text(f"承诺{length_.zh}，{end.zh}{extra.zh}", f"Promised: {length_.en}, {end.en}{extra.en}")


def _day_table(
    codes: tuple[str, ...],
    order: Order,
    parts: Mapping[str, Segments],
    by_date: Dates | None,
    names: Names,
    calendar: Calendar,
) -> list[DayRow]:
    """Day by day along the matters that end last."""
    rows: list[DayRow] = []
    if by_date is None:
        return rows
    for code in slowest_chain(codes, order, {c: end for c, (_, end) in by_date.items()}):
        day = by_date[code][0]
        for days, unit in parts[code]:
            left = days
            while left:
                day += timedelta(1)
                is_workday = calendar.is_workday(day)
                counted = is_workday or unit is DayUnit.NATURAL
                left -= counted
                number = sum(row.counted for row in rows) + counted
                why = _why_day(day, counted, is_workday, number, names.matters[code])
                rows.append(DayRow(day, counted, why))
    return rows


def _why_day(day: date, counted: bool, is_workday: bool, number: int, matter: Text) -> Text:
    is_weekend = day.weekday() >= 5
    if not counted:
        if is_weekend:
            return Text("周末，不算", "Weekend, not counted")
        return Text("放假，不算", "Holiday, not counted")
    made_up = is_weekend and is_workday
    return Text(
        f"{'调休上班，' if made_up else ''}第 {number} 天：“{matter.zh}”",
        f"{'Make-up working day, day' if made_up else 'Day'} {number}: “{matter.en}”",
    )
