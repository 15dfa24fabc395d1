"""The clerk's hands stay on the keys."""

from __future__ import annotations

from datasharing.sandbox.population import population
from tests.journeys import deciding
from tests.journeys.buying import BUYER
from tests.journeys.submitting import submitted_sale


def test_case_is_found_and_accepted_with_keys_only(somebody):
    case = submitted_sale()
    clerk = somebody("clerk")
    clerk.go("/desk/")
    clerk.page.keyboard.type(population().by_username[BUYER].phone)  # the box has the focus
    clerk.strike("Enter")
    assert "王小明" in clerk.text
    clerk.strike("F2")
    assert "您今天要办什么事？" in clerk.text
    clerk.go(f"/desk/cases/{case.number}/")
    clerk.settle()
    clerk.page.keyboard.press("F8")
    assert (
        clerk.page.locator("details", has_text="一次说全").first.get_attribute("open") is not None
    )
    clerk.strike("F9")
    assert "已受理，各部门开始办。" in clerk.text
    deciding.until_state(case, "accepted")
    clerk.strike("p")
    assert clerk.path == f"/desk/cases/{case.number}/receipt/"
    assert "收到了" in clerk.text
