"""Reading the list of resources: checked whole before anything is written, safe to load again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from datasharing.lists.catalogue.owners import assign_owners
from datasharing.lists.catalogue.states import UpdateCycle
from datasharing.models import DataResource
from datasharing.states import Sharing
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.errors import NotAllowed
from portal.journal.actions import record
from portal.yaml_text import read_yaml

SHIPPED = Path(__file__).parent / "data" / "resources.yaml"
CODE = re.compile(r"DS\d{2,}")
KNOWN_KEYS = frozenset(
    {
        "code", "name", "name_en", "provider", "provider_en", "sharing", "connector", "path",
        "keys", "narrow", "one_per", "values", "fields", "sharing_ground", "sharing_ground_en",
        "update_cycle", "quality_note", "quality_note_en",
    }
)  # fmt: skip
REQUIRED_KEYS = ("name", "provider", "keys", "fields")
FIELD_FORM = "[name, 中文, English] or [name, 中文, English, sensitive]"

VALUES_FORM = "{code: [中文, English], …}"

KEPT_BY_THE_OWNER = frozenset(
    {
        "name", "name_en", "sharing", "sharing_ground", "sharing_ground_en", "update_cycle",
        "quality_note", "quality_note_en", "fields",
    }
)  # fmt: skip
"""What the owner's data officer may change on the page of the catalogue: once they have, the file
does not undo it."""


class ResourceListFaulty(Exception):
    """Every fault in the file, each with its place."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Report:
    created: int
    changed: int
    unchanged: int


def load_resources(path: Path = SHIPPED, *, actor: Actor) -> Report:
    """Write the list in `path`. Resources that it does not name stay: cases may refer to them.

    Raises ResourceListFaulty before anything is written.
    """
    if actor.kind not in {Role.SYSTEM, Role.ADMIN, Role.EDITOR}:
        raise NotAllowed
    rows = parse(path.read_text(encoding="utf-8"))
    counts = {"created": 0, "changed": 0, "unchanged": 0}
    with transaction.atomic():
        for row in rows:
            counts[_write(row)] += 1
        assign_owners()
        if counts["created"] or counts["changed"]:
            record("resources", "resources.loaded", actor=actor, **counts)
    return Report(**counts)


def _write(row: Mapping[str, Any]) -> str:
    resource = DataResource.objects.select_for_update().filter(code=row["code"]).first()
    if resource is None:
        DataResource.objects.create(**row)
        return "created"
    kept = KEPT_BY_THE_OWNER if resource.kept_at else frozenset()
    different = [
        name for name, value in row.items() if name not in kept and getattr(resource, name) != value
    ]
    if not different:
        return "unchanged"
    for name in different:
        setattr(resource, name, row[name])
    resource.save(update_fields=different)
    return "changed"


def parse(text: str) -> list[dict[str, Any]]:
    """The rows of a resource list. Raises ResourceListFaulty naming every fault."""
    try:
        listed = read_yaml(text)["resources"]
    except (yaml.YAMLError, TypeError, KeyError) as error:
        raise ResourceListFaulty([f"resources: {error}"]) from error
    faults: list[str] = []
    rows = [_row(each, f"resources[{i}]", faults) for i, each in enumerate(listed)]
    codes = [row["code"] for row in rows]
    faults += [f"{code}: listed twice" for code in sorted(set(codes)) if codes.count(code) > 1]
    if faults:
        raise ResourceListFaulty(faults)
    return rows


def _row(item: Any, place: str, faults: list[str]) -> dict[str, Any]:
    if not isinstance(item, dict):
        faults.append(f"{place}: is not a mapping")
        return {"code": place}
    code = str(item.get("code", ""))
    place = f"{place} {code}"
    if not CODE.fullmatch(code):
        faults.append(f"{place}.code: is not DS and at least two digits")
    faults += [f"{place}.{key}: unknown" for key in sorted(set(item) - KNOWN_KEYS)]
    faults += [f"{place}.{key}: missing" for key in REQUIRED_KEYS if not item.get(key)]
    if item.get("sharing") not in Sharing.values:
        known = ", ".join(Sharing.values)
        faults.append(f"{place}.sharing: {item.get('sharing')!r} is none of {known}")
    if item.get("sharing") == Sharing.NONE and item.get("connector"):
        faults.append(f"{place}.connector: what is not shared cannot be connected")
    if item.get("sharing") in {Sharing.CONDITIONAL, Sharing.NONE} and not item.get(
        "sharing_ground"
    ):
        faults.append(f"{place}.sharing_ground: missing, since it is not shared with everybody")
    cycle = str(item.get("update_cycle", ""))
    if cycle not in UpdateCycle.values:
        known = ", ".join(each for each in UpdateCycle.values if each)
        faults.append(f"{place}.update_cycle: {cycle!r} is none of {known}")
    fields = _fields(item, place, faults)
    return {
        "code": code,
        "name": str(item.get("name", "")),
        "name_en": str(item.get("name_en", "")),
        "provider_name": str(item.get("provider", "")),
        "provider_name_en": str(item.get("provider_en", "")),
        "sharing": item.get("sharing"),
        "sharing_ground": str(item.get("sharing_ground", "")),
        "sharing_ground_en": str(item.get("sharing_ground_en", "")),
        "update_cycle": cycle,
        "quality_note": str(item.get("quality_note", "")),
        "quality_note_en": str(item.get("quality_note_en", "")),
        "connector": str(item.get("connector", "")),
        "path": str(item.get("path", "")),
        "key_fields": [{"name": str(name), "required": True} for name in item.get("keys") or []]
        + [{"name": str(name), "required": False} for name in item.get("narrow") or []],
        "fields": fields,
    }


def _fields(item: Mapping[str, Any], place: str, faults: list[str]) -> list[dict[str, Any]]:
    fields = []
    for i, written in enumerate(item.get("fields") or []):
        is_list = isinstance(written, list) and len(written) >= 3
        if not is_list or written[3:] not in ([], ["sensitive"]):
            faults.append(f"{place}.fields[{i}]: is not {FIELD_FORM}")
            continue
        name, label, label_en = (str(part) for part in written[:3])
        field = {"name": name, "label": label, "label_en": label_en, "sensitive": len(written) == 4}
        fields.append(field | ({"one_per": True} if name == item.get("one_per") else {}))
    names = [field["name"] for field in fields]
    _put_values(item, place, fields, faults)
    if item.get("one_per") and item["one_per"] not in names:
        faults.append(f"{place}.one_per: {item['one_per']!r} is none of the fields")
    if len(set(names)) < len(names):
        faults.append(f"{place}.fields: a name twice")
    return fields


def _put_values(
    item: Mapping[str, Any], place: str, fields: list[dict[str, Any]], faults: list[str]
) -> None:
    """The words of the authority's own codes, beside the field that carries them."""
    by_name = {field["name"]: field for field in fields}
    for name, words in (item.get("values") or {}).items():
        if name not in by_name:
            faults.append(f"{place}.values: {name!r} is none of the fields")
            continue
        pairs = words.items() if isinstance(words, dict) else ()
        said = {str(code): pair for code, pair in pairs}
        if not said or not all(_is_pair(pair) for pair in said.values()):
            faults.append(f"{place}.values.{name}: is not {VALUES_FORM}")
            continue
        by_name[name]["values"] = said


def _is_pair(words: Any) -> bool:
    return isinstance(words, list) and len(words) == 2 and all(isinstance(w, str) for w in words)
