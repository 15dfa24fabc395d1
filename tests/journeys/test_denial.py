"""One department says no: what needs its result ends, everybody else goes on."""

from __future__ import annotations

from tests.journeys import deciding
from tests.journeys.buying import BUYER
from tests.journeys.person import PHONE_WIDTH
from tests.journeys.submitting import accepted_sale
from windows.models import Approval

REASON = "房屋存在异议登记，异议期内不能转移"


def test_denial_ends_its_own_branch_and_no_other(somebody):
    case = accepted_sale()
    offices = deciding.Offices(somebody, case)
    offices.wait_for("P10-01")
    offices.decide("P10-01")
    offices.wait_for("P10-02", "P10-04")
    offices.decide("P10-02")
    offices.wait_for("P10-03", "P10-04")
    offices.decide("P10-03", deny_with=REASON)
    offices.wait_for("P10-04")
    assert _states(case) == {
        "P10-01": "approved",
        "P10-02": "approved",
        "P10-03": "denied",
        "P10-04": "dispatched",
        **{f"P10-{n}": "not_needed" for n in ("05", "06", "07", "08", "09", "10")},
    }
    case.refresh_from_db()
    assert case.state == "accepted"
    offices.decide("P10-04")
    deciding.until_state(case, "results_ready")
    me = somebody(BUYER)
    me.go(f"/cases/{case.number}/")
    me.follow("现在就办")
    denied = me.page.locator("li.sheet", has_text="国有建设用地使用权及房屋所有权转移登记").filter(
        has=me.page.locator(".chip.must")
    )
    assert denied.locator(".chip").inner_text() == "不予许可"
    assert REASON in denied.inner_text()
    assert "行政复议" in denied.inner_text()
    assert "行政诉讼" in denied.inner_text() or "人民法院" in denied.inner_text()
    ended = me.page.locator("li.sheet", has=me.page.locator(".chip.quiet"))
    assert ended.count() == 6
    assert "没有办成，缺少它的结果" in ended.first.inner_text()
    assert me.page.locator("li.sheet .chip.leaf").count() == 3


def test_asked_on_a_phone_the_person_ends_the_rest(somebody):
    case = accepted_sale()
    offices = deciding.Offices(somebody, case)
    offices.wait_for("P10-01")
    offices.decide("P10-01")
    offices.wait_for("P10-02", "P10-04")
    offices.decide("P10-02")
    offices.wait_for("P10-03", "P10-04")
    offices.decide("P10-03", deny_with=REASON)
    me = somebody(BUYER, width=PHONE_WIDTH, with_javascript=False)
    me.go(f"/cases/{case.number}/")
    assert "没有准予的，怎么办" in me.text
    me.follow("现在就办")
    assert me.path == f"/cases/{case.number}/denial/"
    assert REASON in me.text
    assert "抵押权注销/变更登记（带押过户）" in me.text
    me.press("其余的不办了")
    assert "已记下：其余的不办了。" in me.page.locator("body").inner_text()
    deciding.until_state(case, "results_ready")
    assert _states(case)["P10-04"] == "not_needed"
    assert _states(case)["P10-02"] == "approved"


def _states(case) -> dict[str, str]:
    rows = Approval.objects.filter(case=case)
    return dict(rows.values_list("matter_edition__matter__code", "state"))
