"""Our part of every catalogue loading. Imported once, when Django is ready."""

from __future__ import annotations

from materials.catalogue.assemble import assemble_matters
from materials.catalogue.load import MaterialsSection
from materials.catalogue.queries import codes_of_names
from services.catalogue.lookups import register_material_names, register_matter_reader
from services.catalogue.sections import register_section

register_section("materials", MaterialsSection())
register_matter_reader(assemble_matters)
register_material_names(codes_of_names)
