"""What a reader gives: raw records, and what each becomes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Protocol

from services.catalogue.spec import DepartmentSpec, MaterialTypeSpec, MatterSpec
from services.imports.findings import RowFinding
from services.imports.lengths import Locate, nowhere


@dataclass(frozen=True, slots=True)
class RawRecord:
    """`number` counts the records of the file from 1."""

    number: int
    raw: dict[str, Any]
    code: str = ""
    name: str = ""
    findings: tuple[RowFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """`matter` is None where the record cannot become one; the findings say why."""

    matter: MatterSpec | None
    department: DepartmentSpec | None = None
    region: str = ""
    """Code of the region the record names; "" where it names none."""
    materials: tuple[MaterialTypeSpec, ...] = ()
    findings: tuple[RowFinding, ...] = ()
    base: str | None = None
    """Fingerprint of the edition that the file was made from, where it says so."""
    locate: Locate = nowhere


@dataclass(frozen=True, slots=True)
class Known:
    """What the catalogue says already about the records of one batch."""

    matters: Mapping[str, MatterSpec] = field(default_factory=dict)
    """By code: the matters as they are published."""
    materials: Mapping[str, str] = field(default_factory=dict)
    """Name of a material → code of its canonical type."""


class Reader(Protocol):
    """One format. Its methods are pure but for the file."""

    is_edit: bool
    """True where a record tells only what it changes: `build` gets the matters as published."""
    is_read_whole: bool
    """True where the file can be read from its beginning only: resuming unpacks it once."""
    softened: frozenset[str]
    """Checks of the catalogue whose errors only warn: real lists are wrong there. Else they refuse
    the record.
    """

    def records(self, file: BinaryIO, *, skip: int) -> Iterator[RawRecord]:
        """All records but the first `skip`, one after the other, never all at once in memory.

        Raises a refusal of `services.imports.errors` where the file as a whole cannot be read.
        """
        ...

    def material_names(self, record: RawRecord) -> Iterator[str]:
        """Names of materials that `build` will look up."""
        ...

    def build(self, record: RawRecord, known: Known) -> Built: ...
