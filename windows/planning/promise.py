"""The day it will be done, beside what the law allows and what going door to door would take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from services.catalogue.spec import DayUnit, ProcedureSpec
from services.catalogue.text import Text
from windows.planning import sentences as say
from windows.planning.calendar import Calendar
from windows.planning.names import Names, both, quoted
from windows.planning.plan import DayRow, Promise
from windows.planning.schedule import Schedule, Segments, remembering, schedule, segments
from windows.planning.situation import Situation


@dataclass(frozen=True, slots=True)
class Timetable:
    procedures: dict[str, tuple[ProcedureSpec, ...]]
    """The special procedures of each matter that these answers bring."""
    running: Schedule
    """By the promised limits."""
    promise: Promise


def timetable(situation: Situation, codes: tuple[str, ...]) -> Timetable:
    answers, today, calendar = situation.answers, situation.today, situation.calendar
    procedures: dict[str, tuple[ProcedureSpec, ...]] = {}
    promised: dict[str, Segments] = {}
    lawful: dict[str, Segments] = {}
    for included in situation.matters:
        matter, limit = included.matter, included.matter.statutory_days
        own = tuple(p for p in matter.procedures if p.condition.holds(answers))
        procedures[matter.code] = own
        promised[matter.code] = segments(matter.promised_days, matter.day_unit, own)
        at_most = matter.promised_days if limit is None else limit
        lawful[matter.code] = segments(at_most, matter.day_unit, own)
    add_days = remembering(calendar)
    running = schedule(situation.order, codes, promised, today=today, add_days=add_days)
    by_law = schedule(situation.order, codes, lawful, today=today, add_days=add_days)
    has_limit = any(m.matter.statutory_days is not None for m in situation.matters)
    promised_on = running.last_day(today, calendar)
    open_ended = [p for own in procedures.values() for p in own if p.days is None]
    promise = Promise(
        days=running.days,
        unit=running.unit,
        unit_note=_unit_note(running),
        promised_on=promised_on,
        statutory_days=by_law.days if has_limit else None,
        statutory_unit=by_law.unit,
        statutory_on=by_law.last_day(today, calendar) if has_limit else None,
        statutory_note=_statutory_note(situation, has_limit=has_limit),
        walked_days=sum(days for parts in promised.values() for days, _ in parts),
        critical_path=running.critical_path,
        sentence=_sentence(running, promised_on, open_ended),
        day_table=tuple(_day_table(running, situation.names, calendar)),
    )
    return Timetable(procedures, running, promise)


def _unit_note(running: Schedule) -> Text:
    if len(running.units) > 1:
        return Text(
            "有的事项按自然日算，这里都当作工作日，实际只会更短",
            "Some limits run in natural days; all are counted here as working days, "
            "so it can only be shorter",
        )
    if running.unit is DayUnit.NATURAL:
        return Text(
            "按自然日算，周末和节假日也算在内",
            "In natural days: weekends and holidays count too",
        )
    return Text(
        "按工作日算，周末和节假日不算", "In working days: weekends and holidays do not count"
    )


def _statutory_note(situation: Situation, *, has_limit: bool) -> Text:
    if not has_limit:
        return Text("法律没有给这些事项规定期限", "The law sets no time limit for these matters")
    free = quoted(
        situation.names.matters[included.matter.code]
        for included in situation.matters
        if included.matter.statutory_days is None
    )
    if not free.zh:
        return Text("按法定期限走最长的一条路", "Along the longest path of statutory limits")
    return Text(
        f"按法定期限走最长的一条路；{free.zh}没有法定期限，按承诺期限算",
        "Along the longest path of statutory limits; "
        f"the promised limit counts for {free.en}, which the law gives none",
    )


def _sentence(running: Schedule, promised_on: date | None, open_ended: list[ProcedureSpec]) -> Text:
    if not running.codes:
        return Text(
            "这次没有要办的事项，没有期限", "Nothing is applied for, so there is no time limit"
        )
    count = say.day_count(running.days, running.unit)
    taking = Text(f"{count.zh}办结", f"done within {count.en}") if running.days else say.SAME_DAY
    if promised_on is None:
        end = say.DATE_FOLLOWS
    else:
        day = say.on_day(promised_on)
        end = Text(f"最晚 {day.zh}", f"by {day.en}")
    names = quoted(both(procedure.name, procedure.name_en) for procedure in open_ended)
    extra = Text("")
    if names.zh:
        extra = Text(
            f"；{names.zh}的时间另算，由部门书面告知",
            f"; the time for {names.en} is extra and will be told in writing",
        )
    return Text(
        f"承诺{taking.zh}，{end.zh}{extra.zh}", f"Promised: {taking.en}, {end.en}{extra.en}"
    )


def _day_table(running: Schedule, names: Names, calendar: Calendar) -> Iterator[DayRow]:
    """Day by day along the matters that end last."""
    number = 0
    for code in running.last_chain:
        day = (running.dates or {})[code][0]
        for days, unit in running.parts[code]:
            left = days
            while left:
                day += timedelta(1)
                is_workday = calendar.is_workday(day)
                if is_workday or unit is DayUnit.NATURAL:
                    left, number = left - 1, number + 1
                    made_up = is_workday and day.weekday() >= 5
                    why = say.counted_day(number, names.matters[code], made_up=made_up)
                    yield DayRow(day, counted=True, why=why)
                else:
                    why = say.WEEKEND if day.weekday() >= 5 else say.HOLIDAY
                    yield DayRow(day, counted=False, why=why)
