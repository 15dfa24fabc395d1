"""The one form in a browser: sections, kept as one goes, gone on with elsewhere."""

from __future__ import annotations

import html
import re

import pytest

from tests.windows import builders as b
from tests.windows.oneform import things
from tests.windows.staff import citizen
from windows.cases.actions import save_form

RIGHT = {
    "f_price": "12",
    "f_phone": "13800138000",
    "f_bank": "工商银行",
    "kid_id_number": things.GIRL,
    "kid_born_on": "2026-01-01",
    "kid_sex": "female",
    "f_note": "",
}
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def case(formed):
    formed.buyer.phone = "13900139000"
    formed.buyer.save(update_fields=["phone"])
    return things.begin(formed)


@pytest.fixture
def me(case):
    return citizen(case.applicant)


def at(case, more="") -> str:
    return f"/cases/{case.number}/form/{more}"


def text(answer) -> str:
    return html.unescape(answer.content.decode())


def marks(page: str) -> str:
    return re.search(r'name="marks" id="marks" value="([^"]*)"', page)[1]


def sections(page: str) -> list[tuple[str, bool]]:
    """(code, is open), in the order of the page."""
    found = re.findall(r'<details class="sheet" id="part-(\w+)"( open)?>', page)
    return [(code, bool(is_open)) for code, is_open in found]


def kept(case) -> dict[str, str]:
    case.refresh_from_db()
    return case.form


def test_the_form_stands_in_sections_and_says_who_filled_in_what(case, me):
    page = text(me.get(at(case)))
    assert sections(page) == [
        ("person", False),
        ("child", True),
        ("sale", True),
        ("payment", True),
        ("other", True),
    ]
    assert "要您填的 4 项 · 要您选的 1 项" in page
    assert "替您填好的 1 项，请看一眼" in page
    assert 'value="13900139000"' in page
    assert '<span class="origin">您登记的信息</span>' in page
    assert page.index('id="part-person"') < page.index('id="field-f_phone"')
    assert page.index('id="field-f_phone"') < page.index('id="part-child"')


def test_a_section_is_kept_by_its_button_and_the_next_one_is_shown(case, me):
    page = text(me.get(at(case)))
    posted = {"f_phone": "13900139000", "f_price": "", "marks": marks(page), "section": "person"}
    answer = me.post(at(case), posted)
    assert (answer.status_code, answer.url) == (302, at(case) + "#part-child")
    assert kept(case) == {"f_phone": "13900139000"}
    again = text(me.get(at(case)))
    assert sections(again)[:2] == [("person", False), ("child", True)]


def test_what_was_typed_in_other_sections_is_kept_too(case, me):
    page = text(me.get(at(case)))
    posted = {"f_phone": "13900139000", "f_price": " 1,200 ", "marks": marks(page)}
    me.post(at(case), posted | {"section": "payment", "f_bank": "工商银行"})
    assert kept(case) == {"f_price": "1200", "f_bank": "工商银行"}


def test_a_section_with_something_wrong_says_so_and_keeps_it(case, me):
    page = text(me.get(at(case)))
    posted = {"kid_id_number": "330106202601010020", "marks": marks(page), "section": "child"}
    answer = me.post(at(case), posted)
    assert answer.url == at(case) + "?checked=child#part-child"
    assert kept(case) == {"kid_id_number": "330106202601010020"}
    again = text(me.get(at(case) + "?checked=child"))
    assert "身份证号码不对" in again
    assert "金额" not in again
    fault = re.search(r'id="fault-f_price"[^>]*>(.*?)</span>', again)[1]
    assert fault == "", "What was not yet reached is not complained about."


def test_without_a_button_of_a_section_everything_is_kept_and_judged(case, me):
    answer = me.post(at(case), RIGHT | {"kid_sex": ""})
    assert answer.status_code == 422
    assert "请填写" in text(answer)
    assert kept(case)["f_price"] == "12"
    answer = me.post(at(case), RIGHT)
    assert (answer.status_code, answer.url) == (302, f"/cases/{case.number}/materials/")


