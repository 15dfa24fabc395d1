"""Which register answers which code, and for whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from datasharing.sandbox.people import Firm, Person
from datasharing.sandbox.population import population
from datasharing.sandbox.registers import family, firms, homes, identity, work
from datasharing.sandbox.registers.record import Keys, Records


@dataclass(frozen=True, slots=True)
class Found:
    about: dict[str, str]
    records: Records


@dataclass(frozen=True, slots=True)
class Register:
    """Answers about people, about firms, or about both; never about somebody without a key."""

    of_person: Callable[[Person, Keys], Records] | None = None
    of_firm: Callable[[Firm, Keys], Records] | None = None


REGISTERS = {
    "DS01": Register(identity.check),
    "DS02": Register(identity.household),
    "DS03": Register(identity.card),
    "DS04": Register(identity.residence_permit),
    "DS05": Register(family.births),
    "DS06": Register(family.deaths),
    "DS07": Register(family.marriage),
    "DS08": Register(family.assistance),
    "DS09": Register(family.cremations),
    "DS10": Register(None, firms.company),
    "DS11": Register(None, firms.business_licence),
    "DS12": Register(None, firms.food_licence),
    "DS13": Register(homes.titles, homes.titles),
    "DS14": Register(homes.contracts, homes.firm_contracts),
    "DS15": Register(homes.taxes, homes.firm_taxes),
    "DS16": Register(work.social_insurance),
    "DS17": Register(work.medical_insurance),
    "DS18": Register(work.fund),
    "DS19": Register(family.disability),
    "DS20": Register(family.veteran),
    "DS21": Register(work.school),
    "DS22": Register(firms.defaulter, firms.defaulter),
    "DS23": Register(firms.credit, firms.credit),
    "DS24": Register(None, firms.project),
    "DS25": Register(None, firms.construction),
    "DS26": Register(None, firms.planning),
    "DS27": Register(family.birth_registration),
    "DS28": Register(work.health, work.staff_health),
    "DS29": Register(homes.utilities),
    "DS30": Register(None, firms.customs),
}
FIRM_REGISTERS = frozenset(code for code, each in REGISTERS.items() if each.of_person is None)
"""Those that know nothing of people."""
OF_THE_UNREGISTERED = frozenset({"DS05"})
"""What is known of a newborn before the birth is registered."""


def look_up(code: str, keys: Keys) -> Found | None:
    """The register's answer, or None where it has no record. KeyError: no such register, or a key
    is missing.
    """
    register = REGISTERS[code]
    if register.of_person is None or (register.of_firm is not None and "credit_code" in keys):
        firm = population().firm_by_code(keys["credit_code"].upper())
        if firm is None or register.of_firm is None:
            return None
        return _found("credit_code", firm.credit_code, register.of_firm(firm, keys))
    person = population().by_number.get(keys["id_number"].upper())
    if person is None:
        return None
    return _found("id_number", person.id_number, _of_person(code, person, keys))


def knows(code: str, someone: Person | Firm) -> Records:
    """What this register would answer about somebody whom we have before us; () for nothing."""
    if isinstance(someone, Firm):
        of_firm = REGISTERS[code].of_firm
        return of_firm(someone, {"credit_code": someone.credit_code}) if of_firm else ()
    return _of_person(code, someone, {"id_number": someone.id_number, "name": someone.name})


def _of_person(code: str, person: Person, keys: Keys) -> Records:
    of_person = REGISTERS[code].of_person
    if of_person is None or not (person.is_registered or code in OF_THE_UNREGISTERED):
        return ()
    return of_person(person, keys)


def _found(key: str, number: str, records: Records) -> Found | None:
    return Found({key: number}, records) if records else None
