"""What the pinned edition of a matter says beside its limits."""

from __future__ import annotations

from services.catalogue.elements import MatterElements
from services.catalogue.read import from_json
from services.models import Edition


def elements_of(edition: Edition) -> MatterElements:
    return from_json(MatterElements, edition.elements or {})
