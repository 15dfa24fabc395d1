"""What is folded away is found: by its address, on paper, and without scripts one tap away."""

from __future__ import annotations

PHONE = {"width": 375, "height": 740}


def _is_open(me, key: str) -> bool:
    return me.page.eval_on_selector(f"#{key}", "each => each.open")


def test_an_address_opens_the_section_it_names(somebody):
    me = somebody()
    me.go("/things/P10/#fees")
    assert _is_open(me, "fees")
    assert not _is_open(me, "time")
    me.page.click(".toc summary")
    me.page.click('.toc a[href="#time"]')
    me.page.wait_for_function("document.getElementById('time').open")
    assert "个工作日" in me.page.inner_text("#time")


def test_the_same_address_pressed_again_opens_it_again(somebody):
    me = somebody()
    me.go("/things/P10/#fees")
    me.page.click("#fees > summary")
    assert not _is_open(me, "fees")
    me.page.click(".toc > summary")
    me.page.click('.toc a[href="#fees"]')
    me.page.wait_for_function("document.getElementById('fees').open")


def test_paper_shows_all_of_it_and_the_screen_is_as_it_was(somebody):
    me = somebody()
    me.go("/things/P10/")
    folded = "document.querySelectorAll('main .opens:not([open])').length"
    before = me.page.evaluate(folded)
    assert before > 30
    me.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert me.page.evaluate(folded) == 0
    me.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert me.page.evaluate(folded) == before


def test_without_scripts_the_line_stands_at_its_address(somebody):
    me = somebody(with_javascript=False)
    me.page.set_viewport_size(PHONE)
    me.go("/things/P10/#fees")
    box = me.page.locator("#fees > summary").bounding_box()
    assert 0 <= box["y"] < PHONE["height"]
    me.page.click("#fees > summary")
    assert "元" in me.page.inner_text("#fees")


def test_the_guide_fits_a_few_screens_of_a_phone(somebody):
    me = somebody()
    me.page.set_viewport_size(PHONE)
    me.go("/things/P10/")
    assert me.page.evaluate("document.documentElement.scrollHeight") < 5000
