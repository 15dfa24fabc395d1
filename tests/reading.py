"""What a person, or a screen reader, gets to read of a page."""

from __future__ import annotations

import re
from html.parser import HTMLParser

CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+")
_SPOKEN = ("alt", "aria-label", "placeholder", "title", "data-label")
_SILENT = ("script", "style")
_VOID = ("area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr")


class Reader(HTMLParser):
    """Collects text outside scripts and outside elements marked as Chinese."""

    def __init__(self) -> None:
        super().__init__()
        self.language = ""
        self.said: list[str] = []
        self._skipping = 0
        self._open: list[bool] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "html":
            self.language = given.get("lang", "")
        is_skipped = tag in _SILENT or (tag != "html" and given.get("lang") == "zh-Hans")
        if not self._skipping and not is_skipped:
            self.said += [given[name] or "" for name in _SPOKEN if name in given]
        if tag not in _VOID:
            self._open.append(is_skipped)
            self._skipping += is_skipped

    def handle_endtag(self, tag):
        if tag not in _VOID and self._open:
            self._skipping -= self._open.pop()

    def handle_data(self, data):
        if not self._skipping and data.strip():
            self.said.append(data.strip())


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


def chinese_in(page: str, *, allowed: tuple[str, ...] = ()) -> list[str]:
    """The texts of a page that still hold Chinese when the allowed words are taken out."""
    words = sorted(allowed, key=len, reverse=True)
    left = []
    for text in read(page).said:
        rest = text
        for word in words:
            rest = rest.replace(word, "")
        if CHINESE.search(rest):
            left.append(text)
    return left
