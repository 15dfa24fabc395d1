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


NAMES = {
    MeasureKind.DOCUMENTS: Text("要交的材料（份）", "Papers to hand in"),
    MeasureKind.FIELDS: Text("要填的项（个）", "Fields to fill in"),
    MeasureKind.VISITS: Text("要跑的次数（趟）", "Visits"),
    MeasureKind.DAYS: Text("承诺办结（天）", "Promised days"),
    MeasureKind.FEES: Text("费用（元）", "Fees (yuan)"),
    MeasureKind.DEPARTMENTS: Text("打交道的部门（家）", "Departments"),
}


def figure_of(kind: MeasureKind, figure: int) -> str:
    """As people read it: fees are counted in fen and shown in yuan."""
    if kind is not MeasureKind.FEES:
        return str(figure)
    return f"{figure / 100:.2f}".removesuffix(".00")


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
