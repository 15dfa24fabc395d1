"""What an editor of a region may put into its edition, without a programmer. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from services.catalogue.elements import Charge, MatterElements
from services.catalogue.spec import (
    Handling,
    LegalBasisSpec,
    MatterSpec,
    Necessity,
    RequirementSpec,
)
from services.overlays.differences import new_bases
from services.overlays.materials import STRICTNESS

FREE, FREE_EN = "免费", "Free"
CHARGE, CHARGE_EN = "当地收费", "Local fee"


@dataclass(frozen=True, slots=True)
class Extra:
    """One more paper, and the article it rests on."""

    name: str
    name_en: str
    material: str
    law: str
    article: str


@dataclass(frozen=True, slots=True)
class Fee:
    words: str
    words_en: str
    cents: int | None
    law: str

    @property
    def is_free(self) -> bool:
        return self.words == FREE


@dataclass(frozen=True, slots=True)
class Wish:
    """Only what differs from the standard; whatever is not named follows it."""

    promised_days: int
    dropped: frozenset[str] = frozenset()
    """Keys of requirements that the region does without."""
    necessity: Mapping[str, Necessity] = field(default_factory=dict)
    extras: tuple[Extra, ...] = ()
    fee: Fee | None = None
    """None: as the standard says."""
    law: str = ""
    """What a longer limit rests on."""
    article: str = ""
    place: str = ""
    hours: str = ""
    phone: str = ""
    complaints: str = ""


def with_wish(standard: MatterSpec, wish: Wish) -> MatterSpec:
    """The standard in force, with the region's wishes in it."""
    bases = standard.legal_bases
    if wish.law:
        bases = (*bases, LegalBasisSpec(wish.law, wish.article))
    spec = replace(
        standard,
        promised_days=wish.promised_days,
        handling=_handling(standard, wish.promised_days),
        requirements=_requirements(standard, wish),
        legal_bases=bases,
        elements=_contacts(standard.elements, wish),
    )
    return _with_fee(spec, wish.fee) if wish.fee else spec


def _handling(standard: MatterSpec, days: int) -> Handling:
    """What takes no days is decided on the spot (即办件), and what takes some is not."""
    if days == 0 and not standard.procedures and standard.handling is Handling.PROMISED:
        return Handling.INSTANT
    if days and standard.handling is Handling.INSTANT:
        return Handling.PROMISED
    return standard.handling


def wish_of(standard: MatterSpec, local: MatterSpec) -> Wish:
    """The wishes in a region's edition, to go on editing; other differences are not kept."""
    known = {each.key: each for each in standard.requirements}
    here = {each.key: each for each in local.requirements}
    own = next(iter(new_bases(local.legal_bases, standard.legal_bases)), None)
    said, elements = standard.elements, local.elements
    return Wish(
        promised_days=local.promised_days,
        dropped=frozenset(known.keys() - here.keys()),
        necessity={
            key: each.necessity
            for key, each in here.items()
            if key in known and each.necessity is not known[key].necessity
        },
        extras=tuple(_extra(each) for key, each in here.items() if key not in known),
        fee=_fee(standard, local),
        law=own.law if own else "",
        article=own.article if own else "",
        place=_own(elements.handle_place, said.handle_place),
        hours=_own(elements.handle_time, said.handle_time),
        phone=_own(elements.consult_phone, said.consult_phone),
        complaints=_own(elements.complain_phone, said.complain_phone),
    )


def easier_than(necessity: Necessity) -> tuple[Necessity, ...]:
    """What a region may make of it: the same or less, the same first."""
    allowed = [each for each in Necessity if STRICTNESS[each] <= STRICTNESS[necessity]]
    return tuple(sorted(allowed, key=lambda each: -STRICTNESS[each]))


def _requirements(standard: MatterSpec, wish: Wish) -> tuple[RequirementSpec, ...]:
    kept = tuple(
        replace(each, necessity=wish.necessity.get(each.key, each.necessity))
        for each in standard.requirements
        if each.key not in wish.dropped
    )
    added = tuple(
        RequirementSpec(
            key=each.material,
            material=each.material,
            name=each.name,
            name_en=each.name_en,
            legal_bases=(LegalBasisSpec(each.law, each.article),) if each.law else (),
        )
        for each in wish.extras
    )
    return kept + added


def _extra(each: RequirementSpec) -> Extra:
    basis = each.legal_bases[0] if each.legal_bases else LegalBasisSpec("", "")
    return Extra(each.name, each.name_en, each.material, basis.law, basis.article)


def _with_fee(spec: MatterSpec, fee: Fee) -> MatterSpec:
    charge = Charge(CHARGE, CHARGE_EN, fee.words, fee.law, cents=fee.cents)
    elements = replace(
        spec.elements, is_fee=not fee.is_free, charges=() if fee.is_free else (charge,)
    )
    return replace(spec, fee=fee.words, fee_en=fee.words_en, elements=elements)


def _fee(standard: MatterSpec, local: MatterSpec) -> Fee | None:
    before = (standard.fee, standard.elements.is_fee, standard.elements.charges)
    if (local.fee, local.elements.is_fee, local.elements.charges) == before:
        return None
    if local.elements.is_fee is False:
        return Fee(FREE, FREE_EN, None, "")
    charge = next(iter(local.elements.charges), Charge(""))
    return Fee(local.fee, local.fee_en, charge.cents, charge.by_law)


def _contacts(elements: MatterElements, wish: Wish) -> MatterElements:
    """In English the region's own place and hours read as in Chinese."""
    if wish.place:
        elements = replace(elements, handle_place=wish.place, handle_place_en="")
    if wish.hours:
        elements = replace(elements, handle_time=wish.hours, handle_time_en="")
    return replace(
        elements,
        consult_phone=wish.phone or elements.consult_phone,
        complain_phone=wish.complaints or elements.complain_phone,
    )


def _own(local: str, standard: str) -> str:
    return "" if local == standard else local
