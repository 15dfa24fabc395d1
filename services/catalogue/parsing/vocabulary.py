"""The words of a file with a fixed meaning, and the patterns of its codes."""

from __future__ import annotations

import re

from services.catalogue.form_elements import FieldUse, FormSection
from services.catalogue.spec import DayUnit, Handling, Necessity, OnDenial

AUDIENCES = {"个人": "person", "法人": "organisation"}
HANDLINGS = {"即办件": Handling.INSTANT, "承诺件": Handling.PROMISED}
DAY_UNITS = {
    "工作日": DayUnit.WORKING,
    "日": DayUnit.NATURAL,
    "自然日": DayUnit.NATURAL,
    "天": DayUnit.NATURAL,
}
NECESSITIES = {
    "required": Necessity.REQUIRED,
    "conditional": Necessity.OPTIONAL,
    "optional": Necessity.OPTIONAL,
    "deferrable": Necessity.DEFERRABLE,
}
ON_DENIAL = {each.value: each for each in OnDenial}
DEPARTMENT_KINDS = {each: each for each in ("authority", "utility", "bank", "organisation")}
MATERIAL_KINDS = {each: each for each in ("licence", "form", "document", "commitment", "data")}
ELEMENT_KINDS = {
    each: each
    for each in (
        "text",
        "long_text",
        "id_number",
        "credit_code",
        "phone",
        "date",
        "money",
        "area",
        "number",
        "choice",
        "address",
        "division",
    )
}
FORM_SECTIONS = {each.value: each.value for each in FormSection}
FIELD_USES = tuple(each.value for each in FieldUse)
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
MATTER_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
SLUG = re.compile(r"[a-z][a-z0-9_]{0,63}")
INTERFACE = re.compile(r"DS\d{2}")
"""Codes of life events; of matters, which stand in addresses; of materials, elements and roles; of
shared-data interfaces.
"""

_DAYS = re.compile(r"(\d+)\s*(?:个)?\s*(工作日|自然日|日|天)")
_PROVENANCE = re.compile(r"\s*\[[^\[\]]*\]\s*$")


def days_in(text: str) -> tuple[int | None, DayUnit]:
    """The time that a sentence names: 公示20日 → (20, NATURAL); none → (None, WORKING)."""
    found = _DAYS.search(text)
    return (int(found[1]), DAY_UNITS[found[2]]) if found else (None, DayUnit.WORKING)


def without_provenance(text: str) -> str:
    """A sentence without the `[…]` at its end that tells where it was found."""
    return _PROVENANCE.sub("", text).strip()


def matching(name: str) -> str:
    """A name as it is compared: 《》 and blanks do not count, brackets are of one width."""
    return name.strip().strip("《》").replace(" ", "").replace("（", "(").replace("）", ")")
