"""The parts of a catalogue that upper packages keep, and how they take part in a loading.

`services` keeps matters and life events; what a matter requires belongs to `materials`. Such a
package registers a section in its `AppConfig.ready()`, and the loader calls it inside the one
transaction of the loading. A section may refuse: then nothing of the file is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from portal.accounts.actor import Actor
from services.catalogue.spec import CatalogueSpec, MatterSpec
from services.models import Edition


@dataclass
class Tally:
    """Names of what a loading made, changed and left alone, for one kind of thing."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        return {
            "created": len(self.created),
            "changed": len(self.changed),
            "unchanged": len(self.unchanged),
        }


class Section(Protocol):
    """What a package does with its part. Both methods run in the loader's transaction."""

    def prepare(self, spec: CatalogueSpec, *, actor: Actor) -> dict[str, Tally]:
        """Bring up to date what all editions share (material types, data elements).

        Called at every loading, before any edition is made. Returns tallies by kind
        ("materials"). Must write nothing where nothing changed. Raises `CatalogueRefused` with
        faults where the file contradicts what is kept.
        """
        ...

    def store(self, editions: Sequence[tuple[Edition, MatterSpec]], *, actor: Actor) -> None:
        """Keep the part of each new edition; they are drafts now and published afterwards."""
        ...


_sections: dict[str, Section] = {}


def register_section(name: str, section: Section) -> None:
    """Raises ValueError when another section has the name already."""
    if _sections.setdefault(name, section) is not section:
        raise ValueError(f"A section {name!r} is registered already.")


def sections() -> tuple[Section, ...]:
    return tuple(_sections.values())
