"""On a narrow phone, without JavaScript: the menu opens, all fits, and all can be hit."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db(transaction=True)
LEAST = 24
"""CSS pixels, WCAG 2.5.8."""
SMALL_TARGETS = """(least) => [...document.querySelectorAll("a, button, summary, input, select")]
    .filter((each) => each.checkVisibility() && !each.closest(".visually-hidden, .skip"))
    .filter((each) => !each.closest("label") && !each.matches(".skip"))
    .map((each) => [each.textContent.trim(), each.getBoundingClientRect()])
    .filter(([_text, box]) => Math.min(box.width, box.height) < least)
    .map(([text, box]) => `${text} ${box.width}×${box.height}`)"""


@pytest.fixture
def phone(browser, live_server):
    context = browser.new_context(
        locale="zh-CN", viewport={"width": 320, "height": 640}, java_script_enabled=False
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


@pytest.mark.parametrize("view", ["normal", "large"])
def test_the_menu_opens_without_a_script(phone, live_server, view):
    phone.goto(f"{live_server.url}/login/?view={view}")
    ways = phone.locator("header .in-menu nav a")
    assert not ways.first.is_visible()
    phone.locator("header summary").click()
    assert ways.first.is_visible()


@pytest.mark.parametrize("address", ["/", "/login/", "/look/", "/register/", "/design/"])
@pytest.mark.parametrize("view", ["normal", "large"])
def test_nothing_is_wider_than_the_phone_and_all_can_be_hit(browser, live_server, address, view):
    context = browser.new_context(locale="zh-CN", viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{live_server.url}{address}?view={view}")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.evaluate(SMALL_TARGETS, LEAST) == []
    context.close()


def test_a_choice_is_seen(browser, live_server):
    """The tokens really change what is drawn: the ground of the page is that of the scheme."""
    context = browser.new_context(locale="zh-CN", color_scheme="light")
    page = context.new_page()
    grounds = {}
    for theme, contrast in (("light", "system"), ("dark", "system"), ("dark", "more")):
        page.goto(f"{live_server.url}/design/?theme={theme}&contrast={contrast}")
        grounds[theme, contrast] = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.emulate_media(color_scheme="dark")
    page.goto(f"{live_server.url}/login/")
    grounds["device"] = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.emulate_media(media="print")
    grounds["ink"] = page.evaluate("getComputedStyle(document.body).color")
    context.close()
    assert grounds == {
        ("light", "system"): "rgb(250, 248, 244)",
        ("dark", "system"): "rgb(15, 23, 34)",
        ("dark", "more"): "rgb(0, 0, 0)",
        "device": "rgb(15, 23, 34)",
        "ink": "rgb(23, 38, 58)",
    }
