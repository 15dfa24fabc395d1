"""Yes or no where a yes or no will do: the record is looked at, and only the bit is kept. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services.catalogue.text import Text

TESTS = frozenset({"true", "in", "not_in", "at_least", "not_past"})
YES = frozenset({"true", "yes", "1", "是", "有", "有效", "已完成"})


@dataclass(frozen=True, slots=True)
class Assertion:
    """“健康证在有效期内”: one field of one record, one test, the answer yes or no.

    `test`: `true` (the register says yes), `in` / `not_in` (one of `values`), `at_least` (a
    number), `not_past` (a date of today or later).
    """

    field: str
    test: str
    claim: Text
    values: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "field": self.field,
            "test": self.test,
            "claim": self.claim.zh,
            "claim_en": self.claim.en,
            "values": list(self.values),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Assertion:
        return cls(
            field=str(data["field"]),
            test=str(data["test"]),
            claim=Text(str(data["claim"]), str(data["claim_en"])),
            values=tuple(str(value) for value in data.get("values", ())),
        )


def holds(records: Sequence[Mapping[str, Any]], assertion: Assertion, *, today: date) -> bool:
    """Whether any record says so. What cannot be read says no: then the person is asked."""
    return any(_meets(record.get(assertion.field), assertion, today) for record in records)


def _meets(value: Any, assertion: Assertion, today: date) -> bool:
    if value is None or value == "":
        return False
    said = str(value).strip()
    if assertion.test == "true":
        return said.lower() in YES
    if assertion.test == "in":
        return said in assertion.values
    if assertion.test == "not_in":
        return said not in assertion.values
    if assertion.test == "at_least":
        return _number(said) >= float(assertion.values[0])
    day = _day(said)
    return day is not None and day >= today


def _number(said: str) -> float:
    try:
        return float(said)
    except ValueError:
        return float("-inf")


def _day(said: str) -> date | None:
    try:
        return datetime.fromisoformat(said).date()
    except ValueError:
        return None
