"""Our part of every catalogue loading. Imported once, when Django is ready."""

from __future__ import annotations

from materials.catalogue.assemble import matters_of
from materials.catalogue.load import MaterialsSection
from services.catalogue.matter_reading import register_matter_reader
from services.catalogue.sections import register_section

register_section("materials", MaterialsSection())
register_matter_reader(matters_of)
