"""The days of a matter as a picture: a calendar of small squares, and its table month by month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils import timezone

from services.catalogue.text import Text
from windows.approvals.parts import parts_of
from windows.approvals.states import ENDED
from windows.cases.models import Case
from windows.clock import MONTHS, WEEKDAYS, spoken_day, today
from windows.deadlines.arithmetic import day_tables
from windows.deadlines.reckon import Day, Kind

A_WEEK = 7
IN_ONE_TABLE = 16
"""Days that are read in one table; more are folded by month."""
IN_ONE_PICTURE = 18 * A_WEEK
COUNTING = (Kind.WORKED, Kind.MADE_UP, Kind.NATURAL)
WORDS = {
    Kind.BEGINS: Text("起", "from"),
    Kind.WEEKEND: Text("休", "off"),
    Kind.HOLIDAY: Text("休", "off"),
    Kind.STANDS: Text("停", "stop"),
}
ENDS = Text("止", "end")
AT_ONCE = Text("第一个工作日办结", "Done on the first working day")
OFF = Text("休息日，顺延", "A day off: on to the next working day")
MADE_UP = Text("（调休上班）", " (a weekend day that is worked)")


@dataclass(frozen=True, slots=True)
class Cell:
    """One day. `kind` is a class of the stylesheet: begins | counts | off | stands."""

    on: dt.date
    kind: str
    count: int
    why: Text
    word: Text
    """What stands in its square beside the date: the number of the day, or why it has none."""
    label: str
    is_gone: bool
    is_today: bool
    is_last: bool
    is_spare: bool
    """After the decision, or before it began: of the limit, but not needed."""


@dataclass(frozen=True, slots=True)
class Month:
    label: Text
    rows: tuple[Cell, ...]
    counted: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """One matter: its sentence, its figures, its squares, its table."""

    matter: Text
    department: Text
    sentence: Text
    used: int
    """Days that have counted up to now, or up to the decision."""
    total: int
    """As far as the record goes: all of them where `is_whole`."""
    rows: tuple[Cell, ...]
    lead: tuple[int, ...]
    """Empty squares before the first day, so that a column is a day of the week."""
    months: tuple[Month, ...]
    """Empty where one table is short enough."""
    ended: Text | None
    is_standing: bool
    is_whole: bool
    """Its last day is known."""
    rule: Text | None = None
    """What of the law sets its last day, where the guide does not."""
    is_open: bool = False
    """Shown unfolded: the first matter that is under way, else the first."""

    weekdays: tuple[tuple[str, str], ...] = WEEKDAYS

    @property
    def left(self) -> int:
        return self.total - self.used

    @property
    def is_drawn(self) -> bool:
        return len(self.rows) <= IN_ONE_PICTURE


def drawn_days(case: Case) -> list[Drawn]:
    """Of every matter that has begun to count, in the order of the plan."""
    ended = _ended(case)
    drawn = [
        draw(
            table.rows,
            matter=table.matter,
            department=table.department,
            sentence=table.sentence,
            is_standing=table.is_standing,
            due=table.due,
            rule=table.rule,
            ended_on=ended.get((table.matter.zh, table.department.zh)),
        )
        for table in day_tables(case)
    ]
    under_way = (place for place, one in enumerate(drawn) if one.ended is None)
    shown = next(under_way, 0)
    return [replace(one, is_open=place == shown) for place, one in enumerate(drawn)]


def draw(
    days: Sequence[Day],
    *,
    matter: Text,
    department: Text,
    sentence: Text,
    is_standing: bool,
    due: dt.date | None,
    rule: Text | None = None,
    ended_on: dt.date | None = None,
) -> Drawn:
    """The picture of one reckoning as it stands today."""
    until = min(ended_on or today(), today())
    cells = tuple(_cells([*days, *_until_due(days, due)], until, ended_on, due))
    used = max((cell.count for cell in cells if cell.on <= until), default=0)
    whole = max((cell.count for cell in cells), default=0)
    return Drawn(
        matter,
        department,
        sentence,
        used,
        whole,
        cells,
        tuple(range(cells[0].on.weekday())) if cells else (),
        _months(cells),
        _said(ended_on, used),
        is_standing,
        any(cell.is_last for cell in cells),
        rule,
    )


def _ended(case: Case) -> dict[tuple[str, str], dt.date]:
    """The day on which a matter of the case was decided or dropped."""
    over = [one for one in parts_of(case) if one.state in ENDED]
    return {
        (one.matter_edition.name, one.department.name): timezone.localdate(moment)
        for one in over
        for moment in [one.decided_at or one.closed_at]
        if moment is not None
    }


def _said(ended_on: dt.date | None, used: int) -> Text | None:
    if ended_on is None:
        return None
    day = spoken_day(ended_on)
    days = "day" if used == 1 else "days"
    return Text(f"{day.zh}办结，用了 {used} 日", f"Ended on {day.en}, {used} {days} used")


def _until_due(days: Sequence[Day], due: dt.date | None) -> Iterator[Day]:
    """A limit of no days that begins on a day off ends on the next one that is worked: these are
    no days of the limit, and so not in its record.
    """
    if due is None or not days:
        return
    day = days[-1].on
    while day < due:
        day += dt.timedelta(days=1)
        is_last = day == due
        yield Day(day, Kind.WORKED if is_last else Kind.WEEKEND, 0, AT_ONCE if is_last else OFF)


def _cells(
    days: Sequence[Day], until: dt.date, ended_on: dt.date | None, due: dt.date | None
) -> Iterator[Cell]:
    month = 0
    for day in days:
        first_of_month = day.on.month != month
        month = day.on.month
        why = day.why
        if day.kind is Kind.MADE_UP:
            why = Text(why.zh + MADE_UP.zh, (why.en or why.zh) + MADE_UP.en)
        yield Cell(
            on=day.on,
            kind="counts" if day.kind in COUNTING else _plain(day.kind),
            count=day.count,
            why=why,
            word=WORDS.get(day.kind) or (Text(str(day.count)) if day.count else ENDS),
            label=f"{day.on.month}/{day.on.day}" if first_of_month else str(day.on.day),
            is_gone=day.on <= until,
            is_today=day.on == today(),
            is_last=day.on == due,
            is_spare=ended_on is not None and day.on > ended_on,
        )


def _plain(kind: Kind) -> str:
    return "off" if kind in (Kind.WEEKEND, Kind.HOLIDAY) else kind.value


def _months(cells: Sequence[Cell]) -> tuple[Month, ...]:
    """The month of today is open; else the last one that has been, else the first."""
    if len(cells) <= IN_ONE_TABLE:
        return ()
    parts = [tuple(part) for _, part in groupby(cells, key=lambda cell: _month(cell.on))]
    begun = [place for place, part in enumerate(parts) if part[0].on <= today()]
    shown = begun[-1] if begun else 0
    return tuple(
        Month(
            _month_in_words(part[0].on),
            part,
            sum(1 for cell in part if cell.count),
            place == shown,
        )
        for place, part in enumerate(parts)
    )


def _month(day: dt.date) -> tuple[int, int]:
    return day.year, day.month


def _month_in_words(day: dt.date) -> Text:
    return Text(f"{day.year} 年 {day.month} 月", f"{MONTHS[day.month - 1]} {day.year}")
