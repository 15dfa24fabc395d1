"""What an invented person writes into a form: any valid value of its kind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from portal.accounts.identity import credit_check_character, resident_check_character
from portal.accounts.models import Applicant
from windows.cases.people import APPLICANT
from windows.planning.plan import PlannedField

_ID = "33010619800101001"
_CODE = "91330106MA2RH0000"
BY_KIND = {
    "id_number": _ID + resident_check_character(_ID),
    "credit_code": _CODE + credit_check_character(_CODE),
    "phone": "13900009999",
    "money": "1000.00",
    "area": "89.50",
    "number": "1",
    "address": "杭州市西湖区文三路1号",
    "long_text": "演练填写的内容",
    "division": "330106",
}
FROM_APPLICANT = {"id_number": "id_number", "phone": "phone", "address": "address"}
"""Kind of field → what the applicant's own row has for it."""


def value_for(field: PlannedField, people: Mapping[str, Applicant], *, today: date) -> str:
    """From the person whom the field names, else from the applicant, else made up."""
    for path in field.prefill:
        role, _, name = path.partition(".")
        told = getattr(people.get(role), name, "")
        if isinstance(told, str) and told:
            return told
    if field.kind == "choice":
        return field.choices[0][0] if field.choices else ""
    if field.kind == "date":
        return today.isoformat()
    mine = people[APPLICANT]
    if FROM_APPLICANT.get(field.kind) == mine.id_type == "credit_code":
        return mine.id_number
    if field.kind in FROM_APPLICANT and not (
        field.kind == "id_number" and mine.id_type != "resident_id"
    ):
        return str(getattr(mine, FROM_APPLICANT[field.kind])) or BY_KIND[field.kind]
    return BY_KIND.get(field.kind, f"演练{field.label.zh}")
