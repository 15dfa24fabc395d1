"""A reader of English, from the home page to the plan."""

from __future__ import annotations

import re

from tests.journeys.person import Person

CHINESE = re.compile(r"[\u4e00-\u9fff]")
NOT_IN_CHINESE = """
() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const place = walk.currentNode.parentElement;
    if (!place.closest('[lang^="zh"], script, style, noscript')) found.push(walk.currentNode.data);
  }
  return [document.title, ...found];
}
"""
ANSWERS = (
    "Yes: transfer with the mortgage",
    "With a bank loan",
    "Yes",
    "Yes",
    "No",
    "Water",
    "Yes",
)


def test_no_chinese_from_the_home_page_to_the_plan(somebody):
    me = somebody()
    me.go("/")
    english = me.page.locator("header").get_by_role("button", name="English")
    with me.page.expect_navigation():
        english.click()
    _all_english(me)
    assert me.page.locator("html").get_attribute("lang") == "en"
    me.fill(q="house transfer")
    me.page.keyboard.press("Enter")
    me.page.wait_for_url("**/things/**")
    me.look()
    _all_english(me)
    me.follow("Transferring a second-hand home", exact=False)
    _all_english(me)
    me.go("/things/P10/questions/")
    for answer in ANSWERS:
        _all_english(me)
        me.choose(answer)
        with me.page.expect_navigation():
            me.page.locator("main form button.button").click()
        me.look()
    assert me.path == "/things/P10/plan/"
    _all_english(me)


def _all_english(me: Person) -> None:
    """Names of laws stay Chinese and say so by their `lang`."""
    texts = me.page.evaluate(NOT_IN_CHINESE)
    assert [text.strip() for text in texts if CHINESE.search(text)] == []
