"""How much of a page goes over the wire before it is seen: HTML, styles and scripts, packed."""

from __future__ import annotations

import gzip
import re
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders

LINKED = re.compile(
    r'<link rel="(?:stylesheet|icon)" href="/static/([^"?]+)|<script[^>]* src="/static/([^"?]+)'
)
LIVE = re.compile(r'<script[^>]* data-live="/static/([^"?]+)')
ASKS = re.compile(r"\shx-(?:get|post)=")
BUDGET = 100 * 1024
"""Bytes, without pictures."""


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 6))


@lru_cache
def _of_file(name: str) -> int:
    found = finders.find(name)
    assert found, f"{name} is linked and not there"
    return packed(Path(found).read_bytes())


def linked(html: str) -> list[str]:
    """Style sheets, scripts and the icon that a page asks for, each once."""
    names = [style or script for style, script in LINKED.findall(html)]
    if ASKS.search(html):  # portal.js fetches it then, and only then
        names += LIVE.findall(html)
    return list(dict.fromkeys(names))


def weight(html: str) -> dict[str, int]:
    """Bytes by kind, with an empty cache."""
    kinds = {"html": packed(html.encode()), "css": 0, "js": 0, "icon": 0}
    for name in linked(html):
        kind = name.rpartition(".")[2]
        kinds["icon" if kind == "svg" else kind] += _of_file(name)
    return kinds
