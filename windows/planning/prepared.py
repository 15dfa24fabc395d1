"""What is the same in every plan of a life event, worked out once for each.

A life event is deep and slow to hash, so what is prepared is found again by the identity of its
spec. It keeps the spec alive, therefore no other object can take over that identity.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

from services.catalogue.spec import LifeEventSpec, RequirementSpec
from services.catalogue.text import Text
from windows.planning.names import both, quoted
from windows.planning.plan import PlannedField

MOST = 256
"""How many life events stay prepared; the one prepared first goes first."""


@dataclass(frozen=True, slots=True, eq=False)
class Need:
    """One requirement of one matter for one party: what walking from door to door would hand in."""

    matter: str
    requirement: RequirementSpec
    party: str
    pair: tuple[str, str]
    """(material, party)"""
    holding: tuple[str, str]
    """The same as `Known` writes it: (party, material)."""
    name: Text


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    spec: LifeEventSpec
    matters: Mapping[str, Text]
    parties: Mapping[str, Text]
    options: Mapping[tuple[str, str], tuple[Text, Text]]
    """(question id, value) → the question and the answer in words."""
    needs: Mapping[str, tuple[Need, ...]]
    """By matter code."""
    fields: dict[object, PlannedField] = field(default_factory=dict)
    """Fields planned before: few differ from plan to plan."""
    lists: dict[tuple[str, ...], Text] = field(default_factory=dict)

    def listed(self, codes: tuple[str, ...]) -> Text:
        """The names of these matters, quoted."""
        found = self.lists.get(codes)
        if found is None:
            found = self.lists[codes] = quoted(self.matters[code] for code in codes)
        return found


_prepared: dict[int, Prepared] = {}
_lock = Lock()


def prepared(spec: LifeEventSpec) -> Prepared:
    found = _prepared.get(id(spec))
    if found is None:
        found = _prepare(spec)
        with _lock:
            while len(_prepared) >= MOST:
                del _prepared[next(iter(_prepared))]
            _prepared[id(spec)] = found
    return found


def _prepare(spec: LifeEventSpec) -> Prepared:
    matters = [included.matter for included in spec.matters]
    return Prepared(
        spec,
        matters={matter.code: both(matter.name, matter.name_en) for matter in matters},
        parties={party.role: both(party.label, party.label_en) for party in spec.parties},
        options={
            (question.id, option.value): (
                both(question.text, question.text_en),
                both(option.label, option.label_en),
            )
            for question in spec.questions
            for option in question.options
        },
        needs={
            matter.code: tuple(
                _need(matter.code, requirement, party)
                for requirement in matter.requirements
                for party in requirement.about
            )
            for matter in matters
        },
    )


def _need(matter: str, requirement: RequirementSpec, party: str) -> Need:
    material = requirement.material
    name = both(requirement.name, requirement.name_en)
    return Need(matter, requirement, party, (material, party), (party, material), name)
