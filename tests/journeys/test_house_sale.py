"""The sale of a home online, with everything chosen: from the search to the rating."""

from __future__ import annotations

from tests.journeys import buying, deciding
from tests.journeys.person import Person
from windows.cases.queries import visit_count
from windows.models import Approval, Case

NOBODY_WAITS_FOR_THE_OTHERS = ("P10-05", "P10-06", "P10-07", "P10-08", "P10-09", "P10-10")


def test_sale_of_a_home_from_search_to_rating(somebody):
    me = somebody()
    buying.find_and_answer(me)
    _plan_says_what_is_needed(me)
    case = buying.begin(me)
    seller = buying.apply_together(me, somebody, case)
    _receipt_is_there(me, case)
    deciding.accept(somebody("clerk"), case)
    _departments_decide(somebody, me, case)
    _result_is_collected_and_rated(me, case)
    seller.go(f"/cases/{case.number}/result/")
    assert "办好了，结果都在这里" in seller.text
    assert "取件码" not in seller.text
    assert seller.page.get_by_role("link", name="不动产权证书", exact=True).count() == 0


def _plan_says_what_is_needed(me: Person) -> None:
    assert me.page.locator(".seal b").inner_text() == "0"
    figures = me.page.locator(".figures").inner_text()
    assert "4 份" in figures
    assert "原来 32 份" in figures
    assert "8 家" in figures
    assert "最多 6 家同时办" in figures
    assert "不用来，原来要跑 8 次" in me.text
    assert "15 份不用您跑" in me.text


def _receipt_is_there(me: Person, case: Case) -> None:
    assert me.path == f"/cases/{case.number}/receipt/"
    assert "收到了" in me.text
    assert case.number in me.text
    assert "抵押权人同意书 卖方 — 已交" in me.text
    assert "家庭唯一住房声明 — 已承诺" in me.text
    case.refresh_from_db()
    assert case.state == "submitted"


def _departments_decide(somebody, me: Person, case: Case) -> None:
    offices = deciding.Offices(somebody, case)
    offices.wait_for("P10-01")
    offices.decide("P10-01")
    offices.wait_for("P10-02", "P10-04")
    offices.decide("P10-02")
    offices.wait_for("P10-03", "P10-04")
    offices.decide("P10-04", "P10-03")
    offices.wait_for(*NOBODY_WAITS_FOR_THE_OTHERS)
    me.go(f"/cases/{case.number}/")
    at_once = me.page.locator(".lane", has=me.page.locator(".step.now"))
    assert me.page.locator(".lane").count() == 8
    assert at_once.count() == 6
    for utility in ("供水企业", "供电公司", "燃气企业", "广电网络"):
        assert at_once.filter(has_text=utility).count() == 1
    offices.decide(*NOBODY_WAITS_FOR_THE_OTHERS)
    assert len(offices.officers) == 8
    deciding.until_state(case, "results_ready")
    assert set(Approval.objects.filter(case=case).values_list("state", flat=True)) == {"approved"}


def _result_is_collected_and_rated(me: Person, case: Case) -> None:
    me.go(f"/cases/{case.number}/")
    assert "全部办好了，等您领取" in me.text
    me.follow("现在就办")
    assert me.page.locator("li .chip.leaf").count() == 10
    me.press("我收到了")
    assert "已领取。" in me.text
    me.follow("给这次办事打个分")
    me.choose("非常满意")
    me.press("提交评价")
    deciding.until_state(case, "archived")
    me.go(f"/cases/{case.number}/")
    assert "已经办结归档。" in me.text
    assert "到现在为止，您一趟也没有跑" in me.text
    assert visit_count(case) == 0
    assert case.rating.grade == 5
    me.go("/my/licences/")
    assert "不动产权证书" in me.text
    me.follow("不动产权证书", exact=False)
    me.go("/my/data/")
    for register in ("户籍成员信息", "居民身份证电子证照", "婚姻登记信息", "公积金缴存信息"):
        assert f"查询了{register}" in me.text
    me.page.click(".opens > summary >> nth=0")
    assert case.number in me.text
    assert "不动产登记信息" not in me.text  # read about the seller, who alone may see it
