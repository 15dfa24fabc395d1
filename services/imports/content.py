"""What a row would publish: the JSON of `ImportRow.spec`, read as data."""

from __future__ import annotations

from dataclasses import dataclass

from services.catalogue.read import from_json
from services.catalogue.spec import DepartmentSpec, MaterialTypeSpec, MatterSpec
from services.models import ImportRow


@dataclass(frozen=True, slots=True)
class Content:
    matter: MatterSpec
    department: DepartmentSpec
    materials: tuple[MaterialTypeSpec, ...] = ()
    region: str = ""
    base: str = ""
    """Fingerprint of the edition in force when the row was read; "" where there was none."""


def content_of(row: ImportRow) -> Content:
    """Raises TypeError for a refused row, which has none."""
    return from_json(Content, row.spec)
