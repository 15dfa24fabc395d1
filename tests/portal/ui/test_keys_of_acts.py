"""What a key does that stands on a thing (portal.js)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from portal.embedded.venv import CHECKOUT

SCRIPT = (CHECKOUT / "portal/ui/static/portal/portal.js").read_text("utf-8")
PAGE = """
<!doctype html><html lang="en"><title>Keys</title><body data-shortcuts="on">
<details><summary data-key="R">Refuse</summary><button data-key="X">Issue</button></details>
<button data-key="F9">Accept</button>
<button data-key="W" data-sure>Withdraw</button>
<input id="words">
<script>
  window.pressed = [];
  for (const each of document.querySelectorAll("button"))
    each.addEventListener("click", () => window.pressed.push(each.textContent));
</script></body></html>
"""


@pytest.fixture
def page(browser_page: Page) -> Page:
    browser_page.set_content(PAGE)
    browser_page.add_script_tag(content=SCRIPT)
    return browser_page


def pressed(page: Page, *keys: str) -> list[str]:
    for key in keys:
        page.keyboard.press(key)
    return page.evaluate("window.pressed")


def test_a_key_presses_what_bears_it(page):
    assert pressed(page, "F9") == ["Accept"]


def test_what_cannot_be_taken_back_wants_enter_as_well(page):
    assert pressed(page, "w") == []
    assert pressed(page, "Enter") == ["Withdraw"]


def test_what_is_folded_away_is_not_pressed(page):
    assert pressed(page, "x") == []
    assert pressed(page, "r", "x") == ["Issue"]


def test_letters_are_typed_where_people_type(page):
    page.locator("#words").focus()
    assert pressed(page, "w", "x", "Enter") == []
    assert page.input_value("#words") == "wx"


def test_single_characters_can_be_switched_off(page):
    page.evaluate("document.body.dataset.shortcuts = 'off'")
    assert pressed(page, "w", "Enter", "r", "x") == []
    assert pressed(page, "F9") == ["Accept"]
