"""What a check of the catalogue says: the rule, the place, and the way out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from services.catalogue.text import Text


class Severity(StrEnum):
    """ERROR stops a publication; WARNING wants an editor's eye; ADVICE proposes to ask for less."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where: the life event, and within it a matter, a requirement, a field or a question."""

    life_event: str = ""
    matter: str = ""
    requirement: str = ""
    element: str = ""
    question: str = ""
    option: str = ""

    def __str__(self) -> str:
        parts = (self.matter, self.requirement, self.element, self.question, self.option)
        return " / ".join(part for part in (self.life_event, *parts) if part)


@dataclass(frozen=True, slots=True)
class Finding:
    rule: str
    """Lasting name of the rule: `plan.visits`, `law.none`, `wenzhou.fee`. In docs/checks.md."""
    severity: Severity
    spot: Spot
    message: Text
    way_out: Text
    answers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """One set of answers that shows it, where it depends on answers."""


def errors(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.ERROR]
