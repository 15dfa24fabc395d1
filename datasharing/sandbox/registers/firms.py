"""市监, 发改, 住建, 资规, 法院 and 海关: firms, their licences, projects and record."""

from __future__ import annotations

from datasharing.sandbox.people import Firm, Person, Project
from datasharing.sandbox.population import population
from datasharing.sandbox.registers.record import Keys, Records

STAGES = ("已备案", "用地批准", "规划许可", "施工许可", "竣工验收")


def company(firm: Firm, _: Keys) -> Records:
    """DS10."""
    people = population().by_username
    return (
        {
            "name": firm.name,
            "type": firm.type,
            "legal_representative": people[firm.legal_representative].name,
            "capital": firm.capital,
            "founded_on": firm.founded_on,
            "business_scope": firm.business_scope,
            "status": firm.status,
            "address": firm.address,
            "abnormal": firm.abnormal,
            "shareholders": [
                {"name": people[who].name, "percent": share} for who, share in firm.shareholders
            ],
        },
    )


def business_licence(firm: Firm, keys: Keys) -> Records:
    """DS11."""
    (record,) = company(firm, keys)
    shown = ("name", "type", "address", "legal_representative", "business_scope")
    printed = {"issued_on": firm.founded_on, "version": "001"}
    return ({name: record[name] for name in shown} | printed,)


def food_licence(firm: Firm, _: Keys) -> Records:
    """DS12: five years from when it was issued."""
    if not firm.food_licence:
        return ()
    return (
        {
            "number": firm.food_licence,
            "items": "热食类食品制售；预包装食品销售",
            "valid_until": "2029-06-17",
        },
    )


def defaulter(someone: Person | Firm, _: Keys) -> Records:
    """DS22: everybody has an answer, yes or no."""
    return ({"listed": isinstance(someone, Person) and someone.is_defaulter},)


def credit(someone: Person | Firm, _: Keys) -> Records:
    """DS23."""
    penalties = someone.penalties if isinstance(someone, Firm) else ()
    return (
        {
            "penalties": "；".join(f"{each.number} {each.what}" for each in penalties) or "无",
            "listed": isinstance(someone, Person) and someone.is_defaulter,
            "performed_on": max((each.performed_on for each in penalties), default=""),
        },
    )


def customs(firm: Firm, _: Keys) -> Records:
    """DS30: nothing is open where nothing was ever filed."""
    return ({"filed": firm.is_filed_at_customs, "settled": True},)


def project(firm: Firm, keys: Keys) -> Records:
    """DS24: asked by whose project it is, narrowed by its code."""
    found = _project(firm, keys)
    if found is None:
        return ()
    return ({"name": found.name, "kind": found.kind, "stage": found.stage},)


def construction(firm: Firm, keys: Keys) -> Records:
    """DS25: there is one once the permit was given."""
    found = _project(firm, keys)
    if found is None or not _has_come_to(found, "施工许可"):
        return ()
    serial = found.code[-6:]
    return ({"number": f"330106{serial}0101", "contract_number": f"SG2025{serial}"},)


def planning(firm: Firm, keys: Keys) -> Records:
    """DS26: land first, then the permit, at last the survey of what was built."""
    found = _project(firm, keys)
    if found is None or not _has_come_to(found, "用地批准"):
        return ()
    serial = found.code[-6:]
    return (
        {
            "number": f"建字第330106{serial}号" if _has_come_to(found, "规划许可") else "",
            "land_contract_number": f"3301062025A{serial}",
            "land_area": found.land_area,
            "survey_number": f"CH2026{serial}" if _has_come_to(found, "竣工验收") else "",
        },
    )


def _project(firm: Firm, keys: Keys) -> Project | None:
    found = firm.project
    return found if found and keys.get("project_code") in (None, found.code) else None


def _has_come_to(project: Project, stage: str) -> bool:
    return STAGES.index(project.stage) >= STAGES.index(stage)
