"""What a person types about a document of their library."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from materials.catalogue.models import MaterialType
from materials.documents.library import OTHER, kinds_named
from materials.errors import DocumentLastDayWrong, MaterialUnknown


def last_day(typed: str) -> date | None:
    """None where nothing is typed: it holds for ever. Raises DocumentLastDayWrong."""
    if not typed.strip():
        return None
    try:
        found = date.fromisoformat(typed.strip())
    except ValueError:
        raise DocumentLastDayWrong(field="valid_until") from None
    if found < timezone.localdate():
        raise DocumentLastDayWrong(field="valid_until")
    return found


def material_chosen(code: str) -> MaterialType | None:
    """None for 其他材料. Raises MaterialUnknown for what is not on the list."""
    if code == OTHER:
        return None
    found = kinds_named().filter(code=code).first()
    if found is None:
        raise MaterialUnknown(field="material")
    return found
