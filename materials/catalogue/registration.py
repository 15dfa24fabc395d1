"""Our part of the catalogue: what a loading stores, and how whole editions are read again."""

from __future__ import annotations

from materials.catalogue.assemble import matters_of
from materials.catalogue.load import MaterialsSection
from materials.catalogue.queries import life_event_spec
from services.catalogue.matter_reading import register_matter_reader
from services.catalogue.reading import register_reader
from services.catalogue.sections import register_section

register_section("materials", MaterialsSection())
register_reader(life_event_spec)
register_matter_reader(matters_of)
