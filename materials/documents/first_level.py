"""The level at which a document begins."""

from __future__ import annotations

from datetime import date
from typing import Any

from materials.catalogue.models import MaterialType
from materials.documents.models import Document
from portal.accounts.models import Applicant
from services.catalogue.codelists import TrustLevel
from services.catalogue.trust import PROVED

SELF_MADE = frozenset({MaterialType.Kind.FORM, MaterialType.Kind.COMMITMENT})
"""Kinds that the person writes: nobody has an original of them."""
CARRIED = ("level", "level_at", "level_by_name", "level_office", "level_office_en", "valid_until")


def first_level(
    owner: Applicant,
    material_type: MaterialType | None,
    sha256: str,
    *,
    is_self_made: bool,
    valid_until: date | None,
) -> dict[str, Any]:
    """C, or D where the person wrote it. The same bytes for the same material were compared with
    the original before: that holds, with the last day that the office found on it.
    """
    before = (
        Document.objects.filter(owner=owner, blob=sha256, material_type=material_type)
        .filter(level__in=PROVED)
        .order_by("level", "-level_at")
        .values(*CARRIED)
        .first()
    )
    if material_type is not None and before is not None:
        return dict(before)
    own = is_self_made or (material_type is not None and material_type.kind in SELF_MADE)
    return {"level": (TrustLevel.D if own else TrustLevel.C).value, "valid_until": valid_until}
