"""Everything other packages may read here."""

from __future__ import annotations

from materials.catalogue.queries import (
    life_event_spec,
    matter_spec,
    pinned_spec,
    requirements_of,
)
from materials.documents.queries import document_for, documents_of
from materials.licences.queries import (
    is_valid,
    licence_by_number,
    licence_by_token,
    licence_for,
    licences_for,
    licences_of,
)

__all__ = [
    "document_for",
    "documents_of",
    "is_valid",
    "licence_by_number",
    "licence_by_token",
    "licence_for",
    "licences_for",
    "licences_of",
    "life_event_spec",
    "matter_spec",
    "pinned_spec",
    "requirements_of",
]
