"""The life event's own rows: who must join, and what must hold for everyone."""

from __future__ import annotations

from dataclasses import replace

from services.catalogue.spec import LegalBasisSpec, LifeEventSpec, PartySpec
from services.catalogue.text import Text
from services.revisions.edits import rows
from services.revisions.edits.questions import refuse_if_used


def party_of(spec: LifeEventSpec, role: str) -> PartySpec:
    return rows.found(spec.parties, role, _role)


def with_party(spec: LifeEventSpec, party: PartySpec) -> LifeEventSpec:
    return replace(spec, parties=rows.put(spec.parties, party, _role))


def without_party(spec: LifeEventSpec, role: str) -> LifeEventSpec:
    """Raises PartInUse while a material is about them."""
    places = tuple(
        Text(
            f"“{included.matter.name}”的“{requirement.name}”",
            f"“{requirement.name_en or requirement.name}” of "
            f"“{included.matter.name_en or included.matter.name}”",
        )
        for included in spec.matters
        for requirement in included.matter.requirements
        if role in requirement.about
    )
    refuse_if_used(party_of(spec, role).label, places)
    return replace(spec, parties=rows.without(spec.parties, role, _role))


def moved_party(spec: LifeEventSpec, role: str, steps: int) -> LifeEventSpec:
    return replace(spec, parties=rows.moved(spec.parties, role, _role, steps))


def with_sentence(spec: LifeEventSpec, zh: str, en: str, place: str = "") -> LifeEventSpec:
    """A sentence that must hold for everyone who applies."""
    before = rows.at(spec.conditions, place)[0] if place else zh
    bases = spec.bases_of_condition(before)
    changed = replace(spec, conditions=rows.put_at(spec.conditions, (zh, en), place))
    return with_condition_bases(changed, zh, bases)


def without_sentence(spec: LifeEventSpec, place: str) -> LifeEventSpec:
    return _sorted(replace(spec, conditions=rows.without_at(spec.conditions, place)))


def moved_sentence(spec: LifeEventSpec, place: str, steps: int) -> LifeEventSpec:
    return _sorted(replace(spec, conditions=rows.moved_at(spec.conditions, place, steps)))


def with_condition_bases(
    spec: LifeEventSpec, sentence: str, bases: tuple[LegalBasisSpec, ...]
) -> LifeEventSpec:
    """What the condition with this Chinese sentence rests on."""
    held = dict(spec.condition_bases) | {sentence: bases}
    return _sorted(replace(spec, condition_bases=tuple(held.items())))


def _sorted(spec: LifeEventSpec) -> LifeEventSpec:
    """In the order of the conditions; what stands for none of them goes."""
    held = dict(spec.condition_bases)
    sentences = dict.fromkeys(zh for zh, _en in spec.conditions)
    return replace(spec, condition_bases=tuple((zh, held[zh]) for zh in sentences if held.get(zh)))


def _role(party: PartySpec) -> str:
    return party.role
