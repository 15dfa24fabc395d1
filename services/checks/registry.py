"""Publication checks: each package contributes its own, as with Django's system checks.

A package registers in its `AppConfig.ready()`. Checks are pure but for reads: they get the life
event as it would be published, whole, and say what they find. `covered` counts combinations of
answers that a check has gone through, for the report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from services.catalogue.spec import LifeEventSpec, MatterSpec
from services.checks.findings import Finding


@dataclass
class Coverage:
    """How much was looked at: filled by the checks that go through answers."""

    combinations: int = 0
    """All sets of answers that the life event allows; every one is covered."""
    computed: int = 0
    """Plans really computed: one stands for all sets of answers that cannot differ from it."""


@dataclass(frozen=True, slots=True)
class Checked:
    findings: tuple[Finding, ...]
    coverage: Coverage = field(default_factory=Coverage)


LifeEventCheck = Callable[[LifeEventSpec, Coverage], Iterator[Finding]]
MatterCheck = Callable[[MatterSpec], Iterator[Finding]]

_life_event: dict[str, LifeEventCheck] = {}
_matter: dict[str, MatterCheck] = {}


def register_life_event_check(name: str, check: LifeEventCheck) -> None:
    """Raises ValueError when another check has the name already."""
    if _life_event.setdefault(name, check) is not check:
        raise ValueError(f"A check {name!r} is registered already.")


def register_matter_check(name: str, check: MatterCheck) -> None:
    """For one matter on its own: it runs for each matter of a life event too."""
    if _matter.setdefault(name, check) is not check:
        raise ValueError(f"A check {name!r} is registered already.")


def check_matter(spec: MatterSpec) -> Checked:
    return Checked(tuple(finding for check in _matter.values() for finding in check(spec)))


def check_life_event(spec: LifeEventSpec) -> Checked:
    """Everything that every package has to say about it, in the order of registration."""
    coverage = Coverage()
    found = [finding for check in _life_event.values() for finding in check(spec, coverage)]
    for included in spec.matters:
        found += check_matter(included.matter).findings
    return Checked(tuple(found), coverage)
