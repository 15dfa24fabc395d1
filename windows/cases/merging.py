"""Which fields of a page the person touched: the others must not undo what was typed elsewhere.

A form may lie open on a telephone while it is filled in on a computer. Every page carries a short
mark of each value it showed; what comes back unchanged is not a statement about the field. Pure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_MARK = 10


def mark_of(value: str) -> str:
    """The same however a browser sends line breaks."""
    plain = value.replace("\r\n", "\n").strip()
    return hashlib.sha256(plain.encode()).hexdigest()[:_MARK]


def marks_of(shown: Mapping[str, str]) -> str:
    """`element:mark` pairs for the hidden field of a page."""
    return " ".join(f"{element}:{mark_of(value)}" for element, value in shown.items())


@dataclass(frozen=True, slots=True)
class Touched:
    """`values` is what to save; `overruled` was changed elsewhere too since the page was shown."""

    values: dict[str, str]
    overruled: tuple[str, ...]


def touched(
    posted: Mapping[str, str],
    *,
    marks: str,
    form: Mapping[str, str],
    confirmed: Iterable[str] = (),
) -> Touched:
    """What the person changed on this page, and the `confirmed` fields as they stood on it.

    A page without marks (a program, a plain request) means every field it sends. A confirmed field
    that was not touched and has been saved elsewhere meanwhile keeps what was saved.
    """
    shown = dict(pair.split(":", 1) for pair in marks.split() if ":" in pair)
    sure = set(confirmed)
    values: dict[str, str] = {}
    overruled = []
    for element, value in posted.items():
        was = shown.get(element)
        if was is None:
            values[element] = value
        elif mark_of(value) != was:
            values[element] = value
            if element in form and form[element] != value and mark_of(form[element]) != was:
                overruled.append(element)
        elif element in sure and element not in form:
            values[element] = value
    return Touched(values, tuple(overruled))
