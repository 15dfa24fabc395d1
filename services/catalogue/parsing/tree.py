"""YAML as a tree that remembers its lines, built from events so that hostile files stay harmless.

No tags, no objects, no recursion: depth and size are limited, and what an alias repeats counts as
often as it is repeated (a "billion laughs" file is refused, an ordinary anchor is not).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml
from django.utils.translation import gettext as _
from yaml.resolver import Resolver

from portal.yaml_text import LOADER

DEEPEST = 40
MOST_NODES = 1_000_000
Scalar = str | int | float | bool | None

_PLAIN: Any = Resolver()
_CONSTRUCT = yaml.constructor.SafeConstructor()


@dataclass(slots=True)
class Node:
    """`value` is a scalar, a list of nodes, or a dictionary of nodes; `line` counts from 1."""

    line: int
    value: Scalar | list[Node] | dict[str, Node]
    size: int = 1
    raw: str = ""
    """A scalar as it is written: `010` and `12:30` are numbers to YAML, but texts to an editor."""
    pending_key: str | None = None
    doubles: list[tuple[str, int]] = field(default_factory=list)
    """Keys that a mapping has twice, with their lines."""


class Malformed(Exception):
    """The text is not usable YAML; `line` is 0 where the whole file is meant."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


def read_tree(text: str) -> Node | None:
    """The first document, or None when the text holds nothing. Raises Malformed."""
    try:
        return _Builder().build(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        message = _("YAML 语法有误：%(problem)s。") % {"problem": error.problem or error.context}
        raise Malformed(message, line) from error
    except yaml.YAMLError as error:
        raise Malformed(_("YAML 无法读取：%(problem)s。") % {"problem": error}) from error


class _Builder:
    def __init__(self) -> None:
        self.stack: list[Node] = []
        self.anchors: list[tuple[str | None, Node]] = []
        self.named: dict[str, Node] = {}
        self.root: Node | None = None
        self.nodes = 0

    def build(self, text: str) -> Node | None:
        for event in yaml.parse(text, Loader=LOADER):
            line = event.start_mark.line + 1 if event.start_mark else 0
            if isinstance(event, yaml.ScalarEvent):
                self._add(Node(line, _scalar(event, line), raw=str(event.value)), event.anchor)
            elif isinstance(event, yaml.SequenceStartEvent):
                self._open(Node(line, []), event.anchor, event.tag)
            elif isinstance(event, yaml.MappingStartEvent):
                self._open(Node(line, {}), event.anchor, event.tag)
            elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                self._close()
            elif isinstance(event, yaml.AliasEvent):
                self._repeat(event.anchor or "", line)
            elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
                raise Malformed(_("文件里有不止一个 YAML 文档。请只保留一个。"), line)
        return self.root

    def _open(self, node: Node, anchor: str | None, tag: str | None) -> None:
        _refuse_tag(tag, node.line)
        if len(self.stack) >= DEEPEST:
            raise Malformed(_("嵌套超过 %(n)s 层。") % {"n": DEEPEST}, node.line)
        self.stack.append(node)
        self.anchors.append((anchor, node))

    def _close(self) -> None:
        node = self.stack.pop()
        anchor, _node = self.anchors.pop()
        self._add(node, anchor, is_counted=True)

    def _repeat(self, anchor: str, line: int) -> None:
        node = self.named.get(anchor)
        if node is None:
            raise Malformed(
                _("别名 *%(name)s 没有定义，或者包含了它自己。") % {"name": anchor}, line
            )
        self._count(node.size, line)
        self._add(node, None, is_counted=True, line=line)

    def _count(self, size: int, line: int) -> None:
        self.nodes += size
        if self.nodes > MOST_NODES:
            raise Malformed(_("内容展开后超过 %(n)s 项。") % {"n": MOST_NODES}, line)

    def _add(
        self, node: Node, anchor: str | None, *, is_counted: bool = False, line: int = 0
    ) -> None:
        if not is_counted or not line:
            self._count(1, node.line)
        if anchor:
            self.named[anchor] = node
        if not self.stack:
            self.root = node
            return
        holder = self.stack[-1]
        holder.size += node.size
        if isinstance(holder.value, list):
            holder.value.append(node)
        elif isinstance(holder.value, dict):
            self._into_mapping(holder, holder.value, node, line or node.line)

    def _into_mapping(self, holder: Node, held: dict[str, Node], node: Node, line: int) -> None:
        if holder.pending_key is None:
            if isinstance(node.value, list | dict):
                raise Malformed(_("键不能是列表或映射。"), line)
            holder.pending_key = word(node)
            if holder.pending_key in held:
                holder.doubles.append((holder.pending_key, line))
            return
        held[holder.pending_key] = node
        holder.pending_key = None


def word(node: Node) -> str:
    """A scalar as the text its author meant: YAML reads a bare yes or no as a truth value."""
    if isinstance(node.value, bool):
        return "yes" if node.value else "no"
    return "" if node.value is None else node.raw


def _refuse_tag(tag: str | None, line: int) -> None:
    if tag not in (None, "!"):
        raise Malformed(_("不支持 YAML 标签 %(tag)s。请去掉它。") % {"tag": tag}, line)


def _scalar(event: yaml.ScalarEvent, line: int) -> Scalar:
    _refuse_tag(event.tag, line)
    if event.style:  # quoted, or a block: always text
        return str(event.value)
    tag: str = _PLAIN.resolve(yaml.ScalarNode, event.value, (True, False))
    node = yaml.ScalarNode(tag, event.value)
    kind = str(tag).rpartition(":")[2]
    try:
        if kind == "bool":
            return bool(_CONSTRUCT.construct_yaml_bool(node))
        if kind == "int":
            return int(_CONSTRUCT.construct_yaml_int(node))
        if kind == "float":
            return float(_CONSTRUCT.construct_yaml_float(node))
    except ValueError:  # such as a number of five thousand digits
        kind = "str"
    return None if kind == "null" else str(event.value)
