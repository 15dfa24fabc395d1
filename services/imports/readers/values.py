"""Single values of a record: codes of lists, yes and no, numbers, texts that must fit."""

from __future__ import annotations

import re
from typing import TypeVar

from services.catalogue.codelists import CodeList, from_code, named
from services.imports.record import Record, as_text

Listed = TypeVar("Listed", bound=CodeList)
_BETWEEN = re.compile(r"[,，;；、|^\s]+")
_NUMBER = re.compile(r"\d{1,6}")
YES = frozenset({"1", "是", "true", "True", "支持", "Y", "y"})
NO = frozenset({"0", "否", "false", "False", "不支持", "N", "n", "2"})
GUANGDONG, C0109, ZHEJIANG, HUNAN = "guangdong", "c0109", "zhejiang", "hunan"


def interface_of(record: Record) -> str:
    """Guangdong numbers some lists its own way; its records are told by their fields."""
    own = "AREACODE" in record.raw and "material_intro" in record.raw
    return GUANGDONG if own else C0109


def one_of(record: Record, kind: type[Listed], *names: str, interface: str = "") -> str:
    """Our word for the code or the Chinese name that the record gives; "" with a warning.

    `interface` is that of a list which one place alone numbers.
    """
    said = record.take(*names)
    if not said:
        return ""
    member = named(kind, said) or from_code(interface or interface_of(record), kind, said)
    if member is None:
        record.find("list.unknown", names[0], value=said)
        record.keep(names[0], said)
        return ""
    return str(member.value)


def many_of(record: Record, kind: type[Listed], *names: str) -> tuple[str, ...]:
    """The same for a field with several: a list, or one text with signs between."""
    found: list[str] = []
    unknown: list[str] = []
    for value in _members(record, *names):
        member = named(kind, value) or from_code(interface_of(record), kind, value)
        if member is None:
            unknown.append(value)
        elif member.value not in found:
            found.append(str(member.value))
    if unknown:
        record.find("list.unknown", names[0], value="、".join(unknown))
        record.keep(names[0], "、".join(unknown))
    return tuple(found)


def words_of(record: Record, *names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_members(record, *names)))


def yes_or_no(record: Record, *names: str) -> bool | None:
    said = record.take(*names)
    if not said:
        return None
    if said in YES or said in NO:
        return said in YES
    record.find("value.unreadable", names[0], value=said)
    record.keep(names[0], said)
    return None


def whole(record: Record, *names: str) -> int | None:
    said = record.take(*names)
    if not said:
        return None
    if _NUMBER.fullmatch(said):
        return int(said)
    record.find("value.unreadable", names[0], value=said)
    record.keep(names[0], said)
    return None


def fitting(record: Record, text: str, field: str, *, most: int) -> str:
    """The text, cut where a column has no room for it; then the whole is kept beside it."""
    if len(text) <= most:
        return text
    record.find("text.cut", field, most=most)
    record.keep(field, text)
    return text[:most]


def _members(record: Record, *names: str) -> list[str]:
    values = record.take_list(*names)
    if len(values) == 1 and isinstance(values[0], str):
        values = _BETWEEN.split(values[0])
    return [text for value in values if (text := as_text(value))]
