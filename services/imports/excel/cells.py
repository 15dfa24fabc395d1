"""Values of specs as cells, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from services.catalogue.spec import SourceKind, SourceSpec
from services.imports.excel.columns import YES_NO, Column, Kind

BETWEEN = "；"
LONGEST_CELL = 32_767
"""Excel's own limit: a longer text goes out cut, and comes back as it was."""
_SPLIT = re.compile(r"\s*[；;\n]\s*")
_WHOLE = re.compile(r"\d{1,6}(\.0+)?")


class WrongCell(ValueError):
    """(Chinese, English) of what is wrong."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


def to_cell(column: Column, value: Any) -> str | int:
    """What is written: text, or a number."""
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int):
        return value
    if isinstance(value, tuple):
        return BETWEEN.join(_shown(column, each) for each in value)
    return _shown(column, value)


def from_cell(column: Column, said: str) -> Any:
    """The inverse. Raises WrongCell."""
    if column.kind is Kind.NUMBER:
        return _number(said)
    if column.kind is Kind.YES_NO:
        return None if not said else _word(YES_NO, said) == "yes"
    if column.kind is Kind.MANY:
        return tuple(
            _word(column.choices, each) if column.choices else each
            for each in _SPLIT.split(said)
            if each
        )
    if column.kind is Kind.LIST and said:
        return _word(column.choices or {}, said)
    return said


def _shown(column: Column, value: Any) -> str:
    if isinstance(value, SourceSpec):
        return ":".join(part for part in (value.kind.value, value.matter, value.resource) if part)
    if isinstance(value, tuple):
        return "|".join(value)
    word = str(getattr(value, "value", value))
    for shown, ours in (column.choices or {}).items():
        if ours == word:
            return shown
    return word


def _word(choices: Mapping[str, str], said: str) -> str:
    if said in choices:
        return choices[said]
    if said in choices.values():
        return said
    allowed = "、".join(choices)
    raise WrongCell(f"请从这些里选：{allowed}", f"Choose one of: {allowed}")


def _number(said: str) -> int | None:
    if not said:
        return None
    if not _WHOLE.fullmatch(said):
        raise WrongCell("应当是不小于 0 的整数", "It should be a whole number, 0 or more")
    return int(float(said))


def source_from(said: str) -> SourceSpec:
    """`output:X01-02` → the source. Raises WrongCell."""
    kind, _, rest = said.partition(":")
    if kind not in {each.value for each in SourceKind}:
        allowed = "、".join(each.value for each in SourceKind)
        raise WrongCell(f"来源应当是：{allowed}", f"A source is one of: {allowed}")
    if kind == SourceKind.OUTPUT.value:
        return SourceSpec(SourceKind.OUTPUT, matter=rest)
    return SourceSpec(SourceKind(kind), resource=rest)


def choice_from(said: str) -> tuple[str, str, str]:
    value, _, labels = said.partition("|")
    label, _, label_en = labels.partition("|")
    return (value, label or value, label_en)
