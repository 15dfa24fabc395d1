"""The days real cases took, as bars, with the promised and the statutory limit as lines. Pure.

Whole numbers in a box of 360 × 150, so that on a phone a letter is about as large as it says.
"""

from __future__ import annotations

from dataclasses import dataclass

from services.catalogue.text import Text
from windows.usual_time.figures import UsualTime

WIDTH, HEIGHT = 360, 150
LEFT, RIGHT, TOP, BOTTOM = 10, 350, 44, 122
MOST_BARS = 30
LABEL_ROOM = 200
"""Right of this a label stands before its line, not after it."""


@dataclass(frozen=True, slots=True)
class Bar:
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A limit: a line down through the bars with its label on a row of its own."""

    x: int
    y: int
    kind: str
    """promised | statutory"""
    anchor: str
    label: Text

    @property
    def label_x(self) -> int:
        return self.x + (4 if self.anchor == "start" else -4)


@dataclass(frozen=True, slots=True)
class Tick:
    x: int
    label: Text


@dataclass(frozen=True, slots=True)
class Plot:
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    title: Text
    description: Text


def plot(usual: UsualTime, *, promised: int | None, statutory: int | None) -> Plot:
    """The limits are in working days; None where there is none, or where it counts otherwise."""
    limits = [
        (kind, days)
        for kind, days in (("promised", promised), ("statutory", statutory))
        if days is not None
    ]
    longest = max([day for day, _ in usual.days] + [days for _, days in limits])
    step = longest // MOST_BARS + 1
    columns = longest // step + 1
    width = (RIGHT - LEFT) // columns
    counts: dict[int, int] = {}
    for day, many in usual.days:
        counts[day // step] = counts.get(day // step, 0) + many
    return Plot(
        bars=tuple(_bar(at, many, max(counts.values()), width) for at, many in counts.items()),
        marks=tuple(
            _mark(row, kind, days, LEFT + (days // step + 1) * width)
            for row, (kind, days) in enumerate(limits)
        ),
        ticks=tuple(
            Tick(LEFT + at * width + width // 2, _day(at * step)) for at in sorted({0, columns - 1})
        ),
        title=Text(
            f"最近一年 {usual.count} 件实际用了几个工作日",
            f"Working days that {usual.count} cases of the last year really took",
        ),
        description=_described(usual, limits),
    )


def _bar(at: int, many: int, tallest: int, width: int) -> Bar:
    height = max(2, round((BOTTOM - TOP) * many / tallest))
    return Bar(LEFT + at * width + 1, BOTTOM - height, max(2, width - 2), height)


WORDS = {"promised": Text("承诺", "promised"), "statutory": Text("法定", "by law")}


def _mark(row: int, kind: str, days: int, x: int) -> Mark:
    word, day = WORDS[kind], _day(days)
    anchor = "start" if x < LABEL_ROOM else "end"
    return Mark(x, 14 + 16 * row, kind, anchor, Text(f"{word.zh} {day.zh}", f"{word.en}: {day.en}"))


def _day(days: int) -> Text:
    if not days:
        return Text("当天", "same day")
    return Text(f"{days} 天", f"{days} day{'' if days == 1 else 's'}")


def _described(usual: UsualTime, limits: list[tuple[str, int]]) -> Text:
    """Everything that can be seen, in words."""
    zh = [f"{_day(day).zh} {many} 件" for day, many in usual.days]
    en = [f"{_day(day).en}: {many}" for day, many in usual.days]
    zh += [f"{WORDS[kind].zh}期限 {_day(days).zh}" for kind, days in limits]
    en += [f"{WORDS[kind].en}: {_day(days).en}" for kind, days in limits]
    return Text("，".join(zh) + "。", "; ".join(en) + ".")
