"""Where the blocks of a page stand: what a person would notice at once if it moved."""

from __future__ import annotations

from playwright.sync_api import Page

WIDTHS = (375, 1280)
ACROSS, DOWN, DOWN_SHARE = 12, 48, 0.15
"""Pixels that a block may move or grow: across the page, down the page, or this share of it. Fonts
differ from machine to machine; what they change is how high a text stands, not where a column is.
"""
BLOCKS = """
() => [...document.querySelectorAll("header, nav, main, h1, main > *, aside, footer")]
  .filter(each => each.getBoundingClientRect().width > 1).slice(0, 20).map(each => {
    const box = each.getBoundingClientRect();
    const name = each.tagName.toLowerCase() + [...each.classList].map(one => "." + one).join("");
    return [name, ...[box.left, box.top + scrollY, box.width, box.height].map(Math.round)];
  })
"""
Block = list  # name, left, top, width, height


def blocks(page: Page, width: int) -> list[Block]:
    page.set_viewport_size({"width": width, "height": 900})
    return page.evaluate(BLOCKS)


def moved(known: list[Block], now: list[Block]) -> list[str]:
    """What is new, gone or somewhere else, in words."""
    names = [[block[0] for block in each] for each in (known, now)]
    if names[0] != names[1]:
        return [f"The blocks were {names[0]}", f"and are {names[1]}"]
    return [
        f"{was[0]}: {label} was {was[place]} px and is {is_now[place]} px"
        for was, is_now in zip(known, now, strict=True)
        for place, label in enumerate(("left", "top", "width", "height"), start=1)
        if abs(was[place] - is_now[place]) > _may_differ(label, was[place])
    ]


def _may_differ(label: str, size: int) -> float:
    return ACROSS if label in ("left", "width") else max(DOWN, DOWN_SHARE * size)
