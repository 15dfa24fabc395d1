"""What finished cases say about time, in numbers and in a sentence. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from services.catalogue.text import Text

ENOUGH = 5
"""Fewer finished cases than this say more about those people than about the matter."""


@dataclass(frozen=True, slots=True)
class UsualTime:
    """Working days of `count` finished cases; the percentiles are those of PERCENTILE_CONT."""

    count: int = 0
    median: float = 0.0
    ninetieth: float = 0.0
    days: tuple[tuple[int, int], ...] = ()
    """(working days, how many cases took them), rising."""

    @property
    def is_enough(self) -> bool:
        return self.count >= ENOUGH

    @property
    def half_within(self) -> int:
        """Whole days within which half are done: a half day is rounded up, never down."""
        return ceil(self.median)

    @property
    def most_within(self) -> int:
        return ceil(self.ninetieth)

    @property
    def sentence(self) -> Text:
        half, most = within(self.half_within), within(self.most_within)
        return Text(
            f"最近一年 {self.count} 件：一半{half.zh}办完，九成{most.zh}办完",
            f"{self.count} in the last year: half were done {half.en}, nine in ten {most.en}",
        )


def usual_time(
    count: int, percentiles: Sequence[float] | None, days: Sequence[Sequence[int]] | None
) -> UsualTime:
    """From one row of the database; no cases at all have no percentiles."""
    if not count or percentiles is None:
        return UsualTime()
    median, ninetieth = percentiles
    return UsualTime(count, median, ninetieth, tuple((day, many) for day, many in days or ()))


def within(days: int) -> Text:
    """在 4 个工作日内 / 当天."""
    if days == 0:
        return Text("当天", "the same day")
    return Text(f"在 {days} 个工作日内", f"within {days} working day{'' if days == 1 else 's'}")
