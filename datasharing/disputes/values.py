"""What a register has answered, value by value, as a person can read and name it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.catalogue.text import Text

WHOLE = Text("整条记录", "The record as a whole")
YES, NO = Text("是", "Yes"), Text("否", "No")
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
    one_per = next((each["name"] for each in fields if each.get("one_per")), "")
    for number, record in enumerate(records, 1):
        prefix, sign = "", Text("")
        if one_per and record.get(one_per):
            prefix = f"{record[one_per]}."
            sign = Text(f"（{record[one_per]}）", f" ({record[one_per]})")
        elif len(records) > 1:
            prefix, sign = f"records.{number}.", Text(f"（第 {number} 条）", f" (record {number})")
        for field in fields:
            name = field["name"]
            if name in record and name != one_per:
                label = Text(field["label"], field.get("label_en") or field["label"])
                shown = Text(f"{label.zh}{sign.zh}", f"{label.en}{sign.en}")
                yield Value(f"{prefix}{name}", shown, _said(record[name]))


def _said(value: Any) -> Text:
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, list):
        parts = [_said(each) for each in value]
        return Text("、".join(p.zh for p in parts), ", ".join(p.en for p in parts))
    if isinstance(value, dict):
        parts = [_said(each) for each in value.values()]
        return Text(" ".join(p.zh for p in parts), " ".join(p.en for p in parts))
    told = "" if value is None else str(value)
    return Text(told, told)
