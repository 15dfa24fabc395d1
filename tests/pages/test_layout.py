"""Key pages stand as they stood: the boxes of their blocks, on a phone and on a desk.

The boxes are kept in layout.json. After a change that is meant, write them anew with
PORTAL_WRITE_LAYOUT=1 and look at the difference (docs/decisions/0060).
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.pages.collecting import Collection, Saved
from tests.pages.layout import WIDTHS, blocks, moved
from tests.pages.showing import shelf

pytestmark = pytest.mark.django_db

FILE = Path(__file__).with_name("layout.json")
WRITE = os.environ.get("PORTAL_WRITE_LAYOUT") == "1"
KEY_PAGES = (
    ("GET /", "anonymous"),
    ("GET /things/<slug:code>/", "anonymous"),
    ("GET /things/<slug:code>/questions/", "anonymous"),
    ("GET /things/<slug:code>/plan/", "anonymous"),
    ("GET /login/", "anonymous"),
    ("GET /my/cases/", "owner"),
    ("GET /cases/<slug:number>/ case=accepted", "owner"),
    ("GET /cases/<slug:number>/form/ case=draft", "owner"),
    ("GET /cases/<slug:number>/materials/ case=draft", "owner"),
    ("GET /desk/", "clerk"),
    ("GET /desk/cases/<slug:number>/ case=submitted", "clerk"),
    ("GET /inbox/", "officer"),
    ("GET /supervision/", "supervisor"),
    ("GET /catalogue/", "editor"),
)


def _page(collection: Collection, door: str, role: str) -> Saved:
    found = [
        page
        for page in collection.in_language("zh-hans")
        if page.door == door and role in page.roles and page.status == 200
    ]
    assert found, f"{door} is not among the pages of {role}."
    return found[0]


def test_key_pages_stand_as_they_stood(collection: Collection, browser: Browser):
    known = {} if WRITE else json.loads(FILE.read_text("utf-8"))
    found: dict[str, dict[str, list]] = {}
    faults = {}
    with shelf(browser, locale="zh-CN") as shown:
        for door, role in KEY_PAGES:
            page = shown.show(_page(collection, door, role))
            name = f"{door} as {role}"
            found[name] = {str(width): blocks(page, width) for width in WIDTHS}
            for width, now in found[name].items():
                if not WRITE and (changes := moved(known[name][width], now)):
                    faults[f"{name} at {width} px"] = changes
    if WRITE:
        lines = ",\n".join(
            f"{json.dumps(name)}: {json.dumps(widths)}" for name, widths in found.items()
        )
        FILE.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")
    assert faults == {}


def test_what_moves_is_told():
    box = ["main", 20, 100, 335, 800]
    assert moved([box], [["main", 26, 140, 340, 900]]) == []
    assert moved([box], [["main", 40, 100, 335, 800]]) == ["main: left was 20 px and is 40 px"]
    assert moved([box], [["main", 20, 100, 335, 1000]]) == [
        "main: height was 800 px and is 1000 px"
    ]
    assert moved([box], [box, ["aside", 0, 0, 10, 10]]) == [
        "The blocks were ['main']",
        "and are ['main', 'aside']",
    ]
