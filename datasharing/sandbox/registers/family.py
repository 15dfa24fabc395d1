"""卫生健康 and 民政: births, deaths, marriages, what helps the poor, and who was a soldier."""

from __future__ import annotations

from datetime import date, timedelta

from datasharing.sandbox.clans import AS_OF
from datasharing.sandbox.people import Person
from datasharing.sandbox.population import population
from datasharing.sandbox.registers.record import Keys, Record, Records, next_anniversary

FIRST_CERTIFICATE = date(1996, 1, 1)
"""Since then there are medical certificates of birth."""
CIVIL_AFFAIRS = "杭州市西湖区民政局"
HOSPITALS = ("浙江大学医学院附属妇产科医院", "杭州市妇产科医院", "杭州市第一人民医院")


def births(person: Person, keys: Keys) -> Records:
    """DS05: parents are told of their children, everybody else of their own birth."""
    wanted = keys.get("certificate_number")
    born = [
        each
        for each in population().children(person) or (person,)
        if (each.father or each.mother) and each.born >= FIRST_CERTIFICATE
    ]
    records = (_birth(each) for each in born)
    return tuple(each for each in records if wanted in (None, each["certificate_number"]))


def deaths(person: Person, _: Keys) -> Records:
    """DS06: asked by the number of the dead, or by that of their next of kin."""
    return tuple(
        {
            "died_on": each.died_on,
            "cause_kind": each.died_of,
            "certificate_number": f"3301{each.died_on.replace('-', '')}{each.id_number[14:17]}",
            "deceased_name": each.name,
            "deceased_id_number": each.id_number,
        }
        for each in _dead_near(person)
    )


def cremations(person: Person, _: Keys) -> Records:
    """DS09: three days after the death; asked as deaths are."""
    return tuple(
        {
            "cremated_on": (date.fromisoformat(each.died_on) + timedelta(days=3)).isoformat(),
            "number": f"HH{each.died_on.replace('-', '')}{each.id_number[14:17]}",
        }
        for each in _dead_near(person)
    )


def marriage(person: Person, _: Keys) -> Records:
    """DS07: the same record from both sides. Whose spouse has died is widowed."""
    if not person.married_on:
        return ()
    if person.divorced_on:
        return (
            {
                "status": "离婚",
                "certificate_number": f"L330106-{person.divorced_on[:4]}-{person.id_number[11:17]}",
                "registered_on": person.divorced_on,
                "registered_by": CIVIL_AFFAIRS,
            },
        )
    spouse = population().by_username[person.spouse]
    couple = min(person.id_number, spouse.id_number)
    return (
        {
            "status": "已婚" if spouse.is_alive else "丧偶",
            "certificate_number": f"J330106-{person.married_on[:4]}-{couple[11:17]}",
            "registered_on": person.married_on,
            "registered_by": CIVIL_AFFAIRS,
            "spouse_name": spouse.name,
            "spouse_id_number": spouse.id_number,
        },
    )


def assistance(person: Person, _: Keys) -> Records:
    """DS08: what a family gets, each of its members is told."""
    members = population().household(person)
    kind = person.assistance or next(
        (each.assistance for each in members if each.assistance.endswith("家庭")), ""
    )
    if not kind or not person.is_alive:
        return ()
    until = next_anniversary(date(2025, 1, 1))
    return (
        {
            "kind": kind,
            "valid_from": until.replace(year=until.year - 1).isoformat(),
            "valid_until": until.isoformat(),
            "head_name": next(
                (each.name for each in members if each.relation == "户主"), person.name
            ),
        },
    )


def disability(person: Person, _: Keys) -> Records:
    """DS19: the number is the identity number, the kind and the grade."""
    kind, grade, digits = person.disability
    if not kind or not person.is_alive:
        return ()
    return (
        {
            "number": person.id_number + digits,
            "kind": kind,
            "grade": grade,
            "valid_until": f"{AS_OF.year + 4}-06-30",
        },
    )


def veteran(person: Person, _: Keys) -> Records:
    """DS20."""
    if not person.discharged_on or not person.is_alive:
        return ()
    return ({"kind": "退役士兵", "discharged_on": person.discharged_on},)


def birth_registration(person: Person, _: Keys) -> Records:
    """DS27: the certificate of an only child, or the registration before this year's birth."""
    if person.has_only_child_certificate:
        children = population().children(person)
        born = children[0].born if children else person.born.replace(year=person.born.year + 26)
        return (
            {
                "certificate_number": f"330106D{born:%Y}{person.id_number[14:17]}",
                "registered_on": (born + timedelta(days=90)).isoformat(),
            },
        )
    new = [each for each in population().children(person) if each.born.year == AS_OF.year]
    return tuple(
        {
            "certificate_number": f"330106S{each.born:%Y}{each.id_number[14:17]}",
            "registered_on": (each.born - timedelta(days=160)).isoformat(),
        }
        for each in new
    )


def _birth(child: Person) -> Record:
    people, order = population().by_username, int(child.id_number[14:17])
    father, mother = people.get(child.father), people.get(child.mother)
    return {
        "certificate_number": f"Z{child.id_number[8:17]}",
        "child_name": child.name,
        "child_sex": "male" if child.sex == "男" else "female",
        "born_at": child.born.isoformat(),
        "gestation_weeks": 38 + order % 4,
        "weight_grams": 2900 + order % 90 * 10,
        "mother_name": mother.name if mother else "",
        "father_name": father.name if father else "",
        "mother_id_number": mother.id_number if mother else "",
        "father_id_number": father.id_number if father else "",
        "hospital": HOSPITALS[order % len(HOSPITALS)],
    }


def _dead_near(person: Person) -> list[Person]:
    near = (person,) if person.died_on else population().next_of_kin(person)
    return sorted((each for each in near if each.died_on), key=lambda each: each.died_on)[::-1]
