"""The components as the gallery shows them: what their own comments say, drawn with samples.

Nothing is listed here by hand: a component is a file of templates/components, and what it takes is
what the comment on its first line says. `portal.ui.samples` has something to draw most of them
with; of the rest the gallery says where they are used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from portal.ui.samples import samples

_COMMENT = re.compile(r"\{% comment %\}\s*(?P<purpose>.*?)\s*Variables: (?P<variables>.*?)\s*\{%")
_INCLUDED = re.compile(r'\{% include "components/([a-z_]+)\.html"')
_FIRST_HEADING = re.compile(r"<h1\b")


@dataclass(frozen=True)
class Component:
    """One file: its name, what it is for, what it takes, and the pages that use it."""

    name: str
    purpose: str
    variables: str
    used_in: tuple[str, ...]


@dataclass(frozen=True)
class Drawn:
    component: Component
    pictures: tuple[SafeString, ...]


@cache
def components() -> tuple[Component, ...]:
    """Every component, by name. One without a documented first line is an error of ours."""
    folder = _templates() / "components"
    return tuple(_read(path) for path in sorted(folder.glob("*.html")))


def drawn(request: HttpRequest, shared: dict[str, Any]) -> Iterator[Drawn]:
    """Each component with its samples, in the look that `shared` asks for."""
    known = samples()
    for component in components():
        pictures = tuple(
            _among_others(
                render_to_string(f"components/{component.name}.html", {**shared, **each}, request)
            )
            for each in known.get(component.name, ())
        )
        yield Drawn(component, pictures)


def _among_others(picture: str) -> SafeString:
    """A page has one first heading and no list items without a list, the gallery too."""
    picture = _FIRST_HEADING.sub(r'<h3 class="as-h1"', picture).replace("</h1>", "</h3>")
    if picture.lstrip().startswith("<li"):
        picture = f'<ul class="sheet flush">{picture}</ul>'
    return SafeString(picture)


def _read(path: Path) -> Component:
    text = " ".join(path.read_text("utf-8").split())
    said = _COMMENT.match(text)
    if said is None:
        raise ValueError(f"{path.name} does not begin with a comment that names its variables.")
    return Component(path.stem, said["purpose"], said["variables"], _users().get(path.stem, ()))


@cache
def _users() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for path in sorted(_templates().rglob("*.html")):
        for name in sorted(set(_INCLUDED.findall(path.read_text("utf-8")))):
            found.setdefault(name, []).append(path.relative_to(_templates()).as_posix())
    return {name: tuple(pages) for name, pages in found.items()}


def _templates() -> Path:
    return Path(settings.CHECKOUT) / "templates"
