"""Our question in their words, their answer in ours. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from datasharing.connections.limits import MOST_RECORDS
from datasharing.connections.mapping import Reading
from datasharing.connectors.base import Question, Reply
from datasharing.connectors.nonsense import Unclear

Tree = dict[str, Any]


def asked(question: Question) -> Tree:
    """What is sent: in the plain form of docs/interfaces.md, or as the mapping says."""
    asking = question.translation.asking
    if question.translation.is_plain:
        return {
            "keys": dict(question.keys),
            "fields": list(question.fields),
            "case": question.case_number,
            "purpose": question.purpose,
            "asker": question.asker,
        }
    tree: Tree = {}
    for path, text in asking.constants.items():
        _put(tree, path, text)
    for name, value in question.keys.items():
        theirs = asking.keys.get(name, name)
        _put(tree, f"{asking.keys_at}.{theirs}" if asking.keys_at else theirs, value)
    if asking.fields_at:
        _put(tree, asking.fields_at, [their_field(question, name) for name in question.fields])
    return tree


def their_field(question: Question, name: str) -> str:
    return question.translation.reading.fields.get(name, name)


def understood(tree: Any, question: Question) -> Reply:
    """Their answer as a Reply. Raises Unclear for one that says nothing clear."""
    reading = question.translation.reading
    records = _listed(at(tree, reading.records) if reading.records else tree)
    if not _is_found(tree, reading, records):
        return Reply(found=False, about={}, records=())
    if not records:
        raise Unclear("found, but without a record")
    if len(records) > MOST_RECORDS:
        raise Unclear(f"more than {MOST_RECORDS} records about one person")
    wanted = set(question.fields)
    return Reply(
        found=True,
        about=_about(tree, records, question),
        records=tuple(_record(record, wanted, reading) for record in records),
        valid_seconds=_seconds(tree, reading.valid_for),
    )


def understood_rows(rows: Sequence[Mapping[str, Any]], question: Question) -> Reply:
    """The same of a table: each row is a record and names in its key columns whom it is about."""
    theirs = question.translation.asking.keys
    about = {name: theirs.get(name, name) for name in question.keys}
    reading = question.translation.reading
    reading = replace(reading, records="records", found="", about={**about, **reading.about})
    as_table = replace(question, translation=replace(question.translation, reading=reading))
    return understood({"records": list(rows)}, as_table)


def from_text(text: Any) -> Any:
    """A plain cell or element: yes and no as XML Schema writes them, lists as JSON, else a text."""
    if text in {"true", "false"} or (isinstance(text, str) and text.startswith(("[", "{"))):
        return json.loads(text)
    return text


def at(tree: Any, path: str) -> Any:
    """What stands at a dotted path, or None; a number counts into a list."""
    for step in path.lstrip("/").split("."):
        if isinstance(tree, Mapping):
            tree = tree.get(step)
        elif isinstance(tree, list) and step.isdecimal() and int(step) < len(tree):
            tree = tree[int(step)]
        else:
            return None
    return tree


def _put(tree: Tree, path: str, value: object) -> None:
    *steps, last = path.split(".")
    for step in steps:
        tree = tree.setdefault(step, {})
    tree[last] = value


def _listed(found: Any) -> list[Mapping[str, Any]]:
    if found is None or found == "":
        return []
    records = found if isinstance(found, list) else [found]
    if not all(isinstance(record, dict) for record in records):
        raise Unclear("the records are not what they should be")
    return records


def _is_found(tree: Any, reading: Reading, records: Sequence[object]) -> bool:
    if not reading.found:
        return bool(records)
    said = str(at(tree, reading.found)).lower()
    if said in {each.lower() for each in reading.found_is}:
        return True
    if said in {each.lower() for each in reading.not_found_is}:
        return False
    raise Unclear(f"{reading.found} is neither found nor not found")


def _about(tree: Any, records: Sequence[Mapping[str, Any]], question: Question) -> dict[str, str]:
    """Whom it is about. Where records name it, each must name the same one: two people in one
    answer are as wrong as another person.
    """
    named: dict[str, str] = {}
    for key in question.keys:
        path = question.translation.reading.about.get(key, "")
        if path.startswith("/"):
            named[key] = str(at(tree, path) or "")
        elif path:
            said = {str(at(record, path) or "") for record in records}
            named[key] = said.pop() if len(said) == 1 else ""
    return named


def _record(record: Mapping[str, Any], wanted: set[str], reading: Reading) -> dict[str, Any]:
    """Only what was asked for crosses the threshold, in our words."""
    ours: dict[str, Any] = {}
    for name in sorted(wanted):
        value = at(record, reading.fields.get(name, name))
        if value is None:
            continue
        ours[name] = _value(name, value, reading)
    return ours


def _value(name: str, value: Any, reading: Reading) -> Any:
    form = reading.dates.get(name)
    if form and value != "":
        return datetime.strptime(str(value), form).date().isoformat()  # noqa: DTZ007 (a day only)
    words = reading.values.get(name)
    if words:
        known = words.get(str(value), words.get("*"))
        if known is None:
            raise Unclear(f"{name}: a value that the mapping does not know")
        return known
    return value


def _seconds(tree: Any, valid_for: str) -> int:
    said = valid_for if valid_for.isdecimal() else at(tree, valid_for) if valid_for else 0
    return max(int(said), 0) if str(said).isdecimal() else 0
