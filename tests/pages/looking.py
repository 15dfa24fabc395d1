"""What is wrong with a page that stands in the browser: for those who cannot see it, or hardly."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.pages.showing import DESK, NARROW

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
EVERYTHING = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},  # axe leaves this one out unless it is named
    "resultTypes": ["violations"],
}
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
"""The dark scheme changes colours and nothing else."""
LARGE_TEXT = 24
"""Headings stand in proportion to the window as well, and grow less."""
SIZES = """
() => [...document.querySelectorAll("h1, main p, main li, main td, main label, main button")]
  .slice(0, 30).map(each => parseFloat(getComputedStyle(each).fontSize))
"""
WIDTH = "document.documentElement.scrollWidth"
STICKING_OUT = """
() => [...document.querySelectorAll("main *, header *, footer *")].filter(each => {
  const box = each.getBoundingClientRect();
  if (!box.width || box.right <= innerWidth + 1) return false;
  for (let up = each.parentElement; up; up = up.parentElement)
    if (getComputedStyle(up).overflowX !== "visible") return false;
  return true;
}).slice(0, 3).map(each => each.outerHTML.slice(0, 120))
"""
CUT = """
() => [...document.querySelectorAll("body *")].filter(each => {
  const style = getComputedStyle(each);
  const box = each.getBoundingClientRect();
  if (box.width < 4 || box.height < 4 || style.clipPath !== "none") return false;
  const hides = way => way === "hidden" || way === "clip";
  const wide = hides(style.overflowX) && each.scrollWidth > each.clientWidth + 1;
  const high = hides(style.overflowY) && each.scrollHeight > each.clientHeight + 1;
  return (wide || high) && each.innerText && each.innerText.trim() !== "";
}).slice(0, 3).map(each => each.outerHTML.slice(0, 120))
"""
"""Elements that hide a part of their own text."""


def violations(page: Page, options: dict) -> dict[str, list[str]]:
    """Rule → the elements that break it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)  # half a megabyte to read: once for each page, not for each look
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return {
        each["id"]: [f"{node['target'][0]} {node['html'][:160]}" for node in each["nodes"]]
        for each in found
    }


def dark_violations(page: Page) -> dict[str, list[str]]:
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found = violations(page, COLOURS)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    return {f"dark: {rule}": nodes for rule, nodes in found.items()}


def too_wide(page: Page) -> dict[str, list[str]]:
    """At 320 px a page scrolls in one direction only; a wide table scrolls in its own region."""
    page.set_viewport_size(NARROW)
    extra = page.evaluate(WIDTH) - NARROW["width"]
    found = {f"{extra} px too wide at 320 px": page.evaluate(STICKING_OUT)} if extra > 0 else {}
    page.set_viewport_size(DESK)
    return found


def cut_off(page: Page) -> dict[str, list[str]]:
    """In a browser set to text of twice the size everything is there to read, and is that size."""
    settings = page.context.new_cdp_session(page)
    before = page.evaluate(SIZES)
    settings.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    after = page.evaluate(SIZES)
    found = {}
    kept = [
        f"{was} → {now} px"
        for was, now in zip(before, after, strict=True)
        if now < was * (1.9 if was < LARGE_TEXT else 1.4)
    ]
    if kept:
        found["does not grow with the browser's own size"] = kept[:3]
    extra = page.evaluate(WIDTH) - DESK["width"]
    if extra > 0:
        found[f"{extra} px too wide at 200 %"] = page.evaluate(STICKING_OUT)
    if cut := page.evaluate(CUT):
        found["cut off at 200 %"] = cut
    settings.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})
    settings.detach()
    return found
