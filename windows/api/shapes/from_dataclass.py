"""Serializers of frozen dataclasses, made from their types, so that the two cannot drift apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from rest_framework import serializers

from services.catalogue.text import Text
from windows.api.shapes.text import TextField

Shape = type[serializers.Serializer[Any]]
Pairs = Mapping[str, tuple[str, str]]

_made: dict[tuple[object, ...], Shape] = {}
"""One class for each dataclass: the OpenAPI document knows a shape by its class."""

_SIMPLE: dict[Any, type[serializers.Field]] = {
    Text: TextField,
    str: serializers.CharField,
    bool: serializers.BooleanField,
    int: serializers.IntegerField,
    date: serializers.DateField,
    datetime: serializers.DateTimeField,
}


def shape_of(
    kind: type, *, name: str = "", pairs: Pairs | None = None, leave_out: Sequence[str] = ()
) -> Shape:
    """A read-only serializer of the dataclass, its parts included.

    `pairs` names the two halves of fields that hold tuples of pairs.
    """
    known = _made.get((kind, name, tuple(leave_out)))
    if known is not None:
        return known
    hints = get_type_hints(kind)
    declared = {
        field.name: _field(hints[field.name], field.name, pairs or {})
        for field in fields(kind)
        if field.name not in leave_out
    }
    title = name or kind.__name__
    made: Shape = type(f"{title}Serializer", (serializers.Serializer,), declared)
    _made[kind, name, tuple(leave_out)] = made
    return made


def choice_of(kind: type[Enum], **kwargs: Any) -> serializers.ChoiceField:
    """One of the values of a plain enumeration, named by its members as in the OpenAPI document."""
    choices = [(member.value, member.name) for member in kind]
    return serializers.ChoiceField(choices, read_only=True, **kwargs)


def _field(hint: Any, name: str, pairs: Pairs, *, many: bool = False) -> Any:
    if get_origin(hint) is UnionType:
        inner = _field(next(a for a in get_args(hint) if a is not type(None)), name, pairs)
        inner.allow_null = True
        return inner
    if get_origin(hint) is tuple:
        return _list(get_args(hint)[0], name, pairs)
    if isinstance(hint, type) and is_dataclass(hint) and hint not in _SIMPLE:
        return shape_of(hint, pairs=pairs)(read_only=True, many=many)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return choice_of(hint)
    return _SIMPLE[hint](read_only=True)


def _list(item: Any, name: str, pairs: Pairs) -> Any:
    if get_origin(item) is tuple:
        return _pair_shape(get_args(item), name, pairs)(read_only=True, many=True)
    if isinstance(item, type) and is_dataclass(item) and item not in _SIMPLE:
        return _field(item, name, pairs, many=True)
    return serializers.ListField(child=_field(item, name, pairs), read_only=True)


def _pair_shape(kinds: Sequence[Any], name: str, pairs: Pairs) -> Shape:
    halves = pairs[name]
    known = _made.get((name, halves))
    if known is not None:
        return known

    def to_representation(self: Any, instance: Sequence[Any]) -> dict[str, Any]:
        named = zip(halves, instance, strict=True)
        return {half: self.fields[half].to_representation(value) for half, value in named}

    title = "".join(part.capitalize() for part in name.split("_"))
    declared: dict[str, Any] = {
        half: _field(kind, half, pairs) for half, kind in zip(halves, kinds, strict=True)
    }
    declared["to_representation"] = to_representation
    made: Shape = type(f"{title}ItemSerializer", (serializers.Serializer,), declared)
    _made[name, halves] = made
    return made