def test_while_typing_only_what_was_touched_is_kept_and_judged_at_once(case, me):
    page = text(me.get(at(case)))
    posted = dict.fromkeys(RIGHT, "") | {"f_phone": "13900139000"}
    posted |= {"kid_id_number": "123", "marks": marks(page)}
    answer = me.post(at(case, "keep/"), posted, **HTMX)
    shown = text(answer)
    assert kept(case) == {"kid_id_number": "123"}, "The telephone was not looked at yet."
    assert '<span id="fault-kid_id_number" hx-swap-oob="innerHTML"><span class="error">' in shown
    assert "fault-f_price" not in shown
    assert "已自动存好" in shown
    posted |= {"kid_id_number": things.GIRL, "marks": marks(shown)}
    shown = text(me.post(at(case, "keep/"), posted, **HTMX))
    assert kept(case) == {"kid_id_number": things.GIRL}
    assert '<span id="fault-kid_id_number" hx-swap-oob="innerHTML"></span>' in shown


def test_an_old_page_does_not_undo_what_was_typed_on_another_device(formed, case, me):
    page = text(me.get(at(case)))
    b.do(save_form, case, values={"f_price": "99", "f_bank": "中国银行"}, actor=formed.me)
    posted = {"f_price": "", "f_bank": "", "kid_sex": "male", "marks": marks(page)}
    me.post(at(case), posted | {"later": "1"})
    assert kept(case) == {"f_price": "99", "f_bank": "中国银行", "kid_sex": "male"}


def test_what_was_changed_in_both_places_is_said(formed, case, me):
    page = text(me.get(at(case)))
    b.do(save_form, case, values={"f_price": "99"}, actor=formed.me)
    answer = me.post(at(case), {"f_price": "98", "marks": marks(page), "later": "1"}, follow=True)
    assert kept(case) == {"f_price": "98"}
    assert "“价格”刚才在别处也改过，现在按您这次填的保存。" in text(answer)


def test_a_known_value_that_was_emptied_stays_empty_and_is_told(case, me):
    page = text(me.get(at(case)))
    me.post(at(case), {"f_phone": "", "marks": marks(page), "section": "person"})
    assert kept(case) == {"f_phone": ""}
    again = text(me.get(at(case) + "?checked=person"))
    assert 'value="13900139000"' not in again
    assert "您登记的信息是“13900139000”，您改了，以您填的为准" in again


def test_who_comes_back_is_shown_the_section_left(formed, case, me):
    me.post(at(case), {"f_price": "12", "marks": marks(text(me.get(at(case)))), "later": "1"})
    answer = me.get(f"/cases/{case.number}/")
    assert (answer.status_code, answer.url) == (302, f"/cases/{case.number}/go-on/")
    page = text(me.get(answer.url))
    assert "接下来是“您本人”，还有 1 项。" in page
    assert f'href="{at(case)}#part-person">接着填</a>' in page
    assert f"http://testserver/cases/{case.number}/go-on/" in page
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in page
    b.do(save_form, case, values=RIGHT, actor=formed.me)
    assert "表格填好了，核对一遍就能提交。" in text(me.get(answer.url))


def test_a_stranger_finds_nothing_and_an_accepted_case_is_not_gone_on_with(formed, case, me):
    stranger = citizen(formed.stranger)
    before = b.snapshot(case)
    for address in (at(case), f"/cases/{case.number}/go-on/"):
        assert stranger.get(address).status_code == 404
    assert stranger.post(at(case, "keep/"), {"f_price": "1"}).status_code == 404
    assert b.snapshot(case) == before
    b.do(save_form, case, values=RIGHT, actor=formed.me)
    me.post(f"/cases/{case.number}/check/")
    answer = me.get(f"/cases/{case.number}/go-on/")
    assert (answer.status_code, answer.url) == (302, f"/cases/{case.number}/")


def test_english(case, me):
    me.cookies["django_language"] = "en"
    page = text(me.get(at(case)))
    assert "<h2>The child and the parents</h2>" in page
    assert '<span class="origin">What you registered</span>' in page
