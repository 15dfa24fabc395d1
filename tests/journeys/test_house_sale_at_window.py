"""The same sale at the counter: the clerk types, both parties are there, one visit is enough."""

from __future__ import annotations

from datasharing.sandbox.population import pair
from tests.journeys import deciding
from tests.journeys.buying import HOUSE_SALE, TYPED
from tests.journeys.person import Person
from windows.cases.queries import visit_count
from windows.models import Case
from windows.rehearsal.papers import paper

BUYER, SELLER = pair(7)
CHOSEN = {
    "mortgage": "no",
    "pay": "cash",
    "only": "yes",
    "limit": "yes",
    "agent": "no",
    "fund": "no",
}
FORM = ("sale_price", "contract_signed_on", "ownership_form")


def test_sale_of_a_home_at_the_window_takes_one_visit(somebody):
    clerk = somebody("clerk")
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
    offices = deciding.Offices(somebody, case)
    for matter in ("P10-01", "P10-02", "P10-03", "P10-05"):
        offices.wait_for(matter)
        offices.decide(matter)
    deciding.until_state(case, "results_ready")
    _hand_over(clerk, case)
    case.refresh_from_db()
    assert case.state == "collected"
    assert visit_count(case) == 1


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
