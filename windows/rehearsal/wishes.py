"""What the registers must say of somebody for a paper to be proved by it: a marriage that has not
ended, a title without a seal.

Keys are material types of the shipped catalogue. A catalogue with other types is rehearsed with
anybody whom its registers know.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import timedelta
from typing import Any

from datasharing.sandbox.clans import AS_OF
from datasharing.sandbox.population import Firm, Person
from datasharing.sandbox.registers import knows

Wish = Callable[[Person | Firm, Collection[str]], bool]
"""Somebody, and every material that the same part needs."""

MAY_MARRY = 22
RETIRING = 58
JUST_BORN = (AS_OF - timedelta(days=60)).isoformat()
TENANCY = "ZL"
MORTGAGED = "mortgagee_consent"


def _says(code: str, test: Callable[[dict[str, Any]], bool]) -> Wish:
    """Some record of this register passes the test."""
    return lambda someone, _: any(test(record) for record in knows(code, someone))


def _status(word: str) -> Wish:
    return _says("DS07", lambda record: record["status"] == word)


def _is_free_to_marry(someone: Person | Firm, materials: Collection[str]) -> bool:
    if isinstance(someone, Firm) or someone.age_on(AS_OF) < MAY_MARRY:
        return False
    said = {record["status"] for record in knows("DS07", someone)}
    return "已婚" not in said


def _is_widowed(someone: Person | Firm, materials: Collection[str]) -> bool:
    return _status("丧偶")(someone, materials) and bool(knows("DS06", someone))


def _has_a_free_home(someone: Person | Firm, materials: Collection[str]) -> bool:
    """None is sealed; mortgaged just where the bank is asked to agree."""
    homes = knows("DS13", someone)
    return bool(homes) and all(
        record["restriction"] == "无" and (record["mortgage"] != "无") == (MORTGAGED in materials)
        for record in homes
    )


def _is_about_to_retire(someone: Person | Firm, materials: Collection[str]) -> bool:
    return isinstance(someone, Person) and (
        someone.work == "staff" and someone.age_on(AS_OF) >= RETIRING
    )


def _mourns(someone: Person | Firm, materials: Collection[str]) -> bool:
    """Somebody near died this year."""
    return any(record["died_on"] >= f"{AS_OF.year}" for record in knows("DS06", someone))


WISHES: Mapping[str, Wish] = {
    "no_spouse_declaration": _is_free_to_marry,
    "marriage_certificate": _status("已婚"),
    "marriage_record": _status("已婚"),
    "divorce_proof": _status("离婚"),
    "bereavement_proof": _is_widowed,
    "birth_record": _says("DS05", lambda record: record["born_at"] >= JUST_BORN),
    "vaccination_record": _says("DS28", lambda record: record["vaccination_complete"]),
    "health_certificate": _says("DS28", lambda record: bool(record["valid_until"])),
    "house_certificate": _has_a_free_home,
    "survey_result": _says("DS13", lambda record: record["restriction"] == "预告登记"),
    "purchase_eligibility": _says("DS14", lambda record: record["qualified"]),
    "filed_sale_contract": _says("DS14", lambda record: "contract_number" in record),
    "rental_contract": _says(
        "DS14", lambda record: record.get("contract_number", "").startswith(TENANCY)
    ),
    "tax_cleared": _says("DS15", lambda record: record["status"] == "已缴清"),
    "personnel_file": _is_about_to_retire,
    "end_of_contract": _says("DS16", lambda record: bool(record["ended_on"])),
    "deceased_id": _mourns,
    "deceased_household_register": _mourns,
    "planning_permit": _says("DS26", lambda record: bool(record["number"])),
    "joint_survey": _says("DS26", lambda record: bool(record["survey_number"])),
    "removal_ground": _says("DS10", lambda record: record["abnormal"]),
    "penalty_performed": _says("DS23", lambda record: bool(record["performed_on"])),
}
