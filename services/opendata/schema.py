"""The JSON Schema (draft 2020-12) of `catalogue.json`, from the list of open fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from services.opendata.columns import BASIS, LIFE_EVENT, MATERIAL, MATTER, Open

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    materials = _object(MATERIAL, legal_bases=_list({"$ref": "#/$defs/legal_basis"}))
    matters = _object(
        MATTER,
        materials=_list({"$ref": "#/$defs/material"}),
        legal_bases=_list({"$ref": "#/$defs/legal_basis"}),
    )
    return {
        "$schema": DRAFT,
        "title": "事项目录 / Catalogue of matters",
        "type": "object",
        "required": ["version", "life_events", "matters"],
        "additionalProperties": False,
        "properties": {
            "version": {"type": "string", "minLength": 1},
            "life_events": _list({"$ref": "#/$defs/life_event"}),
            "matters": _list({"$ref": "#/$defs/matter"}),
        },
        "$defs": {
            "legal_basis": _object(BASIS),
            "material": materials,
            "matter": matters,
            "life_event": _object(LIFE_EVENT, legal_bases=_list({"$ref": "#/$defs/legal_basis"})),
        },
    }


def dictionary() -> Iterator[tuple[str, ...]]:
    """(table, field, type, allowed values, Chinese, English), with a header."""
    yield ("table", "field", "type", "values", "中文", "English")
    tables = {
        "life_events": LIFE_EVENT,
        "matters": MATTER,
        "materials": MATERIAL,
        "legal_bases": BASIS,
    }
    for table, columns in tables.items():
        for each in columns:
            kind = f"{each.kind}, null" if each.is_optional else each.kind
            yield (table, each.name, kind, " ".join(each.choices), each.zh, each.en)


def _object(columns: tuple[Open, ...], **more: dict[str, Any]) -> dict[str, Any]:
    properties = {each.name: _property(each) for each in columns} | more
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
    }


def _property(each: Open) -> dict[str, Any]:
    said: dict[str, Any] = {"title": each.zh, "description": each.en}
    if each.kind == "list":
        return said | _list({"type": "string"})
    said["type"] = [each.kind, "null"] if each.is_optional else each.kind
    if each.choices:
        said["enum"] = list(each.choices)
    if each.kind == "integer":
        said["minimum"] = 0
    return said


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}
