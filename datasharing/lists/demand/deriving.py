"""What a requirement's own sources say: could it be data, whose, is it connected. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from datasharing.lists.demand.states import Way
from services.catalogue.spec import SourceKind
from services.catalogue.text import Text

NOBODY = Text("", "")


@dataclass(frozen=True, slots=True)
class Owner:
    """Who keeps the data: a department of the catalogue, or only its name."""

    name: Text
    department_id: int | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """An interface of the resource list."""

    name: Text
    owner: Owner
    is_connected: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the catalogue and the resource list say, for one round."""

    offers: Mapping[str, Offer]
    """By interface code."""
    producers: Mapping[str, Offer]
    """By matter code: the published matters; what they produce passes inside the portal."""
    issuers: Mapping[str, Offer]
    """By code of a kind of material: the published matters that issue it as a licence."""


@dataclass(frozen=True, slots=True)
class Found:
    """One source by which the paper could be spared."""

    way: str
    ref: str
    name: str
    name_en: str
    owner: str
    owner_en: str
    is_connected: bool
    department_id: int | None = field(default=None, compare=False)

    def as_json(self) -> dict[str, Any]:
        told = asdict(self)
        del told["department_id"]
        return told


@dataclass(frozen=True, slots=True)
class Derived:
    way: Way
    is_connected: bool
    owner: Owner
    found: tuple[Found, ...] = ()


def derive(
    sources: Iterable[Mapping[str, Any]],
    *,
    material: str,
    material_name: Text,
    is_generated: bool,
    facts: Facts,
) -> Derived:
    """An interface goes before what the portal issues itself: a licence that was issued before
    there was a portal is only in the register. A source whose owner is known goes before one that
    nobody has listed yet: somebody can be asked for it.
    """
    if is_generated:
        return Derived(Way.GENERATED, True, Owner(NOBODY))
    nobody = Offer(material_name, Owner(NOBODY), is_connected=False)
    issuer = facts.issuers.get(material, nobody)
    found = tuple(_found(sources, material, issuer, facts))
    interfaces = tuple(each for each in found if each.ref in facts.offers)
    chosen = interfaces or found
    if not chosen:
        return Derived(Way.UNLISTED, False, Owner(NOBODY))
    best = max(chosen, key=lambda each: (each.is_connected, bool(each.owner)))
    owner = Owner(Text(best.owner, best.owner_en), best.department_id)
    return Derived(Way(best.way), best.is_connected, owner, found)


def _found(
    sources: Iterable[Mapping[str, Any]], material: str, issuer: Offer, facts: Facts
) -> Iterable[Found]:
    for source in sources:
        kind, ref = source.get("kind"), str(source.get("resource") or "")
        if kind == SourceKind.OUTPUT:
            ref = str(source.get("matter") or "")
            yield _said(Way.OUTPUT, ref, facts.producers.get(ref))
        elif kind in (SourceKind.RESOURCE, SourceKind.LICENCE) and ref:
            yield _said(Way.RESOURCE, ref, facts.offers.get(ref))
        elif kind == SourceKind.LICENCE:
            yield _said(Way.LICENCE, material, issuer)


def _said(way: Way, ref: str, offer: Offer | None) -> Found:
    """Of a source that nobody has listed yet, its code is all that is known."""
    if offer is None:
        return Found(way.value, ref, ref, ref, "", "", False)
    name, owner = offer.name, offer.owner
    return Found(
        way.value,
        ref,
        name.zh,
        name.en or name.zh,
        owner.name.zh,
        owner.name.en or owner.name.zh,
        offer.is_connected,
        owner.department_id,
    )
