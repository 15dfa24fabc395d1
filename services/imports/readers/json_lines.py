"""One JSON object a line, read strictly: what PostgreSQL or another reader would take otherwise,
or not at all, is refused line by line with its reason.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn

LONGEST_LINE = 4_000_000
MOST_DEPTH = 32
BOM = b"\xef\xbb\xbf"
_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


class Unreadable(ValueError):
    """(Chinese, English) of why a line is no record."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


def lines_of(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Number in the file, from 1, and bytes of each line that is not blank. Of a line that is too
    long the beginning is given, one byte longer than allowed, and the rest is passed over.
    """
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = file.readline(LONGEST_LINE + 1)
        if number == 1:
            line = line.removeprefix(BOM)
        if line.strip():
            yield number, line


def object_of(line: bytes) -> dict[str, Any]:
    """Raises Unreadable."""
    if len(line) > LONGEST_LINE:
        raise Unreadable(
            f"超过 {LONGEST_LINE:,} 个字节", f"it is longer than {LONGEST_LINE:,} bytes"
        )
    if line.startswith(BOM):
        raise Unreadable("行首有多余的字节顺序标记（BOM）", "a byte order mark stands before it")
    value = _decoded(_text(line))
    if not isinstance(value, dict):
        raise Unreadable("不是 JSON 对象", "it is not a JSON object")
    if _SURROGATE.search(line) and not _is_encodable(value):
        raise Unreadable("有不成对的代理字符", "it has a lone surrogate")
    if line.count(b"[") + line.count(b"{") > MOST_DEPTH and _is_deeper(value, MOST_DEPTH):
        raise _too_deep()
    return value


def _text(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise Unreadable(
            f"不是 UTF-8 编码（第 {fault.start + 1} 个字节）",
            f"it is not UTF-8 (byte {fault.start + 1})",
        ) from fault


def _decoded(text: str) -> Any:
    try:
        return _DECODER.decode(text)
    except Unreadable:
        raise
    except json.JSONDecodeError as fault:
        raise Unreadable(
            f"不是正确的 JSON（第 {fault.pos + 1} 个字）",
            f"it is not JSON (character {fault.pos + 1})",
        ) from fault
    except RecursionError as fault:
        raise _too_deep() from fault
    except ValueError as fault:  # a whole number of more digits than Python reads
        raise Unreadable("有过长的数字", "a number has too many digits") from fault


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    named = dict(pairs)
    if len(named) != len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)[:60]
        raise Unreadable(f"字段“{twice}”写了两次", f"the field “{twice}” stands there twice")
    return named


def _no_constant(name: str) -> NoReturn:
    raise Unreadable(f"有 JSON 里没有的数 {name}", f"{name} is no number of JSON")


def _finite(said: str) -> float:
    value = float(said)
    if not math.isfinite(value):
        raise Unreadable(f"数 {said[:40]} 太大", f"the number {said[:40]} is too large")
    return value


def _is_encodable(value: Any) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_deeper(value: Any, most: int) -> bool:
    level = [value]
    for _depth in range(most + 1):
        level = [
            inner
            for each in level
            for inner in (each.values() if isinstance(each, dict) else each)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True


def _too_deep() -> Unreadable:
    return Unreadable(
        f"嵌套超过 {MOST_DEPTH} 层", f"it is nested more than {MOST_DEPTH} levels deep"
    )


_DECODER = json.JSONDecoder(
    object_pairs_hook=_each_once, parse_constant=_no_constant, parse_float=_finite
)
