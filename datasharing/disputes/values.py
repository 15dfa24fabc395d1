"""What a register has answered, value by value, as a person can read and name it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from datasharing.wording import label_of, telling_field, worded
from services.catalogue.text import Text

WHOLE = Text("整条记录", "The record as a whole")
FOUND = Text("有记录", "There is a record")
NOTHING = Text("没有记录", "No record")


@dataclass(frozen=True, slots=True)
class Value:
    """`path` is what `answers.value_at` takes; "" stands for the record as a whole."""

    path: str
    label: Text
    said: Text


def values_of(answer: Mapping[str, Any] | None, fields: Sequence[Mapping[str, Any]]) -> list[Value]:
    """Every value of one answer in the order of the resource's `fields`, then the whole.

    Without an answer (no record) only the whole can be named. Several records that no field tells
    apart are numbered.
    """
    if answer is None:
        return [Value("", WHOLE, NOTHING)]
    found = [value for value in _each(answer, fields) if value.said.zh]
    return [*found, Value("", WHOLE, FOUND)]


def _each(answer: Mapping[str, Any], fields: Sequence[Mapping[str, Any]]) -> Iterator[Value]:
    records = answer.get("records") or []
    telling = telling_field(fields)
    one_per = telling["name"] if telling else ""
    for number, record in enumerate(records, 1):
        prefix, sign = "", Text("")
        if telling and record.get(one_per):
            prefix, kind = f"{record[one_per]}.", _read_out(record[one_per], telling)
            sign = Text(f"（{kind.zh}）", f" ({kind.en})")
        elif len(records) > 1:
            prefix, sign = f"records.{number}.", Text(f"（第 {number} 条）", f" (record {number})")
        for field in fields:
            name = field["name"]
            if name in record and name != one_per:
                label = label_of(field)
                shown = Text(f"{label.zh}{sign.zh}", f"{label.en}{sign.en}")
                yield Value(f"{prefix}{name}", shown, _read_out(record[name], field))


def _read_out(value: Any, field: Mapping[str, Any]) -> Text:
    words = worded(value, field)
    return Text(words.zh, words.en or words.zh)
