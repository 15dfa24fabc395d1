"""No page breaks a rule of WCAG 2.0 to 2.2, A or AA, that a program can check.

Each page of each role, light and dark; at 320 px nothing scrolls sideways; with text of 200 %
nothing is cut off. The rules of axe are asked of the Chinese pages: both languages come out of one
template. Where words take room, English, which is longer, is looked at as well.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.pages import looking
from tests.pages.collecting import Collection, Saved
from tests.pages.showing import shelf

pytestmark = pytest.mark.django_db

PARTS = 4
"""So that several processes share the pages."""
Faults = dict[str, dict[str, list[str]]]


def _part(pages: list[Saved], part: int) -> list[Saved]:
    ours = [page for page in pages if page.is_ours]
    assert len(ours) > 100, "Where are all the pages?"
    return ours[part::PARTS]


@pytest.mark.parametrize("part", range(PARTS))
def test_chinese_pages(part: int, collection: Collection, browser: Browser):
    faults: Faults = {}
    with shelf(browser, locale="zh-CN") as shown:
        for saved in _part(collection.distinct("zh-hans"), part):
            page = shown.show(saved)
            found = looking.violations(page, looking.EVERYTHING) | looking.dark_violations(page)
            found |= looking.too_wide(page) | looking.cut_off(page)
            if found:
                faults[str(saved)] = found
    assert faults == {}


@pytest.mark.parametrize("part", range(PARTS))
def test_room_for_english(part: int, collection: Collection, browser: Browser):
    faults: Faults = {}
    with shelf(browser, locale="en-GB") as shown:
        for saved in _part(collection.distinct("en"), part):
            page = shown.show(saved)
            if found := looking.too_wide(page) | looking.cut_off(page):
                faults[str(saved)] = found
    assert faults == {}
