"""Which papers a resource makes superfluous: what it answers is what the paper would prove.

Read together with `data/resources.yaml`; codes on the right are material types of the catalogue. A
city that shares more adds a line to `data/stand_in.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from datasharing.models import DataResource
from datasharing.resource_list import SHIPPED, parse
from portal.yaml_text import read_yaml
from services.catalogue.text import Text

TABLE = Path(__file__).parent / "data" / "stand_in.yaml"


@cache
def resources_by_material() -> Mapping[str, tuple[str, ...]]:
    """Material code → codes of the resources that can stand in for it."""
    table: dict[str, list[str]] = read_yaml(TABLE.read_text(encoding="utf-8"))
    found: dict[str, list[str]] = {}
    for resource, materials in table.items():
        for material in materials:
            found.setdefault(material, []).append(resource)
    return {material: tuple(resources) for material, resources in found.items()}


def known_resources() -> dict[str, Text]:
    """Code → name of every resource on the list; before any list is loaded, of the shipped one."""
    rows = DataResource.objects.values_list("code", "name", "name_en")
    return {code: Text(name, name_en or name) for code, name, name_en in rows} or _shipped()


@cache
def _shipped() -> dict[str, Text]:
    rows = parse(SHIPPED.read_text(encoding="utf-8"))
    return {row["code"]: Text(row["name"], row["name_en"] or row["name"]) for row in rows}
