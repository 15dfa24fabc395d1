"""The day it will be done, beside what the law allows and what going door to door would take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from services.catalogue.lawful import DEFAULT_DAYS, JOINT_DAYS
from services.catalogue.spec import DayUnit, ProcedureSpec
from services.catalogue.text import Text
from windows.planning import sentences as say
from windows.planning.calendar import Calendar
from windows.planning.limits import AllLimits, all_limits
from windows.planning.names import Names, both, quoted
from windows.planning.plan import DayRow, Promise
from windows.planning.schedule import Schedule, remembering, schedule
from windows.planning.situation import Situation


@dataclass(frozen=True, slots=True)
class Timetable:
    procedures: dict[str, tuple[ProcedureSpec, ...]]
    """The special procedures of each matter that these answers bring."""
    running: Schedule
    """By the promised limits."""
    promise: Promise
    jointly: tuple[str, ...]
    """What several departments handle together (行政许可法 art. 42(2))."""


def timetable(situation: Situation, codes: tuple[str, ...]) -> Timetable:
    today, calendar = situation.today, situation.calendar
    limits = all_limits(situation)
    add_days = remembering(calendar)
    running = schedule(situation.order, codes, limits.promised, today=today, add_days=add_days)
    by_law = schedule(situation.order, codes, limits.lawful, today=today, add_days=add_days)
    has_limit = len(limits.free) < len(situation.matters)
    promised_on = running.last_day(today, calendar)
    open_ended = [p for own in limits.procedures.values() for p in own if p.days is None]
    promise = Promise(
        days=running.days,
        unit=running.unit,
        unit_note=_unit_note(running),
        promised_on=promised_on,
        statutory_days=by_law.days if has_limit else None,
        statutory_unit=by_law.unit,
        statutory_on=by_law.last_day(today, calendar) if has_limit else None,
        statutory_note=_statutory_note(situation.names, limits, by_law, has_limit=has_limit),
        walked_days=sum(days for parts in running.parts.values() for days, _ in parts),
        critical_path=running.critical_path,
        sentence=_sentence(running, promised_on, open_ended),
        day_table=tuple(_day_table(running, situation.names, calendar)),
    )
    return Timetable(limits.procedures, running, promise, limits.jointly)


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


def _statutory_note(names: Names, limits: AllLimits, by_law: Schedule, *, has_limit: bool) -> Text:
    if not has_limit:
        return Text("法律没有给这些事项规定期限", "The law sets no time limit for these matters")
    said = [Text("按法定期限走最长的一条路", "Along the longest path of statutory limits")]
    free = quoted(names.matters[code] for code in limits.free)
    if free.zh:
        said.append(
            Text(
                f"{free.zh}没有法定期限，按承诺期限算",
                f"the promised limit counts for {free.en}, which the law gives none",
            )
        )
    unnamed = quoted(names.matters[code] for code in limits.by_default)
    if unnamed.zh:
        said.append(
            Text(
                f"{unnamed.zh}的指南没有写法定期限，按法律的 {DEFAULT_DAYS} 个工作日算"
                "（行政许可法第四十二条）",
                f"the guide of {unnamed.en} names no limit, so the law's {DEFAULT_DAYS} working "
                "days apply (Administrative Licensing Law, art. 42)",
            )
        )
    capped = quoted(names.matters[code] for code in limits.capped(by_law.parts))
    if capped.zh:
        said.append(
            Text(
                f"{capped.zh}和其他部门的许可一起办理，最多 {JOINT_DAYS} 个工作日"
                "（行政许可法第四十二条）",
                f"{capped.en} is handled together with licences of other departments: "
                f"{JOINT_DAYS} working days at most (Administrative Licensing Law, art. 42)",
            )
        )
    return Text("；".join(each.zh for each in said), "; ".join(each.en for each in said))


def _sentence(running: Schedule, promised_on: date | None, open_ended: list[ProcedureSpec]) -> Text:
    if not running.codes:
        return Text(
            "这次没有要办的事项，没有期限", "Nothing is applied for, so there is no time limit"
        )
    count = say.day_count(running.days, running.unit)
    taking = Text(f" {count.zh}办结", f"done within {count.en}") if running.days else say.SAME_DAY
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
                is_natural = unit is DayUnit.NATURAL  # needs no holidays, so no known year
                if is_natural or calendar.is_workday(day):
                    left, number = left - 1, number + 1
                    made_up = not is_natural and day.weekday() >= 5
                    why = say.counted_day(number, names.matters[code], made_up=made_up)
                    yield DayRow(day, counted=True, why=why)
                else:
                    why = say.WEEKEND if day.weekday() >= 5 else say.HOLIDAY
                    yield DayRow(day, counted=False, why=why)
