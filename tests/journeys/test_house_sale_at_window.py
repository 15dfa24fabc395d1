"""The same sale at the counter: the clerk types, both parties are there, one visit is enough.

With scripts and without: from the card to the receipt, the package and the rating.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from datasharing.sandbox.population import pair
from portal.accounts.demo import DEMO_PASSWORD
from portal.accounts.models import User
from tests.journeys import deciding
from tests.journeys.buying import HOUSE_SALE, TYPED
from tests.journeys.person import Person
from windows.cases.queries import visit_count
from windows.models import Case, DeskEffort
from windows.rehearsal.papers import paper

BUYER, SELLER = pair(7)
ACCOUNT = "buyer-at-the-window"
CHOSEN = {
    "mortgage": "no",
    "pay": "cash",
    "only": "yes",
    "limit": "yes",
    "agent": "no",
    "fund": "no",
}
FORM = ("sale_price", "contract_signed_on", "ownership_form")


@pytest.mark.parametrize("with_javascript", [True, False], ids=["scripts", "no scripts"])
def test_sale_of_a_home_at_the_window_takes_one_visit(somebody, with_javascript):
    def arrive(name: str = "") -> Person:
        return somebody(name, with_javascript=with_javascript)

    clerk = arrive("clerk")
    _register(clerk)
    case = _begin(clerk)
    _name_the_seller(clerk)
    _agree(clerk, case, role="applicant")
    _agree(clerk, case, role="seller")
    _hand_in(clerk, case)
    clerk.press("收件")
    assert "已收件。核对材料后受理。" in clerk.text
    clerk.press("受理")
    assert "已受理，各部门开始办。" in clerk.text
    _receipt(clerk, case)
    offices = deciding.Offices(arrive, case)
    for matter in ("P10-01", "P10-02", "P10-03", "P10-05"):
        offices.wait_for(matter)
        offices.decide(matter)
    deciding.until_state(case, "results_ready")
    _hand_over(clerk, case)
    case.refresh_from_db()
    assert case.state == "collected"
    assert visit_count(case) == 1
    _rate(clerk, arrive, case)
    efforts = DeskEffort.objects.filter(case=case)
    assert efforts.exists()
    assert efforts.filter(strokes__isnull=with_javascript).count() == 0


def _register(clerk: Person) -> None:
    clerk.go("/desk/")
    clerk.fill(scan=BUYER.id_number)
    clerk.press("读取")
    assert "还没有登记过。" in clerk.text
    assert clerk.value("id_number") == BUYER.id_number
    clerk.fill(name=BUYER.name, phone=BUYER.phone)
    clerk.press("证件已看过，登记")
    assert BUYER.name in clerk.text


def _begin(clerk: Person) -> Case:
    clerk.fill(q="过户")
    clerk.press("查")
    clerk.follow(HOUSE_SALE, exact=False)
    for question, option in CHOSEN.items():
        clerk.page.locator(f'[name="{question}"][value="{option}"]').check()
    clerk.page.locator('[name="utility"][value="water"]').check()
    clerk.press("生成清单")
    return Case.objects.get(number=clerk.path.split("/")[3])


def _name_the_seller(clerk: Person) -> None:
    clerk.fill(name=SELLER.name, id_number=SELLER.id_number)
    clerk.press("记下")
    assert "请对方出示身份证" in clerk.text


def _agree(clerk: Person, case: Case, *, role: str) -> None:
    person = clerk.page.locator("form", has=clerk.page.locator(f'[name="role"][value="{role}"]'))
    for box in person.locator('[name="read"]').all():
        box.check()  # the clerk has asked about what is sensitive line by line
    clerk.press("当面同意，去取", within=person)
    assert "已记下本人当面同意，正在去取。" in clerk.text
    deciding.until(lambda: not case.slots.filter(state="asked").exists(), "the registers")


def _hand_in(clerk: Person, case: Case) -> None:
    contract = case.slots.get(name="房屋买卖合同")
    clerk.go(f"/desk/cases/{case.number}/?look={contract.pk}")
    look = clerk.page.locator("#look", has_text="房屋买卖合同")
    file = paper("合同", code="paper", case_number=case.number)
    look.locator('input[type="file"]').set_input_files(
        {"name": "合同.pdf", "mimeType": "application/pdf", "buffer": file.read()}
    )
    clerk.press("存扫描件", within=look)
    promised = case.slots.get(state="missing")
    clerk.go(f"/desk/cases/{case.number}/?look={promised.pk}")
    clerk.press("本人当面承诺")
    clerk.fill(**{name: TYPED[name] for name in FORM})
    assert clerk.value("house_area") == SELLER.homes[0].area
    clerk.press("保存表格")
    assert "表格已保存。" in clerk.text
    assert clerk.page.locator("h2", has_text="还差").count() == 0


def _hand_over(clerk: Person, case: Case) -> None:
    clerk.go("/desk/pickup/")
    clerk.fill(code=case.pickup.code.lower())
    clerk.press("查")
    assert BUYER.name in clerk.text
    assert "不动产权证书" in clerk.text
    clerk.press("核对身份后交给本人")
    assert "已交给申请人，办件完成。" in clerk.text


def _receipt(clerk: Person, case: Case) -> None:
    clerk.follow("打印收件凭证")
    assert clerk.path == f"/desk/cases/{case.number}/receipt/"
    assert clerk.heading == "收到了"
    assert case.number in clerk.text
    assert "房屋买卖合同" in clerk.text


def _rate(clerk: Person, arrive: Callable[..., Person], case: Case) -> None:
    """They show an account of theirs, it becomes the buyer's, and there they rate."""
    User.objects.create_user(ACCOUNT, password=DEMO_PASSWORD, display_name=BUYER.name)
    clerk.go(f"/desk/people/{case.applicant_id}/")
    clerk.page.locator("summary", has_text="把网上账号交给本人").click()
    clerk.fill(account=ACCOUNT)
    clerk.press("证件已看过，交给本人")
    assert "网上账号已交给本人" in clerk.text
    me = arrive(ACCOUNT)
    me.go(f"/cases/{case.number}/")
    me.follow("现在就办")
    assert me.path == f"/cases/{case.number}/rating/"
    me.choose("非常满意")
    me.press("提交评价")
    deciding.until_state(case, "archived")
    assert case.rating.grade == 5
