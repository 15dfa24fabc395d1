"""公安: who somebody is, with whom they are registered, their card, their residence permit."""

from __future__ import annotations

import re

from datasharing.sandbox.clans import AS_OF
from datasharing.sandbox.people import Person
from datasharing.sandbox.population import population
from datasharing.sandbox.registers.record import Keys, Records, next_anniversary

_PLACE = re.compile(r"(?:[^省]+省)?(?P<city>[^市]+市)(?P<district>[^区县市]+[区县市])")


def check(person: Person, keys: Keys) -> Records:
    """DS01: the name goes in, whether it agrees comes out."""
    if keys["name"] != person.name:
        return ({"matches": False},)
    return (
        {"matches": True, "sex": person.sex, "nation": person.nation, "is_alive": person.is_alive},
    )


def household(person: Person, _: Keys) -> Records:
    """DS02."""
    members = population().household(person)
    if not members:
        return ()
    return (
        {
            "household_number": person.household,
            "head_name": next(each.name for each in members if each.relation == "户主"),
            "relation": person.relation,
            "address": person.address,
            "members": [{"name": each.name, "relation": each.relation} for each in members],
            "changed_on": max(each.born for each in members).isoformat(),
        },
    )


def card(person: Person, _: Keys) -> Records:
    """DS03. Valid for 5, 10 or 20 years, or for good, by the age at issue (居民身份证法 art. 5)."""
    is_child = person.age_on(AS_OF) < 16
    issued = person.born.replace(year=2024 if is_child else 2018, day=min(person.born.day, 28))
    age = issued.year - person.born.year
    years = 5 if age < 16 else 10 if age < 26 else 20
    until = "长期" if age >= 46 else issued.replace(year=issued.year + years).isoformat()
    return (
        {
            "name": person.name,
            "id_number": person.id_number,
            "valid_from": issued.isoformat(),
            "valid_until": until,
            "issued_by": bureau(person.address, "公安"),
            "address": person.address,
        },
    )


def residence_permit(person: Person, _: Keys) -> Records:
    """DS04: for those from elsewhere; endorsed every year (居住证暂行条例 art. 10)."""
    if not person.lives_at or not person.is_alive:
        return ()
    return (
        {
            "number": f"330110{person.id_number[6:17]}J",
            "address": person.lives_at,
            "valid_until": next_anniversary(person.born).isoformat(),
        },
    )


def bureau(address: str, of: str) -> str:
    """杭州市公安局西湖区分局, or 建德市公安局 where the county has one of its own."""
    place = _PLACE.match(address)
    if place is None:
        return f"杭州市{of}局"
    city, district = place["city"], place["district"]
    return f"{city}{of}局{district}分局" if district.endswith("区") else f"{district}{of}局"
