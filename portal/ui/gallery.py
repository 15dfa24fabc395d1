"""The components as the gallery shows them: what their own comments say, drawn with samples.

Nothing is listed here by hand: a component is a file of templates/components, and what it takes is
what the comment on its first lines says, in Chinese and in English. `portal.ui.samples` has
something to draw most of them with, and says of the rest why they cannot stand alone.
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

from portal.ui.samples import reasons, samples

_COMMENT = re.compile(
    r"\{% comment %\}\s*(?P<zh>[^A-Za-z].*?。)\s+(?P<en>[A-Z].*?)\s*"
    r"Variables: (?P<variables>.*?)\s*\{%"
)
_GALLERY = "design/gallery.html"
_INCLUDED = re.compile(r'\{% include "components/([a-z_]+)\.html"')
_FIRST_HEADING = re.compile(r"<h1\b")


@dataclass(frozen=True)
class Component:
    """One file: its name, what it is for, what it takes, and the pages that use it.

    `purpose` is a pair for `|said`: Chinese, English. The gallery itself does not count as a page.
    """

    name: str
    purpose: tuple[str, str]
    variables: str
    used_in: tuple[str, ...]


@dataclass(frozen=True)
class Drawn:
    component: Component
    pictures: tuple[SafeString, ...]
    why_not: str
    """Why there is no picture; empty if there is one."""


@cache
def components() -> tuple[Component, ...]:
    """Every component, by name. One without a documented first line is an error of ours."""
    folder = _templates() / "components"
    return tuple(_read(path) for path in sorted(folder.glob("*.html")))


def drawn(request: HttpRequest, shared: dict[str, Any]) -> Iterator[Drawn]:
    """Each component with its samples, in the look that `shared` asks for."""
    known, not_alone = samples(), reasons()
    for component in components():
        pictures = tuple(
            _among_others(
                render_to_string(f"components/{component.name}.html", {**shared, **each}, request)
            )
            for each in known.get(component.name, ())
        )
        yield Drawn(component, pictures, not_alone.get(component.name, ""))


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
        raise ValueError(
            f"{path.name} must begin with a comment: Chinese, English, then its variables."
        )
    purpose = (said["zh"], said["en"])
    return Component(path.stem, purpose, said["variables"], _users().get(path.stem, ()))


@cache
def _users() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for path in sorted(_templates().rglob("*.html")):
        if path == _templates() / _GALLERY:
            continue
        for name in sorted(set(_INCLUDED.findall(path.read_text("utf-8")))):
            found.setdefault(name, []).append(path.relative_to(_templates()).as_posix())
    return {name: tuple(pages) for name, pages in found.items()}


def _templates() -> Path:
    return Path(settings.CHECKOUT) / "templates"
