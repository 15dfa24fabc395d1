"""What a register's values are called when people read them. Pure.

A value may be a code of the authority's own (`water`): its words stand in the resource's list of
fields, under `values`, so that another authority's codes need no code of ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from services.catalogue.text import Text

YES, NO = Text("是", "Yes"), Text("否", "No")

Field = Mapping[str, Any]
"""One row of `DataResource.fields`."""


def label_of(field: Field) -> Text:
    """How the field is called."""
    return Text(field["label"], field.get("label_en") or field["label"])


def worded(value: Any, field: Field) -> Text:
    """A code by its words, yes and no, lists and tables in one line; all else as it was answered.

    The English is empty where the authority wrote in its own language, so that a page can say so.
    """
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, list):
        return _joined([worded(each, field) for each in value], "、", ", ")
    if isinstance(value, dict):
        return _joined([worded(each, field) for each in value.values()], " ", " ")
    words = (field.get("values") or {}).get(str(value))
    if words:
        return Text(*words)
    return Text("" if value is None else str(value))


def telling_field(fields: Sequence[Field]) -> Field | None:
    """The field that tells the records of one answer apart; None where there is no such field."""
    return next((each for each in fields if each.get("one_per")), None)


def _joined(parts: list[Text], between: str, between_en: str) -> Text:
    english = ""
    if any(part.en for part in parts):
        english = between_en.join(part.en or part.zh for part in parts)
    return Text(between.join(part.zh for part in parts), english)
