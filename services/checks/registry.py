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


MatterCheck = Callable[[MatterSpec], Iterator[Finding]]
LifeEventCheck = Callable[[LifeEventSpec, Coverage], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Remembering:
    """A check of matters that reads something: made once for a run, it need not read it twice."""

    make: Callable[[], MatterCheck]


_life_event: dict[str, LifeEventCheck] = {}
_matter: dict[str, MatterCheck | Remembering] = {}


def register_life_event_check(name: str, check: LifeEventCheck) -> None:
    """Raises ValueError when another check has the name already."""
    if _life_event.setdefault(name, check) is not check:
        raise ValueError(f"A check {name!r} is registered already.")


def register_matter_check(name: str, check: MatterCheck | Remembering) -> None:
    """For one matter on its own: it runs for each matter of a life event too."""
    if _matter.setdefault(name, check) != check:
        raise ValueError(f"A check {name!r} is registered already.")


class MatterChecker:
    """Every check of matters, for the matters of one run."""

    def __init__(self) -> None:
        self._checks = [
            each.make() if isinstance(each, Remembering) else each for each in _matter.values()
        ]

    def check(self, spec: MatterSpec) -> Iterator[Finding]:
        for check in self._checks:
            yield from check(spec)


def check_matter(spec: MatterSpec) -> Checked:
    return Checked(tuple(MatterChecker().check(spec)))


def check_life_event(spec: LifeEventSpec, *, checker: MatterChecker | None = None) -> Checked:
    """Everything that every package has to say about it, in the order of registration.

    `checker` is that of the run, where more life events are checked than this one.
    """
    alone = check_event_alone(spec)
    found = list(alone.findings)
    checker = checker or MatterChecker()
    for included in spec.matters:
        found += checker.check(included.matter)
    return Checked(tuple(found), alone.coverage)


def check_event_alone(spec: LifeEventSpec) -> Checked:
    """The same but for what is asked of each matter by itself."""
    coverage = Coverage()
    found = [finding for check in _life_event.values() for finding in check(spec, coverage)]
    return Checked(tuple(found), coverage)
