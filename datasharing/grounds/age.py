"""Who is a child in the sense of 个人信息保护法 art. 31: under fourteen. Pure."""

from __future__ import annotations

from datetime import date

from portal.accounts.identity import birth_date
from portal.accounts.models import Applicant, IdType

AGE_OF_OWN_CONSENT = 14


def is_child(person: Applicant, *, on: date) -> bool:
    """Under fourteen on that day, by the date of birth inside the identity number.

    Other papers carry no date of birth; the clerk who sees them asks.
    """
    if person.id_type != IdType.RESIDENT_ID:
        return False
    born = birth_date(person.id_number)
    if born is None:
        return False
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return years < AGE_OF_OWN_CONSENT
