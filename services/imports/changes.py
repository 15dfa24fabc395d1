"""Field by field: what a matter said before and would say after."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from services.catalogue.read import as_json
from services.catalogue.spec import MatterSpec

KEYED = {"requirements": "key", "fields": "element", "outputs": "material"}
"""Lists whose members have names of their own: they are compared one by one."""


def changes_between(before: MatterSpec, after: MatterSpec) -> list[dict[str, str]]:
    """[{field, before, after}]; "" is: not stated. Pure."""
    return [
        {"field": field, "before": _said(was), "after": _said(now)}
        for field, was, now in _walk(as_json(before), as_json(after))
    ]


def _walk(before: dict[str, Any], after: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for name in sorted(before.keys() | after.keys()):
        was, now = before.get(name), after.get(name)
        if was == now:
            continue
        if name == "elements":
            yield from _within(name, was or {}, now or {})
        elif name in KEYED:
            key = KEYED[name]
            yield from _within(name, _by(key, was), _by(key, now))
            if list(_by(key, was)) != list(_by(key, now)) and _by(key, was) == _by(key, now):
                yield name, list(_by(key, was)), list(_by(key, now))
        else:
            yield name, was, now


def _within(name: str, was: dict[str, Any], now: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for part in dict.fromkeys([*was, *now]):
        if was.get(part) != now.get(part):
            yield f"{name}.{part}", was.get(part), now.get(part)


def _by(key: str, rows: Any) -> dict[str, Any]:
    return {row[key]: row for row in rows or []}


def _said(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
