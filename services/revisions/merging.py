"""Two changes of one life event, put together where they do not meet. Pure.

The parts are: each matter with its place, each question, and each remaining field of the life event
(name, summary, parties …). A part that only one side changed is taken from that side.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from services.catalogue.spec import LifeEventSpec

Part = TypeVar("Part")
LISTS = ("questions", "matters")


@dataclass(frozen=True, slots=True)
class Merged:
    spec: LifeEventSpec
    overlaps: tuple[str, ...]
    """Parts that both sides changed, each in its own way: `name`, `question size`, `matter P1`."""


def merge(before: LifeEventSpec, *, ours: LifeEventSpec, theirs: LifeEventSpec) -> Merged:
    """`theirs` with what `ours` changed since `before`."""
    overlaps: list[str] = []
    plain: dict[str, Any] = {}
    for each in fields(LifeEventSpec):
        if each.name in LISTS or each.name == "warnings":
            continue
        was, our, their = (getattr(spec, each.name) for spec in (before, ours, theirs))
        plain[each.name] = our if their == was else their
        if our not in (was, their) and their != was:
            overlaps.append(each.name)
    questions = _merged("question", *(_questions(spec) for spec in (before, ours, theirs)))
    matters = _merged("matter", *(_matters(spec) for spec in (before, ours, theirs)))
    spec = replace(theirs, **plain, questions=tuple(questions[0]), matters=tuple(matters[0]))
    return Merged(spec, (*overlaps, *questions[1], *matters[1]))


def _questions(spec: LifeEventSpec) -> dict[str, Any]:
    return {each.id: each for each in spec.questions}


def _matters(spec: LifeEventSpec) -> dict[str, Any]:
    return {each.matter.code: each for each in spec.matters}


def _merged(
    kind: str, before: Mapping[str, Part], ours: Mapping[str, Part], theirs: Mapping[str, Part]
) -> tuple[list[Part], list[str]]:
    """The parts in our order, if we changed it, else in theirs; those only they have come last."""
    overlaps = []
    kept: dict[str, Part] = {}
    for key in {**ours, **theirs}:
        was, our, their = before.get(key), ours.get(key), theirs.get(key)
        if our != was and their not in (was, our):
            overlaps.append(f"{kind} {key}")
        taken = our if their == was else their
        if taken is not None:
            kept[key] = taken
    is_our_order = list(ours) != list(before)
    order = {**ours, **theirs} if is_our_order else {**theirs, **ours}
    return [kept[key] for key in order if key in kept], overlaps
