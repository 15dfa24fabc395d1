"""Reading the list of grounds: checked whole before anything is written, safe to load again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from datasharing.grounds.assertions import TESTS, Assertion
from datasharing.grounds.models import DutyGround, FieldRule
from datasharing.models import DataResource
from datasharing.resource_list import ResourceListFaulty
from datasharing.wording import telling_field
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.errors import NotAllowed
from portal.journal.actions import record
from portal.yaml_text import read_yaml
from services.catalogue.text import Text

SHIPPED = Path(__file__).parent.parent / "data" / "grounds.yaml"
DUTY_TEXTS = ("law", "article", "duty")


@dataclass(slots=True)
class _Read:
    """What the file says, and every fault found in it."""

    rules: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    duties: dict[tuple[str, str, str], dict[str, Any]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def load_grounds(path: Path = SHIPPED, *, actor: Actor) -> tuple[int, int]:
    """Write the list in `path`, and return how many rules and duties stand now.

    A rule that the file does not name is taken away; a duty, which reads may rest on, is put out of
    force. Raises ResourceListFaulty before anything is written.
    """
    if actor.kind not in {Role.SYSTEM, Role.ADMIN, Role.EDITOR}:
        raise NotAllowed
    resources = {each.code: each for each in DataResource.objects.all()}
    read = _parse(path.read_text(encoding="utf-8"), resources)
    if read.faults:
        raise ResourceListFaulty(read.faults)
    with transaction.atomic():
        has_changed = _write_rules(read, resources) | _write_duties(read, resources)
        counts = {"rules": len(read.rules), "duties": len(read.duties)}
        if has_changed:
            record("resources", "grounds.loaded", actor=actor, **counts)
    return len(read.rules), len(read.duties)


def _write_rules(read: _Read, resources: Mapping[str, DataResource]) -> bool:
    known = {
        (rule.resource.code, rule.material): rule
        for rule in FieldRule.objects.select_related("resource")
    }
    has_changed = False
    for (code, material), values in read.rules.items():
        found = known.pop((code, material), None)
        if found and all(getattr(found, name) == value for name, value in values.items()):
            continue
        FieldRule.objects.update_or_create(
            resource=resources[code], material=material, defaults=values
        )
        has_changed = True
    FieldRule.objects.filter(pk__in=[rule.pk for rule in known.values()]).delete()
    return has_changed or bool(known)


def _write_duties(read: _Read, resources: Mapping[str, DataResource]) -> bool:
    known = {
        (duty.resource.code, duty.law, duty.article): duty
        for duty in DutyGround.objects.select_related("resource")
    }
    has_changed = False
    for (code, law, article), values in read.duties.items():
        found = known.pop((code, law, article), None)
        if found and all(getattr(found, name) == value for name, value in values.items()):
            continue
        DutyGround.objects.update_or_create(
            resource=resources[code], law=law, article=article, defaults=values
        )
        has_changed = True
    ended = DutyGround.objects.filter(pk__in=[duty.pk for duty in known.values()])
    return bool(ended.filter(is_in_force=True).update(is_in_force=False)) or has_changed


def _parse(text: str, resources: Mapping[str, DataResource]) -> _Read:
    read = _Read()
    try:
        listed = read_yaml(text)
        fields, duties = list(listed["fields"] or []), list(listed["duties"] or [])
    except (yaml.YAMLError, TypeError, KeyError) as error:
        raise ResourceListFaulty([f"grounds: {error}"]) from error
    for i, item in enumerate(fields):
        _rule(item, f"fields[{i}]", resources, read)
    for i, item in enumerate(duties):
        _duty(item, f"duties[{i}]", resources, read)
    return read


def _rule(item: Any, place: str, resources: Mapping[str, DataResource], read: _Read) -> None:
    resource = _resource(item, place, resources, read)
    if resource is None:
        return
    asserted: dict[str, Any] | None = None
    names = [str(name) for name in item.get("fields") or []]
    whether = item.get("whether")
    if bool(names) == bool(whether):
        read.faults.append(f"{place}: needs either fields or whether")
    if isinstance(whether, dict):
        asserted = _assertion(whether, place, read)
    elif whether not in (None, "record"):
        read.faults.append(f"{place}.whether: is neither `record` nor a test")
    asked = names + ([asserted["field"]] if asserted else [])
    read.faults += [
        f"{place}: {resource.code} has no field {name}"
        for name in asked
        if name not in resource.field_names
    ]
    records = _records(item, place, resource, read)
    for material in item.get("for") or []:
        if (resource.code, material) in read.rules:
            read.faults.append(f"{place}: {resource.code} for {material} twice")
        read.rules[resource.code, str(material)] = {
            "fields": names,
            "assertion": asserted,
            "records": records,
        }


def _records(item: Mapping[str, Any], place: str, resource: DataResource, read: _Read) -> list[str]:
    """Which records of an answer concern these materials, by the field that tells them apart."""
    records = [str(each) for each in item.get("records") or []]
    telling = telling_field(resource.fields)
    if records and telling is None:
        read.faults.append(f"{place}.records: no field tells the records of {resource.code} apart")
    if telling and telling.get("values"):
        read.faults += [
            f"{place}.records: {resource.code} has no record {each}"
            for each in records
            if each not in telling["values"]
        ]
    return records


def _assertion(whether: Mapping[str, Any], place: str, read: _Read) -> dict[str, Any] | None:
    if whether.get("test") not in TESTS or not whether.get("field") or not whether.get("claim"):
        read.faults.append(f"{place}.whether: needs field, claim and a test of {sorted(TESTS)}")
        return None
    values = tuple(str(value) for value in whether.get("values") or ())
    if (whether["test"] in {"in", "not_in", "at_least"}) != bool(values):
        read.faults.append(f"{place}.whether: values do not fit the test {whether['test']}")
    claim = Text(str(whether["claim"]), str(whether.get("claim_en") or ""))
    return Assertion(str(whether["field"]), str(whether["test"]), claim, values).as_json()


def _duty(item: Any, place: str, resources: Mapping[str, DataResource], read: _Read) -> None:
    resource = _resource(item, place, resources, read)
    if resource is None:
        return
    missing = [name for name in DUTY_TEXTS if not item.get(name)]
    read.faults += [f"{place}.{name}: missing" for name in missing]
    if missing:
        return
    binds = [str(name) for name in item.get("binds") or []]
    if not binds:
        read.faults.append(f"{place}.binds: names no department")
    key = (resource.code, str(item["law"]), str(item["article"]))
    if key in read.duties:
        read.faults.append(f"{place}: twice")
    read.duties[key] = {
        "covers_sensitive": bool(item.get("sensitive")),
        "duty": str(item["duty"]),
        "duty_en": str(item.get("duty_en") or ""),
        "binds": binds,
        "is_in_force": True,
    }


def _resource(
    item: Any, place: str, resources: Mapping[str, DataResource], read: _Read
) -> DataResource | None:
    code = str(item.get("resource", "")) if isinstance(item, dict) else ""
    found = resources.get(code)
    if found is None:
        read.faults.append(f"{place}: there is no resource {code!r}")
    return found
