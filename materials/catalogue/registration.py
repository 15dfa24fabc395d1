"""Our part of the catalogue: what a loading stores, and how whole editions are read again."""

from __future__ import annotations

from materials.catalogue.assemble import assemble_matters
from materials.catalogue.elements import said_once
from materials.catalogue.load import MaterialsSection
from materials.catalogue.queries import codes_of_names, life_event_spec, types_of_codes
from services.catalogue.lookups import (
    register_elements,
    register_material_names,
    register_material_types,
    register_matter_reader,
)
from services.catalogue.reading import register_reader
from services.catalogue.sections import register_section

register_section("materials", MaterialsSection())
register_reader(life_event_spec)
register_matter_reader(assemble_matters)
register_material_names(codes_of_names)
register_material_types(types_of_codes)
register_elements(said_once)
