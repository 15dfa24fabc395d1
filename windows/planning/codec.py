"""Frozen dataclasses to plain JSON data and back, without loss, driven by the field types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from services.catalogue.text import Text

Decoder = Callable[[Any], Any]


def encode(value: Any) -> Any:
    if isinstance(value, Text):
        return value.as_json()
    if is_dataclass(value):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return value


def decode(kind: Any, data: Any) -> Any:
    return _decoder(kind)(data)


SIMPLE: dict[Any, Decoder] = {Text: Text.from_json, date: date.fromisoformat}


@cache
def _decoder(kind: Any) -> Decoder:
    if get_origin(kind) is UnionType:  # only `X | None` occurs
        inner = _decoder(next(arg for arg in get_args(kind) if arg is not type(None)))
        return lambda data: None if data is None else inner(data)
    if get_origin(kind) is tuple:
        return _tuple_decoder(get_args(kind))
    if isinstance(kind, type) and is_dataclass(kind) and kind not in SIMPLE:
        parts = {name: _decoder(hint) for name, hint in get_type_hints(kind).items()}
        return lambda data: kind(**{name: part(data[name]) for name, part in parts.items()})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return SIMPLE.get(kind, lambda data: data)


def _tuple_decoder(args: tuple[Any, ...]) -> Decoder:
    if args[1:] == (...,):
        item = _decoder(args[0])
        return lambda data: tuple(item(element) for element in data)
    parts = [_decoder(arg) for arg in args]
    return lambda data: tuple(part(element) for part, element in zip(parts, data, strict=True))
