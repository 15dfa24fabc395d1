"""What a change costs the public, laid out for reading: a row a measure, with bars side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from services.catalogue.spec import Condition, LifeEventSpec
from services.catalogue.text import Text
from services.revisions.burden import Burden, Line, Measure
from services.revisions.measures import NAMES, figure_of
from services.revisions.sentences import condition_in_words
from windows.planning.names import both

WIDTH = 100
"""Of a bar for the largest figure of its row, in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Bars:
    """Lengths on a drawing of WIDTH."""

    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Row:
    measure: Measure
    name: Text
    before_usual: str
    after_usual: str
    before_most: str
    after_most: str
    bars: Bars
    example: Text | None

    @property
    def is_worse(self) -> bool:
        return self.measure.worse > 0

    @property
    def is_better(self) -> bool:
        return self.measure.better > 0 and not self.measure.worse


@dataclass(frozen=True, slots=True)
class Said:
    """Lines that ask more, and the others."""

    adds: tuple[Line, ...]
    others: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """What the change does to one life event, or to a matter that was on its own."""

    code: str
    name: Text
    burden: Burden
    rows: tuple[Row, ...]
    lines: Said
    is_new: bool = False
    """There was nothing before: then nothing is compared."""
    is_untouched: bool = False
    """Not a word of it differs."""
    is_matter: bool = False

    @property
    def anchor(self) -> str:
        return f"{'matter' if self.is_matter else 'event'}-{self.code}"

    @property
    def is_same(self) -> bool:
        """Nothing that anybody would notice."""
        measures = self.burden.measures
        return not (
            self.burden.lines
            or self.burden.newly_refused
            or any(measure.worse or measure.better for measure in measures)
        )


def burden_of_event(spec: LifeEventSpec, burden: Burden) -> Event:
    return Event(
        spec.code,
        both(spec.name, spec.name_en),
        burden,
        tuple(burden_rows(burden, spec)),
        said_lines(burden),
    )


def changed_rows(measures: Iterable[Measure]) -> tuple[Row, ...]:
    """For the public: only the measures that differ for somebody."""
    return tuple(
        _row(measure, LifeEventSpec("", ""))
        for measure in measures
        if measure.worse or measure.better
    )


def burden_rows(burden: Burden, spec: LifeEventSpec) -> list[Row]:
    return [_row(measure, spec) for measure in burden.measures]


def said_lines(burden: Burden) -> Said:
    return Said(
        tuple(line for line in burden.lines if line.adds),
        tuple(line for line in burden.lines if not line.adds),
    )


def _row(measure: Measure, spec: LifeEventSpec) -> Row:
    figures = (
        measure.before_usual,
        measure.after_usual,
        measure.before_most,
        measure.after_most,
    )
    before_usual, after_usual, before_most, after_most = (
        figure_of(measure.kind, figure) for figure in figures
    )
    return Row(
        measure=measure,
        name=NAMES[measure.kind],
        before_usual=before_usual,
        after_usual=after_usual,
        before_most=before_most,
        after_most=after_most,
        bars=_bars(measure.before_most, measure.after_most),
        example=_example(measure.example, spec),
    )


def _bars(before: int, after: int) -> Bars:
    most = max(before, after, 1)
    return Bars(before * WIDTH // most, after * WIDTH // most)


def _example(answers: Iterable[tuple[str, tuple[str, ...]]], spec: LifeEventSpec) -> Text | None:
    pairs = tuple((question, values) for question, values in answers if values)
    return condition_in_words(Condition((pairs,)), spec) if pairs else None
