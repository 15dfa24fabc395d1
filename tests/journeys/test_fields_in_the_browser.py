"""What is truly left to type when the form of a home, a birth and a restaurant is opened: the empty
required boxes of the page itself, counted in a browser.
"""

from __future__ import annotations

import pytest

from tests.journeys.test_fields_typed import BIRTH, HOME, RESTAURANT, agreed

LEFT_TO_TYPE = """
() => [...document.querySelectorAll("main form [name]")]
  .filter(each => each.required && each.value === "" && !each.disabled)
  .filter(each => each.matches("textarea, input:not([type=radio], [type=checkbox], [type=hidden])"))
  .map(each => each.name)
"""
FILLED = """
() => [...document.querySelectorAll("main form [name]")]
  .filter(each => each.matches("textarea, input:not([type=radio], [type=checkbox], [type=hidden])"))
  .filter(each => each.value !== "").length
"""
FORMS = {
    "P10": (("wangxiaoming", HOME, {"seller": "zhaomin"}),
            ("agent_name", "agent_id_number", "agent_phone")),
    "P01": (("xuwen", BIRTH, {}), ("leave_started_on",)),
    "E03": (("zhengtao", RESTAURANT, {}),
            ("shop_area", "seats", "food_items", "sign_size", "daily_drainage")),
}  # fmt: skip
"""Who applies, in the situation that asks the most, and which boxes are empty then."""


@pytest.mark.parametrize("code", FORMS)
def test_boxes_left_empty(code, somebody):
    (username, answers, others), left = FORMS[code]
    case = agreed(code, username, answers, **others)
    me = somebody(username)
    me.go(f"/cases/{case.number}/form/")
    assert tuple(me.page.evaluate(LEFT_TO_TYPE)) == left
    assert me.page.evaluate(FILLED) > 0, "Nothing is filled in: is this the form?"
