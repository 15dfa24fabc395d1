"""What is wrong with a catalogue file: every fault with its place and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the file: `line` counts from 1, `path` reads `onethings[0].matters[2].name`."""

    file: str
    line: int = 0
    path: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where} {self.path}" if self.path else where


@dataclass(frozen=True, slots=True)
class Fault:
    place: Place
    message: str
    what_to_do: str = ""

    def __str__(self) -> str:
        said = f"{self.place}: {self.message}"
        return f"{said} {self.what_to_do}" if self.what_to_do else said


@dataclass
class Findings:
    """Collects faults and warnings while a file is read; reading goes on after a fault."""

    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)

    def fault(self, place: Place, message: str, what_to_do: str = "") -> None:
        self.faults.append(Fault(place, message, what_to_do))

    def warn(self, place: Place, message: str, what_to_do: str = "") -> None:
        self.warnings.append(Fault(place, message, what_to_do))
