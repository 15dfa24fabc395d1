"""What a change costs the public, in the person's terms.

`services` cannot plan, so whoever can (`windows`) registers a meter. Over every set of answers the
meter compares what a person in that situation has to do before and after.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from services.catalogue.spec import LegalBasisSpec, LifeEventSpec
from services.catalogue.text import Text
from services.checks.findings import Spot


class MeasureKind(StrEnum):
    """Counted for one person: papers to hand in or sign, fields to fill in, occasions to appear,
    promised days of the whole, fees in fen, departments dealt with.
    """

    DOCUMENTS = "documents"
    FIELDS = "fields"
    VISITS = "visits"
    DAYS = "days"
    FEES = "fees"
    DEPARTMENTS = "departments"


@dataclass(frozen=True, slots=True)
class Measure:
    kind: MeasureKind
    before_most: int
    after_most: int
    before_usual: int
    """Median over the situations that can go on."""
    after_usual: int
    worse: int
    """Situations in which this measure rises."""
    better: int
    example: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Answers of one situation that becomes worse."""


@dataclass(frozen=True, slots=True)
class Line:
    """One change, said so that a resident understands it."""

    spot: Spot
    text: Text
    adds: bool = False
    """True when somebody has to do, bring, wait or pay more because of it."""
    legal_bases: tuple[LegalBasisSpec, ...] = ()
    """What the change itself rests on: those of the requirement added or of its matter."""


@dataclass(frozen=True, slots=True)
class Burden:
    situations: int
    measures: tuple[Measure, ...]
    lines: tuple[Line, ...]
    newly_refused: int = 0
    """Situations that could go on before and cannot now."""

    @property
    def adds(self) -> bool:
        """An edit that adds burden needs a legal basis and a reviewer of another department."""
        is_worse = any(measure.worse for measure in self.measures)
        return is_worse or self.newly_refused > 0 or any(line.adds for line in self.lines)


class NoMeter(Exception):
    """Nobody has registered a meter: this process cannot plan."""


Meter = Callable[[LifeEventSpec | None, LifeEventSpec], Burden]
_meters: list[Meter] = []


def register_meter(meter: Meter) -> None:
    """Raises ValueError when there is one already."""
    if _meters and _meters[0] is not meter:
        raise ValueError("A burden meter is registered already.")
    _meters[:] = [meter]


def measure_burden(before: LifeEventSpec | None, after: LifeEventSpec) -> Burden:
    """`before` is None for a new life event: then nothing is compared with nothing asked.

    Raises NoMeter while none is registered.
    """
    if not _meters:
        raise NoMeter
    return _meters[0](before, after)
