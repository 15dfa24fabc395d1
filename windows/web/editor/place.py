"""Where in a life event a row stands: as a form names it, and as an address points at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from urllib.parse import quote

from services.catalogue.elements import MatterElements
from services.catalogue.spec import LifeEventSpec
from services.checks.findings import Spot
from windows.web.editor.stated import OF_MATTER

NEW = "+"
HOMES = ("matter", "requirement", "question", "option", "party", "sentence")
NAMES = (*HOMES, "key")
_ELEMENTS = frozenset(each.name for each in fields(MatterElements))
"""Those which have no form of their own stand with the guide."""


@dataclass(frozen=True, slots=True)
class Place:
    """`key` is "" for a row that is not there yet. The others name what the row belongs to: a legal
    basis may stand at any of them.
    """

    kind: str
    matter: str = ""
    requirement: str = ""
    question: str = ""
    option: str = ""
    party: str = ""
    sentence: str = ""
    key: str = ""

    @classmethod
    def named_in(cls, data: Mapping[str, str], part: str = "part") -> Place:
        return cls(data.get(part, ""), **{name: data.get(name, "") for name in NAMES})

    @property
    def anchor(self) -> str:
        homes = (getattr(self, name) for name in HOMES)
        return anchor(self.kind, *homes, self.key or NEW)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """For hidden inputs."""
        named = {"part": self.kind} | {name: getattr(self, name) for name in NAMES}
        return tuple((name, value) for name, value in named.items() if value)

    @property
    def open_matter(self) -> str:
        """The matter that must be unfolded for the row to be seen."""
        return self.key if self.kind == "matter" else self.matter


def anchor(*parts: str) -> str:
    """The id of a row on the page."""
    return "-".join(part for part in parts if part)


def place_of(spot: Spot) -> Place:
    """The row that a finding speaks of."""
    if spot.requirement:
        return Place("requirement", matter=spot.matter, key=spot.requirement)
    if spot.element:
        return _place_of_element(spot)
    if spot.matter:
        return Place("matter", key=spot.matter)
    if spot.option:
        return Place("option", question=spot.question, key=spot.option)
    if spot.question:
        return Place("question", key=spot.question)
    return Place("event", key="event")


def place_in(spec: LifeEventSpec, spot: Spot) -> Place:
    """The row, where there is one: a field of the form goes before an element of the same name, and
    what is neither is said of its matter.
    """
    place = place_of(spot)
    matter = next((m.matter for m in spec.matters if m.matter.code == spot.matter), None)
    if not spot.element or spot.requirement or matter is None:
        return place
    if any(field.element == spot.element for field in matter.fields):
        return Place("field", matter=spot.matter, key=spot.element)
    return Place("matter", key=spot.matter) if place.kind == "field" else place


def _place_of_element(spot: Spot) -> Place:
    if spot.element in OF_MATTER:
        return Place("register", matter=spot.matter, key="register")
    if spot.element in _ELEMENTS:
        return Place("guide", matter=spot.matter, key="guide")
    return Place("field", matter=spot.matter, key=spot.element)


def link_to(place: Place) -> str:
    """An address on the same page."""
    unfold = f"m={quote(place.open_matter)}" if place.open_matter else ""
    return f"?{unfold}#{quote(place.anchor)}"
