"""Reads one mapping of the file: every value with its type, every fault with its place.

A cursor remembers which keys were asked for; `finish()` warns of the others. A value of the wrong
type is a fault and reads as its default, so that reading goes on and finds the next fault too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from django.utils.translation import gettext as _

from services.catalogue.faults import Findings, Place
from services.catalogue.parsing.tree import Node, word

Chosen = TypeVar("Chosen")

SHORT, NAME, SENTENCE, LONG = 64, 200, 500, 4000
"""Most characters of a code, a name, a sentence and a paragraph: what the tables hold."""


class Cursor:
    def __init__(self, node: Node, file: str, path: str, findings: Findings) -> None:
        self.node = node
        self.file = file
        self.path = path
        self.findings = findings
        self.held: Mapping[str, Node] = node.value if isinstance(node.value, dict) else {}
        self.asked: set[str] = set()
        for key, line in node.doubles:
            findings.fault(
                Place(file, line, self._path(key)), _("同一个键写了两次。"), _("请只保留一个。")
            )
        node.doubles.clear()

    def _path(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path and key else self.path or key

    def at(self, path: str = "", key: str = "") -> Place:
        """The place of a key below this mapping; of the mapping itself without one."""
        node = self.held.get(key or path, self.node)
        return Place(self.file, node.line, self._path(path))

    def fault(self, key: str, message: str, what_to_do: str = "") -> None:
        self.findings.fault(self.at(key), message, what_to_do)

    def warn(self, key: str, message: str, what_to_do: str = "") -> None:
        self.findings.warn(self.at(key), message, what_to_do)

    def has(self, key: str) -> bool:
        """Whether the key is there with a value that is not null."""
        self.asked.add(key)
        return key in self.held and self.held[key].value is not None

    def text(
        self, key: str, default: str = "", *, is_required: bool = False, most: int = NAME
    ) -> str:
        """A text without the blanks around it. Numbers and yes/no are taken as written."""
        if not self.has(key):
            if is_required:
                self.fault(key, _("缺少 %(key)s。") % {"key": key}, _("请补上。"))
            return default
        node = self.held[key]
        if isinstance(node.value, list | dict):
            self.fault(key, _("这里应当是文字。"), _("请写成一行文字。"))
            return default
        said = word(node).strip()
        if not said and is_required:
            self.fault(key, _("%(key)s 是空的。") % {"key": key}, _("请补上。"))
        return self._checked(key, said, most)

    def _checked(self, key: str, said: str, most: int) -> str:
        if len(said) > most:
            self.fault(key, _("超过 %(most)s 个字。") % {"most": most}, _("请缩短。"))
        if "\x00" in said:
            self.fault(key, _("含有不可见的控制字符。"), _("请删掉它。"))
        return said

    def pair(
        self, key: str, *, is_required: bool = False, most: int = NAME, default: str = ""
    ) -> tuple[str, str]:
        """The text and its English (`key` and `key_en`); English may be half as long again."""
        chinese = self.text(key, default, is_required=is_required, most=most)
        return chinese, self.text(f"{key}_en", most=most * 3 // 2)

    def flag(self, key: str, *, default: bool = False) -> bool:
        if not self.has(key):
            return default
        value = self.held[key].value
        if not isinstance(value, bool):
            self.fault(key, _("这里应当是 true 或 false。"))
            return default
        return value

    def said(self, key: str) -> bool | None:
        """Like `flag`, where silence is not a no."""
        return self.flag(key) if self.has(key) else None

    def whole(self, key: str, *, most: int = 10_000) -> int | None:
        """A whole number of days or times, 0 or more; None where it is missing or null."""
        if not self.has(key):
            return None
        value = self.held[key].value
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault(key, _("这里应当是整数。"), _("请写不带小数和引号的数字。"))
            return None
        if not 0 <= value <= most:
            self.fault(
                key, _("%(value)s 不在 0 到 %(most)s 之间。") % {"value": value, "most": most}
            )
            return None
        return value

    def choice(self, key: str, choices: Mapping[str, Chosen], default: Chosen) -> Chosen:
        if not self.has(key):
            return default
        said = self.text(key)
        if said not in choices:
            self.fault(
                key,
                _("不认识 “%(said)s”。") % {"said": said},
                _("只能是：%(choices)s。") % {"choices": "、".join(choices)},
            )
            return default
        return choices[said]

    def items(self, key: str) -> Sequence[Node]:
        """The list under the key; one value alone is taken as a list of one."""
        if not self.has(key):
            return ()
        node = self.held[key]
        return node.value if isinstance(node.value, list) else (node,)

    def texts(self, key: str, *, most: int = NAME) -> tuple[str, ...]:
        said: list[str] = []
        for index, node in enumerate(self.items(key)):
            if isinstance(node.value, list | dict):
                place = Place(self.file, node.line, self._path(f"{key}[{index}]"))
                self.findings.fault(place, _("这里应当是文字。"))
            elif text := word(node).strip():
                said.append(self._checked(key, text, most))
        return tuple(said)

    def mappings(self, key: str, *, plain: str = "") -> list[Cursor]:
        """A list of mappings. With `plain`, a text alone stands for the mapping {plain: text}."""
        found = []
        if self.has(key) and not isinstance(self.held[key].value, list):
            self.fault(key, _("这里应当是列表。"), _("请在每一项前写 “- ”。"))
            return []
        for index, node in enumerate(self.items(key)):
            path = self._path(f"{key}[{index}]")
            if plain and not isinstance(node.value, list | dict):
                found.append(Cursor(Node(node.line, {plain: node}), self.file, path, self.findings))
            elif isinstance(node.value, dict):
                found.append(Cursor(node, self.file, path, self.findings))
            else:
                self.findings.fault(Place(self.file, node.line, path), _("这里应当是映射。"))
        return found

    def mapping(self, key: str) -> Cursor | None:
        if not self.has(key):
            return None
        node = self.held[key]
        if not isinstance(node.value, dict):
            self.fault(key, _("这里应当是映射。"))
            return None
        return Cursor(node, self.file, self._path(key), self.findings)

    def skip(self, *keys: str) -> None:
        """Keys that are known and kept for the reader of the file only."""
        self.asked.update(keys)

    def finish(self) -> None:
        for key in self.held:
            if key not in self.asked:
                self.warn(key, _("不认识的键 %(key)s，已忽略。") % {"key": key})
