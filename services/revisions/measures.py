"""What a change costs the public, as plain data: measures of all situations, lines in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from services.catalogue.spec import IncludedMatter, LegalBasisSpec, LifeEventSpec, MatterSpec
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
    """What the change itself rests on: cited where the change was made, and not before."""
    raises: tuple[MeasureKind, ...] | None = None
    """The measures that it can raise; None means those that its spot can."""


@dataclass(frozen=True, slots=True)
class Burden:
    situations: int
    measures: tuple[Measure, ...]
    lines: tuple[Line, ...]
    newly_refused: int = 0
    """Situations that could go on before and cannot now."""
    is_sample: bool = False
    """True where there are too many situations to measure each: `situations` were drawn."""

    @property
    def adds(self) -> bool:
        """An edit that adds burden needs a legal basis and a reviewer of another department."""
        is_worse = any(measure.worse for measure in self.measures)
        return is_worse or self.newly_refused > 0 or any(line.adds for line in self.lines)


def alone(matter: MatterSpec) -> LifeEventSpec:
    """A matter as a life event of its own: that is how it is applied for, and measured."""
    return LifeEventSpec(code=matter.code, name=matter.name, matters=(IncludedMatter(matter),))
