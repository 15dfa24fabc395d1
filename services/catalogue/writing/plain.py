"""Small pieces: a mapping without what is at its default, a pair of texts, a condition."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any

from services.catalogue.spec import Condition, LegalBasisSpec

Row = dict[str, Any]


def row_of(**held: Any) -> Row:
    """Only what says something: no "", (), {}, False or None. 0 is a number and stays."""
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in held.items()
        if value not in ("", (), [], {}, None) and value is not False
    }


def when_of(condition: Condition) -> Row | list[Row] | None:
    rows = [
        {question: values[0] if len(values) == 1 else list(values) for question, values in every}
        for every in condition.alternatives
    ]
    return rows[0] if len(rows) == 1 else rows or None


def bases_of(bases: tuple[LegalBasisSpec, ...]) -> list[Row]:
    return [
        row_of(law=each.law, article=each.article, checked=each.checked, text=each.text)
        for each in bases
    ]


def record_of(value: Any) -> Row:
    """A dataclass of elements: its fields that are not at their defaults, under their names."""
    held: Row = {}
    for each in fields(value):
        said = getattr(value, each.name)
        default = each.default_factory() if each.default_factory is not MISSING else each.default
        if said == default:
            continue
        if each.name == "extra":
            held[each.name] = [{"field": field, "value": text} for field, text in said]
        elif isinstance(said, tuple):
            held[each.name] = [one if isinstance(one, str) else record_of(one) for one in said]
        else:
            held[each.name] = record_of(said) if hasattr(said, "__dataclass_fields__") else said
    return held
