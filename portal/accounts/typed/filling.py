"""What was typed put back into a page that is about to be shown. Pure.

Only the form that was sent is touched, and in it only what a person can change: hidden fields,
buttons, passwords and files stay as the page has them. Everything else is passed on letter by
letter.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

from portal.accounts.typed.sealing import Typed

UNTOUCHED = ("hidden", "submit", "button", "image", "reset", "file", "password")
TICKED = ("checkbox", "radio")

Attributes = list[tuple[str, str | None]]


def fill_in(html: str, typed: Typed, *, page: str, action: str) -> tuple[str, bool]:
    """The page with the values in their places, and whether its form was found."""
    filler = _Filler(typed, page=page, action=action)
    filler.feed(html)
    filler.close()
    return "".join(filler.out), filler.is_found


class _Filler(HTMLParser):
    def __init__(self, typed: Typed, *, page: str, action: str) -> None:
        super().__init__(convert_charrefs=False)
        self.typed, self.page, self.action = typed, page, action
        self.out: list[str] = []
        self.is_found = self.is_inside = False
        self.select: str | None = None
        self.is_skipping = False
        """Inside a text area whose own text was replaced."""

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        given = dict(attrs)
        if tag == "form":
            self.is_inside = self._is_the_form(given)
            self.is_found = self.is_found or self.is_inside
        name = given.get("name") or ""
        whole = self.get_starttag_text() or ""
        if self.is_inside:
            if tag == "select":
                self.select = name if name in self.typed else None
            elif tag == "option" and self.select is not None:
                is_chosen = (given.get("value") or "") in self.typed[self.select]
                whole = _with(tag, given, "selected", is_chosen=is_chosen)
            elif tag == "input":
                whole = self._input(given, name, whole)
            elif tag == "textarea" and name in self.typed:
                self.out += [whole, "\n", escape(self.typed[name][0])]
                self.is_skipping = True
                return
        self.out.append(whole)

    def _input(self, given: dict[str, str | None], name: str, whole: str) -> str:
        kind = (given.get("type") or "text").lower()
        if kind in UNTOUCHED or not name:
            return whole
        if kind in TICKED:
            chosen = self.typed.get(name, [])
            return _with(
                "input", given, "checked", is_chosen=(given.get("value") or "on") in chosen
            )
        if name not in self.typed:
            return whole
        return _tag("input", given | {"value": self.typed[name][0]})

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.is_skipping = False
        elif tag == "select":
            self.select = None
        elif tag == "form":
            self.is_inside = False
        self._pass_on(f"</{tag}>")

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        self._pass_on(data)

    def handle_entityref(self, name: str) -> None:
        self._pass_on(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._pass_on(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self._pass_on(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self._pass_on(f"<!{decl}>")

    def _pass_on(self, text: str) -> None:
        if not self.is_skipping:
            self.out.append(text)

    def _is_the_form(self, given: dict[str, str | None]) -> bool:
        """By where it is sent: its action, what it sends while one types, or the page itself."""
        if (given.get("method") or "get").lower() != "post":
            return False
        sent_to = {urlsplit(given.get("action") or self.page).path}
        sent_to |= {urlsplit(given.get("hx-post") or "").path}
        return self.action in sent_to


def _with(tag: str, given: dict[str, str | None], word: str, *, is_chosen: bool) -> str:
    others = {name: value for name, value in given.items() if name != word}
    return _tag(tag, others | ({word: None} if is_chosen else {}))


def _tag(tag: str, given: dict[str, str | None]) -> str:
    said = (
        f" {name}" if value is None else f' {name}="{escape(value)}"'
        for name, value in given.items()
    )
    return f"<{tag}{''.join(said)}>"


def after_main(html: str, offer: str) -> str:
    """The offer as the first thing of the page's own part."""
    return re.sub(r"<main\b[^>]*>", lambda found: found.group() + offer, html, count=1)
