"""What a key does that stands on a thing (portal.js)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from portal.embedded.venv import CHECKOUT

SCRIPT = (CHECKOUT / "portal/ui/static/portal/portal.js").read_text("utf-8")
SETTLED = 450
PAGE = """
<!doctype html><html lang="en"><title>Keys</title><body data-shortcuts="on">
<details><summary data-key="R">Refuse</summary><button data-key="X">Issue</button></details>
<button data-key="F9">Accept</button>
<button data-key="W" data-sure>Withdraw</button>
<input id="words">
<form data-scan><input name="scan"></form>
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
    browser_page.wait_for_timeout(SETTLED)
    return browser_page


def pressed(page: Page, *keys: str) -> list[str]:
    """As a hand presses them: with a pause after each."""
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(150)
    return page.evaluate("window.pressed")


def test_a_key_presses_what_bears_it(page):
    assert pressed(page, "F9") == ["Accept"]


def test_what_cannot_be_taken_back_wants_enter_as_well(page):
    assert pressed(page, "w") == []
    assert pressed(page, "Enter") == ["Withdraw"]


def test_what_is_folded_away_is_not_pressed(page):
    assert pressed(page, "x") == []
    assert pressed(page, "r", "x") == ["Issue"]


def test_what_a_reader_types_presses_nothing(page):
    """A licence's code holds letters that are shortcuts, and a reader ends with Enter."""
    page.evaluate("document.querySelector('form').onsubmit = () => false")
    page.keyboard.type("Rw9xW_acceptF", delay=4)
    page.wait_for_timeout(150)
    assert page.evaluate("window.pressed") == []
    assert page.input_value("[name=scan]") == "Rw9xW_acceptF"


def test_a_key_that_is_held_presses_once(page):
    page.keyboard.down("F9")
    page.keyboard.down("F9")
    page.keyboard.down("F9")
    assert page.evaluate("window.pressed") == ["Accept"]


def test_letters_are_typed_where_people_type(page):
    page.locator("#words").focus()
    assert pressed(page, "w", "x", "Enter") == []
    assert page.input_value("#words") == "wx"


def test_single_characters_can_be_switched_off(page):
    page.evaluate("document.body.dataset.shortcuts = 'off'")
    assert pressed(page, "w", "Enter", "r", "x") == []
    assert pressed(page, "F9") == ["Accept"]


AT_ONCE = """
;document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "F9", bubbles: true}));
document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "F10", bubbles: true}));
"""
"""Keys that come in the moment in which the page appears."""


def test_the_second_press_of_a_key_does_nothing_on_the_next_page_of_the_desk(browser_page):
    at_desk = PAGE.replace('name="scan"', 'name="scan" data-key="F10"')
    browser_page.set_content(at_desk)
    browser_page.add_script_tag(content=SCRIPT + AT_ONCE)
    assert browser_page.evaluate("[window.pressed, document.activeElement.name]") == [[], "scan"]
    browser_page.wait_for_timeout(SETTLED)
    assert pressed(browser_page, "F9") == ["Accept"]


def test_elsewhere_keys_work_from_the_first_moment(browser_page):
    browser_page.set_content(PAGE.replace("data-scan", ""))
    browser_page.add_script_tag(content=SCRIPT + AT_ONCE)
    assert browser_page.evaluate("window.pressed") == ["Accept"]
