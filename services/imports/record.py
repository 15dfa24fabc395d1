"""One record while it is mapped: every field ends up taken, redundant, empty or extra.

So nothing of a file is dropped in silence: what no element holds goes to the extra elements, and a
field is left out only when another one is shown to say the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from services.imports.findings import RowFinding, found

NOTHING = frozenset({"", "无", "无。", "暂无", "null", "NULL", "None"})


class Record:
    """`fates` says of each field what became of it."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.raw = raw
        self.findings: list[RowFinding] = []
        self._taken: set[str] = set()
        self._redundant: set[str] = set()
        self._added: list[tuple[str, str]] = []

    def find(self, rule: str, field: str = "", **said: object) -> None:
        self.findings.append(found(rule, field, where="", **said))

    def take(self, *names: str) -> str:
        """The text of the first of these fields that says something; "" when none does."""
        for name in names:
            value = self.raw.get(name)
            if not is_nothing(value):
                self._taken.add(name)
                text = as_text(value)
                self._twins(names, name, text)
                return text
        return ""

    def take_list(self, *names: str) -> list[Any]:
        """The members of the first of these fields; one value counts as a list of one."""
        for name in names:
            value = self.raw.get(name)
            if not is_nothing(value):
                self._taken.add(name)
                return value if isinstance(value, list) else [value]
        return []

    def same(self, name: str, *others: str, told: str = "") -> None:
        """Leave the field out where it equals one of `others`; else it stays.

        `told` is the field that it should equal: then a difference is a finding.
        """
        if name not in self.raw or is_nothing(self.raw[name]):
            return
        if as_text(self.raw[name]) in others:
            self._redundant.add(name)
        elif told:
            self.find("same.differs", name, other=told)

    def keep(self, name: str, value: str) -> None:
        """An extra element, for what was taken and could not be used as it was."""
        if value and (name, value) not in self._added:
            self._added.append((name, value))

    def extra(self) -> tuple[tuple[str, str], ...]:
        left = [(name, as_text(self.raw[name])) for name in self._left()]
        return (*left, *self._added)

    def fates(self) -> dict[str, str]:
        fates = {}
        for name, value in self.raw.items():
            if name in self._taken:
                fates[name] = "taken"
            elif name in self._redundant:
                fates[name] = "redundant"
            else:
                fates[name] = "empty" if is_nothing(value) else "extra"
        return fates

    def _left(self) -> list[str]:
        return [name for name, fate in self.fates().items() if fate == "extra"]

    def _twins(self, names: tuple[str, ...], used: str, text: str) -> None:
        for name in names:
            if name == used or is_nothing(self.raw.get(name)) or name in self._taken:
                continue
            if as_text(self.raw[name]) == text:
                self._redundant.add(name)
            else:
                self.find("same.differs", name, other=used)


def is_nothing(value: Any) -> bool:
    if isinstance(value, str):
        return value.strip() in NOTHING
    return value is None or value in ([], {})


def as_text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool | int | float):
        return str(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
