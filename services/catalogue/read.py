"""Catalogue dataclasses as JSON and back, exactly; and the fingerprint that tells a change.

Values equal to their defaults are left out, so that a field added later with a default does not
make every edition of every matter look changed. Pure: nothing here touches Django.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Spec = TypeVar("Spec")


def as_json(value: Any) -> Any:
    """A spec (or a part of one) as what `json.dumps` takes; tuples become lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            each.name: as_json(held)
            for each in fields(value)
            if (held := getattr(value, each.name)) != _default(each)
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [as_json(each) for each in value]
    return value


def from_json(wanted: type[Spec], data: Any) -> Spec:
    """The inverse of `as_json`. Raises TypeError or ValueError for data of another shape."""
    return _built(wanted, data)  # type: ignore[no-any-return]  # one function serves every type


def fingerprint(*parts: Any) -> str:
    """SHA-256 (64 hex digits) of the canonical JSON of the parts: sorted keys, no spaces, UTF-8."""
    canonical = json.dumps(
        [as_json(part) for part in parts],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def _default(each: Field[Any]) -> Any:
    if each.default_factory is not MISSING:
        return each.default_factory()
    return each.default


@cache
def _hints(wanted: type) -> dict[str, Any]:
    return get_type_hints(wanted)


def _built(wanted: Any, data: Any) -> Any:
    if is_dataclass(wanted) and isinstance(wanted, type):
        if not isinstance(data, Mapping):
            raise TypeError(f"{wanted.__name__} is read from a mapping, not from {data!r}.")
        hints = _hints(wanted)
        return wanted(**{name: _built(hints[name], held) for name, held in data.items()})
    origin, arguments = get_origin(wanted), get_args(wanted)
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return tuple(_built(arguments[0], each) for each in data)
        return tuple(_built(kind, each) for kind, each in zip(arguments, data, strict=True))
    if origin in (Union, UnionType):
        plain = next(each for each in arguments if each is not type(None))
        return None if data is None else _built(plain, data)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return wanted(data)
    if not isinstance(data, wanted):
        raise TypeError(f"{wanted.__name__} expected, not {data!r}.")
    return data
