"""What the stylesheet says its colours are, read from the stylesheet itself, and how they contrast.

The formula is that of WCAG 2.2 (relative luminance, contrast ratio). A colour token is one line of
portal.css with a value for each of the four schemes; this module knows no colour of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

STYLESHEET = Path(__file__).parent / "static" / "portal" / "portal.css"
SCHEMES = ("day", "night", "day-more", "night-more")
"""Light, dark, and both with more contrast: the switches of the colour lines."""

TEXT, EDGE = 4.5, 3.0
"""AA: running text (1.4.3); edges of inputs, focus, and what else must be seen (1.4.11)."""
TEXT_MORE = 7.0
"""AAA, asked of text where the reader asked for more contrast."""

_COLOUR_LINE = re.compile(
    r"^\s*--([\w-]+):\s*((?:var\(--[\w-]+, #[0-9a-f]{6}\) ?){4});", re.MULTILINE
)
_VALUE = re.compile(r"var\(--([\w-]+), (#[0-9a-f]{6})\)")


class Pair(NamedTuple):
    """One colour seen on another, and what it is there: text, or an edge."""

    above: str
    below: str
    is_text: bool = True


GROUNDS = ("paper", "sheet", "celadon-tint", "seal-tint", "amber-tint", "leaf-tint")
PAIRS = (
    *(Pair(text, ground) for ground in GROUNDS for text in ("ink", "ink-2", "celadon-2")),
    *(Pair(text, ground) for ground in ("paper", "sheet") for text in ("ink-3", "celadon")),
    *(Pair(text, ground) for ground in ("paper", "sheet") for text in ("seal", "seal-2")),
    *(Pair(text, ground) for ground in ("paper", "sheet") for text in ("amber", "leaf")),
    Pair("seal-2", "seal-tint"),
    Pair("amber", "amber-tint"),
    Pair("leaf", "leaf-tint"),
    Pair("on-celadon", "celadon"),
    Pair("on-celadon", "celadon-2"),
    Pair("on-seal", "seal"),
    Pair("on-seal", "seal-2"),
    Pair("paper", "ink"),
    *(Pair("edge", ground, is_text=False) for ground in ("paper", "sheet")),
    *(Pair(mark, "seal-tint", is_text=False) for mark in ("seal", "edge")),
    Pair("celadon", "celadon-tint", is_text=False),
    Pair("focus", "focus-ring", is_text=False),
)


_SIZE = re.compile(r"--([\w-]+): ((?:[^;()]|\([^()]*\))+);")
SIZES = {
    "type": r"step-.+|leading.*",
    "space": r"s\d",
    "edges": r"radius.*|stroke|bar",
    "targets": r"target.*",
    "widths": r"measure|page",
    "motion": r"quick|slow",
}
"""Groups of tokens that are no colours, by the names of their tokens."""


class Size(NamedTuple):
    """A token that is no colour: its value, and the one of large print where it has another."""

    name: str
    value: str
    large: str


@dataclass(frozen=True)
class Colour:
    """A colour token and its value in each scheme."""

    name: str
    values: dict[str, str]


@cache
def colours() -> dict[str, Colour]:
    """Every colour token of the stylesheet, in its order."""
    found = {}
    for name, line in _COLOUR_LINE.findall(STYLESHEET.read_text("utf-8")):
        found[name] = Colour(name, dict(_VALUE.findall(line)))
    return found


@cache
def sizes() -> dict[str, tuple[Size, ...]]:
    """Type, space, edges, targets, widths and motion, each in the order of the stylesheet."""
    text = STYLESHEET.read_text("utf-8")
    layer = text[text.index("@layer tokens {") : text.index("@layer base {")]
    plain, _, large = layer.partition(".large-print {")
    other = dict(_SIZE.findall(large[: large.index("}")]))
    values = {name: value for name, value in _SIZE.findall(plain) if "var(" not in value}
    return {
        group: tuple(
            Size(name, value, other.get(name, ""))
            for name, value in values.items()
            if re.fullmatch(pattern, name)
        )
        for group, pattern in SIZES.items()
    }


def contrast(one: str, other: str) -> float:
    """1 (the same) to 21 (black on white), for colours written #rrggbb."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def contrast_of(pair: Pair, scheme: str) -> float:
    known = colours()
    return contrast(known[pair.above].values[scheme], known[pair.below].values[scheme])


def bar_colours(theme: str) -> tuple[tuple[str, str], ...]:
    """What a phone draws around the page, as (media, colour): that of the header's ground."""
    sheet = colours()["sheet"].values
    if theme == "light":
        return (("", sheet["day"]),)
    if theme == "dark":
        return (("", sheet["night"]),)
    return (
        ("(prefers-color-scheme: light)", sheet["day"]),
        ("(prefers-color-scheme: dark)", sheet["night"]),
    )


def least(pair: Pair, scheme: str) -> float:
    """What the pair must reach in this scheme."""
    if not pair.is_text:
        return EDGE
    return TEXT_MORE if scheme.endswith("-more") else TEXT


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
