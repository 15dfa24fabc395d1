"""Rows of a matter's elements in a draft: found, put in, taken out and moved by their place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from services.catalogue.spec import LifeEventSpec
from services.revisions.edits import matters, rows
from windows.web.editor.place import Place

Rows = tuple[Any, ...]
NAMES = {"step": "handle_flow", "charge": "charges", "faq": "questions"}
"""Kind of part → the element that holds its rows."""


def held_rows(spec: LifeEventSpec, place: Place) -> Rows:
    """Raises NoSuchPart where the matter is gone."""
    elements = matters.matter_of(spec, place.matter).matter.elements
    found: Rows = getattr(elements, NAMES[place.kind])
    return found


def find(spec: LifeEventSpec, place: Place) -> Any:
    return rows.at(held_rows(spec, place), place.key)


def put(spec: LifeEventSpec, place: Place, row: Any) -> LifeEventSpec:
    return _with(spec, place, lambda held: rows.put_at(held, row, place.key))


def remove(spec: LifeEventSpec, place: Place) -> LifeEventSpec:
    return _with(spec, place, lambda held: rows.without_at(held, place.key))


def move(spec: LifeEventSpec, place: Place, steps: int) -> LifeEventSpec:
    return _with(spec, place, lambda held: rows.moved_at(held, place.key, steps))


def _with(spec: LifeEventSpec, place: Place, change: Callable[[Rows], Rows]) -> LifeEventSpec:
    included = matters.matter_of(spec, place.matter)
    changed = {NAMES[place.kind]: change(held_rows(spec, place))}
    elements = replace(included.matter.elements, **changed)  # type: ignore[arg-type]  # one element
    return matters.with_matter(
        spec, replace(included, matter=replace(included.matter, elements=elements))
    )
