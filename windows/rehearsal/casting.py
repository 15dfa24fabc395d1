"""Who fits a part: invented people about whom the registers say what the plan will read.

A rehearsal reads real registers over HTTP, so its people must be such as have a record there: a
newborn for a birth, an elderly employee for a retirement, a house free of mortgages for a sale.
Which registers must know them follows from the plan; what the record must say, from `wishes`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from datasharing.models import DataResource
from datasharing.sandbox.clans import AS_OF, CLANS, clan
from datasharing.sandbox.firms import FIRMS, firm
from datasharing.sandbox.people import Firm, Person
from datasharing.sandbox.registers import REGISTERS, knows
from services.catalogue.spec import SourceKind
from services.models import Audience
from windows.cases.people import APPLICANT
from windows.planning import Plan
from windows.rehearsal.wishes import WISHES

ENOUGH = 400
"""So many who fit in everything are looked for; a rush takes a new one for every case."""
GROWN_UP = 18
FOR_FIRMS = Audience.ORGANISATION.value
READ = (SourceKind.LICENCE, SourceKind.RESOURCE)


@dataclass(frozen=True, slots=True)
class Part:
    """What will be asked about one role of a case."""

    role: str
    is_firm: bool
    registers: tuple[str, ...]
    """Codes that must know whoever plays it, as far as they know such at all."""
    useful: tuple[str, ...]
    """Codes that only fill in the form."""
    materials: tuple[str, ...]
    """What the record must prove, or the person promise or hand in."""


def parts_of(plan: Plan, *, audience: str) -> dict[str, Part]:
    """Every role of the plan; the applicant first."""
    asked_by = {row.code: _who_is_asked(row) for row in DataResource.objects.all()}
    roles = (APPLICANT, *(role for role, _ in plan.parties))
    return {role: _part(plan, role, audience, asked_by) for role in roles}


@lru_cache(maxsize=64)
def ranked(part: Part) -> tuple[Person | Firm, ...]:
    """Whoever could play it, the best first: those who fit in everything, else those who fit in the
    most.

    Within one rank from the last to the first, because the demo and the tests begin at the first.
    """
    best: dict[tuple[int, int, int], list[Person | Firm]] = {}
    wishes = sum(material in WISHES for material in part.materials)
    most = (len(part.registers), wishes, len(part.useful))
    candidates: Iterator[Person | Firm] = _firms() if part.is_firm else _people()
    for someone in candidates:
        score = _score(part, someone)
        best.setdefault(score, []).append(someone)
        if score == most and len(best[score]) == ENOUGH:
            break
    return tuple(someone for score in sorted(best, reverse=True) for someone in best[score])


def is_suitable(someone: Person | Firm, others: dict[Part, Person | Firm], part: Part) -> bool:
    """Not of the family of anybody who plays already; who marry each other are man and woman."""
    for taken, other in others.items():
        if isinstance(someone, Firm) or isinstance(other, Firm):
            if someone == other:
                return False
        elif _clan(someone) == _clan(other) or (_marry(part, taken) and someone.sex == other.sex):
            return False
    return True


def _part(plan: Plan, role: str, audience: str, asked_by: dict[str, frozenset[str]]) -> Part:
    mine = [one for one in plan.materials if one.party == role and not one.generated]
    read = {one.source.ref for one in mine if one.source.kind in READ and one.source.ref}
    read &= set(REGISTERS)
    shown = {path.partition(".")[0] for field in plan.fields for path in field.prefill}
    if role != APPLICANT:
        shown = set()  # a register that only fills in the form is asked about the applicant
    elsewhere = {one.source.ref for one in plan.materials if one.source.kind in READ}
    is_firm = _is_firm(read, asked_by, is_meant=role == APPLICANT and audience == FOR_FIRMS)
    key = "credit_code" if is_firm else "id_number"
    known = {code for code in REGISTERS if key in asked_by.get(code, ())}
    return Part(
        role=role,
        is_firm=is_firm,
        registers=tuple(sorted(read & known)),
        useful=tuple(sorted((shown & known) - elsewhere)),
        materials=tuple(
            sorted({one.material for one in mine if one.source.kind is not SourceKind.OUTPUT})
        ),
    )


def _is_firm(read: set[str], asked_by: dict[str, frozenset[str]], *, is_meant: bool) -> bool:
    """Whoever founds a firm has none yet: where nothing that is read can be asked about a firm, a
    person applies; and a role that is asked for its licence is a firm.
    """
    about_firms = {code for code in read if "credit_code" in asked_by.get(code, ())}
    only_firms = {code for code in about_firms if "id_number" not in asked_by[code]}
    if is_meant:
        return bool(about_firms) or not read
    return bool(only_firms)


def _who_is_asked(resource: DataResource) -> frozenset[str]:
    return frozenset(
        name for key in resource.key_fields if key["required"] for name in key["name"].split("|")
    )


def _score(part: Part, someone: Person | Firm) -> tuple[int, int, int]:
    """A record above all, then what it says, then what only fills in the form."""
    return (
        sum(bool(knows(code, someone)) for code in part.registers),
        sum(WISHES[each](someone, part.materials) for each in part.materials if each in WISHES),
        sum(bool(knows(code, someone)) for code in part.useful),
    )


def _people() -> Iterator[Person]:
    """Grown-up and alive."""
    for number in reversed(range(CLANS)):
        for person in clan(number):
            if person.is_alive and person.age_on(AS_OF) >= GROWN_UP:
                yield person


def _firms() -> Iterator[Firm]:
    for number in reversed(range(FIRMS)):
        yield firm(number)


def _clan(person: Person) -> str:
    return person.username[-4:]


def _marry(one: Part, other: Part) -> bool:
    return "no_spouse_declaration" in one.materials and "no_spouse_declaration" in other.materials
