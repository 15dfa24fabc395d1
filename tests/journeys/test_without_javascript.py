"""The same way without a single script: links, forms and a page that reloads itself."""

from __future__ import annotations

from tests.journeys import buying


def test_sale_of_a_home_up_to_the_receipt_without_javascript(somebody):
    me = somebody(with_javascript=False)
    buying.find_and_answer(me)
    case = buying.begin(me)
    buying.apply_together(me, lambda name: somebody(name, with_javascript=False), case)
    assert me.path == f"/cases/{case.number}/receipt/"
    assert "收到了" in me.text
    case.refresh_from_db()
    assert case.state == "submitted"
    assert case.slots.filter(state="fetched").count() == 11
