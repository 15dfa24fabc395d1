"""A day is kept as 2026-11-26 and read as “2026 年 11 月 26 日”, “26 November 2026”."""

from __future__ import annotations

import datetime as dt
import re

from portal.text import Text

_KEPT = re.compile(r"\d{4}-\d{2}-\d{2}")
_BEFORE_A_WORD = re.compile(r"(\d 日) (?=[\u4e00-\u9fff])")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day_in_words(day: dt.date) -> Text:
    """With its year: for what is read long after it was written."""
    return Text(
        f"{day.year} 年 {day.month} 月 {day.day} 日",
        f"{day.day} {_MONTHS[day.month - 1]} {day.year}",
    )


def days_in_words(value: object) -> object | Text:
    """A Text where the value is a day as it is kept; else the value itself."""
    if not isinstance(value, str) or not _KEPT.fullmatch(value):
        return value
    try:
        return day_in_words(dt.date.fromisoformat(value))
    except ValueError:
        return value


def closed_up(sentence: str) -> str:
    """A number stands apart from the word after it, a day does not: “26 日前”."""
    return _BEFORE_A_WORD.sub(r"\1", sentence)
