"""Catalogue dataclasses as JSON and back, exactly; and the fingerprint that tells a change.

Values equal to their defaults are left out, so that a field added later with a default does not
make every edition of every matter look changed. Pure: nothing here touches Django.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Spec = TypeVar("Spec")
_PLAIN = frozenset({str, int, float, bool, type(None)})


def as_json(value: Any) -> Any:
    """A spec (or a part of one) as what `json.dumps` takes; tuples become lists."""
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {
            name: held if type(held) in _PLAIN else as_json(held)
            for name, default in _defaults(kind)
            if (held := getattr(value, name)) != default
        }
    if isinstance(value, tuple | list):
        return [as_json(each) for each in value]
    return value


def from_json(wanted: type[Spec], data: Any) -> Spec:
    """The inverse of `as_json`. Raises TypeError or ValueError for data of another shape."""
    kind: Any = wanted
    return _reader(kind)(data)  # type: ignore[no-any-return]  # one function serves every type


def fingerprint(*parts: Any) -> str:
    """SHA-256 (64 hex digits) of the canonical JSON of the parts: sorted keys, no spaces, UTF-8."""
    canonical = json.dumps(
        [as_json(part) for part in parts],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    """The fields of a dataclass, with what each is where it is not stated."""
    return tuple((each.name, _default(each)) for each in fields(kind))


def _default(each: Field[Any]) -> Any:
    if each.default_factory is not MISSING:
        return each.default_factory()
    return each.default


@cache
def _reader(wanted: Any) -> Callable[[Any], Any]:
    """How JSON becomes a value of this type: worked out once for each type."""
    if is_dataclass(wanted) and isinstance(wanted, type):
        return _dataclass_reader(wanted)
    origin, arguments = get_origin(wanted), get_args(wanted)
    if origin is tuple:
        return _tuple_reader(arguments)
    if origin in (Union, UnionType):
        plain = _reader(next(each for each in arguments if each is not type(None)))
        return lambda data: None if data is None else plain(data)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return wanted

    def read(data: Any) -> Any:
        if not isinstance(data, wanted):
            raise TypeError(f"{wanted.__name__} expected, not {data!r}.")
        return data

    return read


def _dataclass_reader(wanted: type) -> Callable[[Any], Any]:
    hints = get_type_hints(wanted)
    readers: dict[str, Callable[[Any], Any]] = {}

    def read(data: Any) -> Any:
        if not isinstance(data, Mapping):
            raise TypeError(f"{wanted.__name__} is read from a mapping, not from {data!r}.")
        for name in data.keys() - readers.keys():
            readers[name] = _reader(hints[name])
        return wanted(**{name: readers[name](held) for name, held in data.items()})

    return read


def _tuple_reader(arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        each_of = _reader(arguments[0])
        return lambda data: tuple(each_of(each) for each in data)
    readers = tuple(_reader(each) for each in arguments)
    return lambda data: tuple(read(each) for read, each in zip(readers, data, strict=True))
