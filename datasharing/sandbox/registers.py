"""What each register of the sandbox says about one key. Pure: computed from the population, never
stored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from datasharing.sandbox.population import Firm, Home, Person, population

Record = dict[str, Any]
Keys = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    about: dict[str, str]
    records: tuple[Record, ...]


UTILITIES = (("water", "S"), ("power", "D"), ("gas", "R"), ("tv", "G"))


def look_up(code: str, keys: Keys) -> Found | None:
    """The register's answer, or None where it has no record. KeyError: no such register, or a key
    is missing.
    """
    register = REGISTERS[code]
    if code in FIRM_REGISTERS:
        firm = next((f for f in population().firms if f.credit_code == keys["credit_code"]), None)
        if firm is None:
            return None
        return Found({"credit_code": firm.credit_code}, register(firm, keys))
    person = population().by_number.get(keys["id_number"].upper())
    if person is None:
        return None
    records = register(person, keys)
    return Found({"id_number": person.id_number}, records) if records else None


def _check(person: Person, keys: Keys) -> tuple[Record, ...]:
    matches = keys["name"] == person.name
    if not matches:
        return ({"matches": False},)
    return (
        {"matches": True, "sex": person.sex, "nation": person.nation, "is_alive": person.is_alive},
    )


def _household(person: Person, _: Keys) -> tuple[Record, ...]:
    members = population().household(person.household)
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


def _card(person: Person, _: Keys) -> tuple[Record, ...]:
    is_child = person.born.year >= 2008
    years = 5 if is_child else 20  # 居民身份证法 art. 5, for the ages that live here
    issued = person.born.replace(year=2024 if is_child else 2018, day=min(person.born.day, 28))
    until = issued.replace(year=issued.year + years)
    return (
        {
            "name": person.name,
            "id_number": person.id_number,
            "valid_from": issued.isoformat(),
            "valid_until": until.isoformat(),
            "issued_by": f"杭州市公安局{person.address[3:6]}分局",
            "address": person.address,
        },
    )


def _marriage(person: Person, _: Keys) -> tuple[Record, ...]:
    if not person.married_on:
        return ()
    if person.divorced_on:
        return (
            {
                "status": "离婚",
                "certificate_number": f"L330106-{person.divorced_on[:4]}-{person.id_number[11:17]}",
                "registered_on": person.divorced_on,
                "registered_by": "杭州市西湖区民政局",
            },
        )
    spouse = population().by_username[person.spouse]
    couple = min(person.id_number, spouse.id_number)
    return (
        {
            "status": "已婚",
            "certificate_number": f"J330106-{person.married_on[:4]}-000{couple[14:17]}",
            "registered_on": person.married_on,
            "registered_by": "杭州市西湖区民政局",
            "spouse_name": spouse.name,
            "spouse_id_number": spouse.id_number,
        },
    )


def _homes(person: Person, keys: Keys) -> tuple[Record, ...]:
    wanted = keys.get("certificate_number")
    return tuple(
        {
            "certificate_number": home.certificate_number,
            "unit_number": home.unit_number,
            "address": home.address,
            "area": home.area,
            "use": "住宅",
            "owner_name": person.name,
            "ownership": home.ownership,
            "restriction": home.restriction or "无",
            "mortgage": home.mortgage or "无",
        }
        for home in person.homes
        if wanted in (None, home.certificate_number)
    )


def _contract_number(home: Home) -> str:
    return f"HT{home.bought_on.replace('-', '')}{home.unit_number[-8:]}"


def _contracts(person: Person, keys: Keys) -> tuple[Record, ...]:
    spouse = population().by_username.get(person.spouse) if not person.divorced_on else None
    homes = len(person.homes) + (len(spouse.homes) if spouse else 0)
    holdings: Record = {"family_homes": homes, "qualified": homes < 2}
    wanted = keys.get("contract_number")
    contracts = tuple(
        holdings
        | {
            "contract_number": _contract_number(home),
            "price": home.price,
            "buyer_name": person.name,
            "seller_name": "杭州安居置业有限公司",
            "filed_on": home.bought_on,
        }
        for home in person.homes
        if wanted in (None, _contract_number(home))
    )
    return contracts or (() if wanted else (holdings,))


def _taxes(person: Person, keys: Keys) -> tuple[Record, ...]:
    wanted = keys.get("contract_number")
    return tuple(
        {
            "tax_kind": "契税",
            "amount": f"{int(home.price) * 15 // 1000}.00",
            "voucher_number": f"33{home.bought_on.replace('-', '')}{home.unit_number[-8:]}",
            "paid_on": home.bought_on,
            "status": "已缴清",
        }
        for home in person.homes
        if wanted in (None, _contract_number(home))
    )


def _fund(person: Person, _: Keys) -> tuple[Record, ...]:
    if not person.fund_months:
        return ()
    monthly = int(person.fund_base) * 24 // 100  # 12 % from the employer and 12 % from the employee
    return (
        {
            "account": f"3301{person.id_number[6:17]}",
            "monthly_base": f"{person.fund_base}.00",
            "balance": f"{monthly * person.fund_months}.00",
            "status": "正常缴存",
            "months": person.fund_months,
        },
    )


def _utilities(person: Person, keys: Keys) -> tuple[Record, ...]:
    address = "".join(keys.get("address", "").split())
    records = []
    for home in person.homes:
        if address and address != home.address:
            continue
        owed = dict(home.owed)
        for utility, letter in UTILITIES:
            account = f"{letter}{home.unit_number[14:19]}{home.unit_number[-5:]}"
            if keys.get("account") in (None, account):
                records.append(
                    {
                        "utility": utility,
                        "account": account,
                        "holder_name": person.name,
                        "owed": owed.get(utility, "0.00"),
                    }
                )
    return tuple(records)


def _firm(firm: Firm, _: Keys) -> tuple[Record, ...]:
    return (
        {
            "name": firm.name,
            "type": firm.type,
            "legal_representative": population().by_username[firm.legal_representative].name,
            "capital": firm.capital,
            "founded_on": firm.founded_on,
            "business_scope": firm.business_scope,
            "status": firm.status,
            "address": firm.address,
            "abnormal": firm.abnormal,
        },
    )


def _business_licence(firm: Firm, keys: Keys) -> tuple[Record, ...]:
    (record,) = _firm(firm, keys)
    shown = ("name", "type", "address", "legal_representative", "business_scope")
    printed = {"issued_on": firm.founded_on, "version": "001"}
    return ({name: record[name] for name in shown} | printed,)


REGISTERS: dict[str, Callable[[Any, Keys], tuple[Record, ...]]] = {
    "DS01": _check,
    "DS02": _household,
    "DS03": _card,
    "DS07": _marriage,
    "DS10": _firm,
    "DS11": _business_licence,
    "DS13": _homes,
    "DS14": _contracts,
    "DS15": _taxes,
    "DS18": _fund,
    "DS29": _utilities,
}
FIRM_REGISTERS = frozenset({"DS10", "DS11"})
