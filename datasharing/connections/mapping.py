"""What the other side calls things. Pure: a mapping is data, read and judged here.

A mapping says how our question is put into their words and their answer into ours. It is kept as
JSON with the resource, so that an operator can write it; `docs/connectors.md` explains every part
with an example.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asking:
    """How the question is put."""

    keys: Names = field(default_factory=dict)
    """Our key → theirs."""
    keys_at: str = ""
    """Where in their request the keys stand: a dotted path, or "" for the top."""
    fields_at: str = ""
    """Where the names of the wished fields stand, if they take them at all."""
    constants: Mapping[str, str] = field(default_factory=dict)
    """Dotted path → what is always said."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How the answer is understood."""

    records: str = "records"
    """Path to the list of records, or to the only one."""
    found: str = ""
    """Path to what says whether there is a record; "" when the list itself says it."""
    found_is: tuple[str, ...] = ("true", "1")
    not_found_is: tuple[str, ...] = ("false", "0")
    about: Names = field(default_factory=dict)
    """Identity key → where it says whom it is about: a name inside each record, or `/path`."""
    fields: Names = field(default_factory=dict)
    """Our field → path inside a record; a field that is not named has its own name."""
    values: Mapping[str, Names] = field(default_factory=dict)
    """Our field → {their value: ours}; `*` stands for every other value."""
    dates: Names = field(default_factory=dict)
    """Our field → their way to write a date, as `%Y%m%d`; ours is YYYY-MM-DD."""
    valid_for: str = ""
    """Path to the seconds for which the answer holds, or the agreed number itself."""


@dataclass(frozen=True, slots=True)
class Way:
    """What only some ways of connecting need."""

    operation: str = "Query"
    namespace: str = "urn:registers:1"
    soap_action: str = ""
    view: str = ""
    delimiter: str = ","
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Translation:
    """A whole mapping. `is_plain`: both sides speak the form of docs/interfaces.md."""

    asking: Asking = field(default_factory=Asking)
    reading: Reading = field(default_factory=Reading)
    way: Way = field(default_factory=Way)
    is_plain: bool = True


PLAIN = Translation()


def translation_of(data: Mapping[str, Any]) -> Translation:
    """The mapping that this JSON says; only for JSON in which `faults_of` finds nothing."""
    if not data:
        return PLAIN
    asking, answer = data.get("request", {}), data.get("answer", {})
    given: dict[str, Any] = dict(answer)
    for name in ("found_is", "not_found_is"):
        if name in answer:
            given[name] = tuple(answer[name])
    if "valid_for" in answer:
        given["valid_for"] = str(answer["valid_for"])
    return Translation(
        asking=Asking(**asking),
        reading=Reading(**given),
        way=Way(**data.get("way", {})),
        is_plain=not asking and not answer,
    )
