"""The invented population: 10,000 people, their families, homes and firms. Nobody here exists; the
numbers only pass their checks.

`demo_people` are the few with stories, who get accounts in the demo. The others come in clans of
eight (`clans`), the same ones every time; a clan is made when somebody asks about it, so that
starting costs nothing and a number leads to its owner without an index.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from datasharing.sandbox import clans, firms
from datasharing.sandbox.clans import CLANS, ROLES, clan
from datasharing.sandbox.firms import FIRMS, firm
from datasharing.sandbox.people import Firm, Home, Person, id_number
from datasharing.sandbox.story import FIRMS as _FIRMS
from datasharing.sandbox.story import PEOPLE as _PEOPLE

__all__ = [
    "PAIRS", "SIZE", "Firm", "Home", "Person", "Population", "demo_firms", "demo_people", "firm",
    "id_number", "pair", "partner", "population",
]  # fmt: skip

PAIRS = FIRMS
"""As many sets of buyer, seller and firm are plain: nothing is mortgaged, sealed or owed."""
SIZE = len(_PEOPLE) + CLANS * clans.SIZE


def demo_people() -> tuple[Person, ...]:
    """The grown-up people of the demo, each with an account under `username`."""
    return tuple(person for person in _PEOPLE if person.phone)


def demo_firms() -> tuple[Firm, ...]:
    return _FIRMS


def pair(number: int) -> tuple[Person, Person]:
    """Buyer and seller number 0 … `PAIRS` − 1: a married buyer, mostly without a home, and a seller
    who owns one, free of everything.
    """
    members = clan(number)
    return members[ROLES.index("buyer")], members[ROLES.index("seller")]


def partner(number: int) -> Person:
    """To whom buyer `number` is married."""
    return clan(number)[ROLES.index("partner")]


class ByUsername:
    """`people["heir0012"]`; KeyError for anybody unknown."""

    def __init__(self) -> None:
        self._told = {person.username: person for person in _PEOPLE}

    def get(self, username: str) -> Person | None:
        """Who is called so, if anybody."""
        if username in self._told:
            return self._told[username]
        role, digits = username[:-4], username[-4:]
        if role not in ROLES or not digits.isdecimal() or int(digits) >= CLANS:
            return None
        return clan(int(digits))[ROLES.index(role)]

    def __getitem__(self, username: str) -> Person:
        found = self.get(username)
        if found is None:
            raise KeyError(username)
        return found


class ByNumber:
    """`people["3301…"]`, by identity number; KeyError for anybody unknown."""

    def __init__(self) -> None:
        self._told = {person.id_number: person for person in _PEOPLE}

    def get(self, id_number: str) -> Person | None:
        """Whose number it is, if anybody's."""
        if id_number in self._told:
            return self._told[id_number]
        number = clans.number_of(id_number)
        members = () if number is None else clan(number)
        return next((each for each in members if each.id_number == id_number), None)

    def __getitem__(self, id_number: str) -> Person:
        found = self.get(id_number)
        if found is None:
            raise KeyError(id_number)
        return found


class Population:
    """Everybody whom the sandbox registry knows."""

    def __init__(self) -> None:
        self.by_username = ByUsername()
        self.by_number = ByNumber()
        self._firms_told = {each.credit_code: each for each in _FIRMS}

    def __iter__(self) -> Iterator[Person]:
        """Those with stories first, then clan by clan."""
        yield from _PEOPLE
        for number in range(CLANS):
            yield from clan(number)

    @property
    def people(self) -> tuple[Person, ...]:
        return tuple(self)

    @property
    def firms(self) -> tuple[Firm, ...]:
        return (*_FIRMS, *(firm(number) for number in range(FIRMS)))

    def firm_by_code(self, credit_code: str) -> Firm | None:
        """Whose code it is, if any firm's."""
        if credit_code in self._firms_told:
            return self._firms_told[credit_code]
        number = firms.number_of(credit_code)
        found = None if number is None else firm(number)
        return found if found is not None and found.credit_code == credit_code else None

    def firm_by_name(self, name: str) -> Firm | None:
        """The firm of that name, for those who work there."""
        told = next((each for each in _FIRMS if each.name == name), None)
        if told is not None:
            return told
        digits = "".join(filter(str.isdecimal, name))
        found = firm(int(digits)) if digits and int(digits) < FIRMS else None
        return found if found is not None and found.name == name else None

    def kin(self, person: Person) -> tuple[Person, ...]:
        """Everybody who may be a relative: the same clan, or all with stories."""
        number = clans.number_of(person.id_number)
        if number is not None and person in (members := clan(number)):
            return members
        return _PEOPLE

    def household(self, person: Person) -> tuple[Person, ...]:
        """All who are in this person's household register."""
        if not person.household:
            return ()
        return tuple(each for each in self.kin(person) if each.household == person.household)

    def children(self, person: Person) -> tuple[Person, ...]:
        name = person.username
        return tuple(each for each in self.kin(person) if name in (each.father, each.mother))

    def spouse(self, person: Person) -> Person | None:
        """Husband or wife, alive or dead; nobody after a divorce."""
        return self.by_username.get(person.spouse) if person.is_married else None

    def next_of_kin(self, person: Person) -> tuple[Person, ...]:
        """Spouse, parents and children, who may settle what somebody leaves behind."""
        near = [self.spouse(person), self.by_username.get(person.father)]
        near += [self.by_username.get(person.mother), *self.children(person)]
        return tuple(each for each in near if each is not None)


@cache
def population() -> Population:
    return Population()
