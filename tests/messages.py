"""Every text of the portal that is to be translated, found without the gettext programs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.utils.translation.template import templatize

CHECKOUT = Path(__file__).parent.parent
PACKAGES = ("portal", "services", "materials", "datasharing", "windows")
# Which arguments of a call hold the context, the text and its plural.
PLACES = {
    "gettext": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
_STRING = r"""(?:u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(
    rf"(?<!\w)(npgettext|pgettext|ngettext|gettext|_)\(\s*({_STRING}(?:\s*,\s*{_STRING})*)"
)


class Message(NamedTuple):
    context: str
    text: str
    plural: str = ""


class NotConstant(Exception):
    """A text that is put together before it is translated: nobody can look it up."""


def all_messages() -> dict[Message, str]:
    """Each message with the file where it was found first."""
    found: dict[Message, str] = {}
    for folder in PACKAGES:
        for source in sorted((CHECKOUT / folder).rglob("*.py")):
            for message in in_python(source.read_text(), str(source)):
                found.setdefault(message, str(source.relative_to(CHECKOUT)))
    for source in sorted(CHECKOUT.glob("**/templates/**/*.html")):
        if "tests" not in source.parts and ".venv" not in source.parts:
            for message in in_template(source.read_text(), str(source)):
                found.setdefault(message, str(source.relative_to(CHECKOUT)))
    return found


def in_python(source: str, name: str = "") -> Iterator[Message]:
    tree = ast.parse(source, name)
    called = _names(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        said = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
        kind = called.get(said)
        if kind is None:
            continue
        texts = [_constant(node.args, place, name) for place in PLACES[kind]]
        yield Message(*(text or "" for text in texts))


def in_template(source: str, name: str = "") -> Iterator[Message]:
    for kind, arguments in _CALL.findall(templatize(source, origin=name)):
        texts = [ast.literal_eval(text) for text in re.findall(_STRING, arguments)]
        places = PLACES["gettext" if kind == "_" else kind]
        yield Message(*("" if place is None else texts[place] for place in places))


def _names(tree: ast.Module) -> dict[str, str]:
    """What the functions of django.utils.translation are called in this module."""
    return {
        alias.asname or alias.name: alias.name.removesuffix("_lazy")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name.removesuffix("_lazy") in PLACES
    }


def _constant(arguments: list[ast.expr], place: int | None, name: str) -> str | None:
    if place is None:
        return None
    node = arguments[place]
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        raise NotConstant(f"{name}:{node.lineno}")
    return node.value
