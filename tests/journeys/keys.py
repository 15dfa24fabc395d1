"""Somebody who has a keyboard and nothing else. Every key is counted, and every field typed into.

Wherever the focus goes it must be seen, and it must go on: a page on which Tab comes back without
having met what is wanted has hidden it from the keyboard.
"""

from __future__ import annotations

import re
from collections import Counter

from tests.journeys.person import Person

MOST_TABS = 200
SHORTCUT = re.compile(r"F\d+|\w")
HERE = "document.activeElement"
IS_SEEN = """
() => {
  const here = document.activeElement;
  if (!here || here === document.body) return "";
  const shown = here.matches('input[type="radio"], input[type="checkbox"]')
    ? [here, here.closest("label"), here.labels && here.labels[0]] : [here];
  const ring = shown.filter(Boolean).some(each => {
    const style = getComputedStyle(each);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
      || style.boxShadow !== "none";
  });
  const box = (shown.filter(Boolean).pop()).getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.width > 0;
  const fault = ring ? "out of sight" : "no ring";
  return ring && inside ? "" : `${fault}: ${here.outerHTML.slice(0, 160)}`;
}
"""
NAMED = """
([name, value]) => {
  const here = document.activeElement;
  return here.name === name && (value === null || here.value === value);
}
"""
SAID = """
([words, within]) => {
  const here = document.activeElement;
  if (!here.matches("a, button, summary")) return false;
  if (within && !(here.closest("li, tr, .material, form")?.innerText || "").includes(within)) return false;
  return here.innerText.replace(/\\s+/g, " ").trim().startsWith(words);
}
"""  # noqa: E501


class Keys:
    def __init__(self, person: Person) -> None:
        self.person = person
        self.page = person.page
        # From the beginning, or the first key may open the window before anybody catches it.
        self.page.on("filechooser", lambda _chooser: None)
        self.pressed = 0
        self.typed: list[str] = []
        self.by_page: Counter[str] = Counter()
        """Where they were pressed, so that a page that costs more is found at once."""

    def key(self, name: str, *, goes: bool = False) -> None:
        """One key; with `goes` another page opens."""
        self._count(1)
        if SHORTCUT.fullmatch(name):
            self.person.settle()
        if goes:
            with self.page.expect_navigation():
                self.page.keyboard.press(name)
            self.person.look()
        else:
            self.page.keyboard.press(name)

    def _count(self, keys: int) -> None:
        self.pressed += keys
        self.by_page[self.person.path.partition("#")[0]] += keys

    def skip(self) -> None:
        """Past the header, by the link that is there for it.

        Who came by a form that was sent after a skip is past it: the browser keeps the fragment.
        """
        if "#" in self.page.url:
            return
        self.key("Tab")
        assert self.page.evaluate(f"{HERE}.matches('a.skip')"), "The first Tab is the skip link."
        self.key("Enter")

    def to(self, test: str, *what: str | None) -> None:
        """Tab until the focus is there."""
        for _ in range(MOST_TABS):
            if self.page.evaluate(test, list(what)):
                return
            self.key("Tab")
            fault = self.page.evaluate(IS_SEEN)
            assert fault == "", f"{self.person.path}: {fault}"
        raise AssertionError(f"{self.person.path}: Tab never comes to {what}.")

    def follow(self, words: str, *, within: str = "") -> None:
        """A link or a button that opens another page."""
        self.to(SAID, words, within)
        self.key("Enter", goes=True)

    def jump(self, words: str) -> None:
        """A link to another place of the same page."""
        self.to(SAID, words, "")
        self.key("Enter")

    def type(self, name: str, text: str, *, counts: bool = True) -> None:
        """Replaces what stands in the field; each letter is a key."""
        self.to(NAMED, name, None)
        self.key("Control+a")
        self.page.keyboard.type(text)
        self._count(len(text))
        if counts:
            self.typed.append(name)

    def choose(self, name: str, value: str) -> None:
        """One of several: Tab comes to the group, arrows go through it, Space takes the first."""
        self.to(NAMED, name, None)
        if self.page.evaluate(f"{HERE}.tagName") == "SELECT":
            self._go_through(lambda: self.page.evaluate(f"{HERE}.value") == value)
            return
        self._go_through(lambda: self.page.evaluate(NAMED, [name, value]))
        if not self.page.evaluate(f"{HERE}.checked"):
            self.key("Space")

    def _go_through(self, is_there) -> None:
        for _ in range(40):
            if is_there():
                return
            self.key("ArrowDown")
        raise AssertionError(f"{self.person.path}: the arrows never come there.")

    def tick(self, name: str, value: str | None = None) -> None:
        self.to(NAMED, name, value)
        if not self.page.evaluate(f"{HERE}.checked"):
            self.key("Space")

    def hand_over(self, name: str, file: dict) -> None:
        """The browser's own window for files opens with a key, like everything else."""
        self.to(NAMED, name, None)
        with self.page.expect_file_chooser() as chooser:
            self.key("Enter")
        chooser.value.set_files([file])
