"""What is wrong with a page: a small reader of HTML for the rules that every page keeps."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

NOT_TYPED_INTO = ("hidden", "submit", "button", "image", "reset")
LEFTOVERS = re.compile(r"\{\{|\{%|%\(\w+\)|\bNone\b|\bundefined\b|Text\(|<[A-Z]\w+: |object at 0x")
"""Placeholders and Python that a template forgot to say properly."""


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.count: Counter[str] = Counter()
        self.ids: Counter[str] = Counter()
        self.labelled: set[str] = set()
        self.controls: list[tuple[str, str]] = []
        self.lang = ""
        self.title = ""
        self.text: list[str] = []
        self.stack: list[str] = []
        self.form: dict[str, object] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.count[tag] += 1
        self.stack.append(tag)
        if "id" in given:
            self.ids[given["id"]] += 1
        if tag == "html":
            self.lang = given.get("lang", "")
        if tag == "style" or (tag == "script" and "src" not in given):
            self.faults.append(f"inline <{tag}>")
        for name, value in given.items():
            if name == "style" or name.startswith("on"):
                self.faults.append(f"inline {name} on <{tag}>")
            if LEFTOVERS.search(value) and name != "hx-headers":
                self.faults.append(f"left over in {name}: {value!r}")
        self._control(tag, given)
        self._form(tag, given)
        if tag == "img" and "alt" not in given:
            self.faults.append("<img> without alt")
        if tag == "a":
            self._link(given.get("href", ""))

    def _control(self, tag: str, given: dict[str, str]) -> None:
        if tag == "label" and "for" in given:
            self.labelled.add(given["for"])
        is_typed = tag == "input" and given.get("type", "text") not in NOT_TYPED_INTO
        if is_typed or tag in ("select", "textarea"):
            is_said = (
                "label" in self.stack or given.get("aria-label") or given.get("aria-labelledby")
            )
            if not is_said:
                self.controls.append((given.get("id", ""), given.get("name", "")))

    def _form(self, tag: str, given: dict[str, str]) -> None:
        if tag == "form":
            method = given.get("method", "get").lower()
            self.form = {"action": given.get("action", ""), "needs": method == "post"}
        if tag == "input" and given.get("name") == "csrfmiddlewaretoken" and self.form:
            self.form["needs"] = False

    def _link(self, href: str) -> None:
        parts = urlsplit(href)
        if not href or parts.scheme == "javascript":
            self.faults.append(f"a link that leads nowhere: {href!r}")
        elif (
            not parts.scheme
            and parts.path.startswith("/")
            and not parts.path.startswith("/static/")
        ):
            try:
                resolve(parts.path)
            except Resolver404:
                self.faults.append(f"a link that leads nowhere: {href!r}")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.form:
            if self.form["needs"]:
                self.faults.append(f"a form without CSRF token: {self.form['action']}")
            self.form = None
        if tag in self.stack:
            while self.stack.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if "title" in self.stack and "svg" not in self.stack:
            self.title += data
        elif "script" not in self.stack:
            self.text.append(data)


def faults_of(page: str, *, lang: str) -> list[str]:
    """Every fault once, in the order found."""
    reader = Reader()
    reader.feed(page)
    faults = reader.faults
    if reader.lang != lang:
        faults.append(f"lang is {reader.lang!r}, not {lang!r}")
    if reader.count["h1"] != 1:
        faults.append(f"{reader.count['h1']} <h1>")
    if reader.title.partition("·")[0].strip() == "":
        faults.append("no title of its own")
    faults += [f"id {name!r} stands twice" for name, times in reader.ids.items() if times > 1]
    faults += [
        f"no label for {name or id_!r}"
        for id_, name in reader.controls
        if id_ not in reader.labelled
    ]
    faults += [f"left over: {text.strip()!r}" for text in reader.text if LEFTOVERS.search(text)]
    return list(dict.fromkeys(faults))
