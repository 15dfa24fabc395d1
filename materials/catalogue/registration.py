"""Our part of every catalogue loading. Imported once, when Django is ready."""

from __future__ import annotations

from materials.catalogue.load import MaterialsSection
from services.catalogue.sections import register_section

register_section("materials", MaterialsSection())
