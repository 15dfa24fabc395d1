"""The clerk's hands stay on the keys: one act, and a whole case from the card to the pickup."""

from __future__ import annotations

from django.db.models import Sum

from datasharing.sandbox.population import pair, population
from tests.journeys import deciding
from tests.journeys.buying import BUYER, HOUSE_SALE, TYPED
from tests.journeys.person import Person
from tests.journeys.submitting import submitted_sale
from tests.journeys.test_house_sale_at_window import CHOSEN
from windows.models import Case, DeskEffort
from windows.rehearsal.papers import paper


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


FOCUSED = "document.activeElement.name || ''"
WALK_IN, SELLER = pair(9)
FORM = ("sale_price", "contract_signed_on", "ownership_form")


def test_a_whole_case_without_a_mouse(somebody):
    """The card, the questions, both parties, a paper, the form, taken in, accepted, handed over."""
    clerk = somebody("clerk")
    _begin(clerk)
    case = Case.objects.get(number=clerk.path.split("/")[3])
    _both_parties(clerk, case)
    _papers_and_form(clerk, case)
    clerk.strike("F7")
    assert "已收件。核对材料后受理。" in clerk.text
    clerk.strike("F4")
    contract = case.slots.get(name="房屋买卖合同")
    assert contract.checked == "ok"
    clerk.strike("F9")
    assert "已受理，各部门开始办。" in clerk.text
    clerk.strike("p")
    assert case.number in clerk.text
    offices = deciding.Offices(somebody, case)
    for matter in ("P10-01", "P10-02", "P10-03", "P10-05"):
        offices.wait_for(matter)
        offices.decide(matter)
    deciding.until_state(case, "results_ready")
    _scan(clerk, case.pickup.code)
    clerk.strike("F9")
    case.refresh_from_db()
    assert case.state == "collected"
    effort = DeskEffort.objects.filter(case=case).aggregate(Sum("strokes"), Sum("typed_twice"))
    assert effort["strokes__sum"] > 50
    assert effort["typed_twice__sum"] == 0


def _scan(clerk: Person, read: str) -> None:
    """As a reader does it: F10, the characters, Enter."""
    clerk.page.keyboard.press("F10")
    clerk.page.keyboard.type(read)
    clerk.strike("Enter")


def _begin(clerk: Person) -> None:
    clerk.go("/desk/")
    _scan(clerk, f"{WALK_IN.name}|男|汉|{WALK_IN.id_number}|长期")
    assert (clerk.value("name"), clerk.value("id_number")) == (WALK_IN.name, WALK_IN.id_number)
    clerk.strike("F9")
    clerk.page.keyboard.type("过户")
    clerk.strike("Enter")
    assert HOUSE_SALE in clerk.text
    clerk.strike("1")
    for question, option in {**CHOSEN, "utility": "water"}.items():
        _tab_to(clerk, question)
        for _ in range(12):
            if clerk.page.evaluate("document.activeElement.value") == option:
                break
            clerk.page.keyboard.press("Tab" if question == "utility" else "ArrowDown")
        if not clerk.page.evaluate("document.activeElement.checked"):
            clerk.page.keyboard.press("Space")
    clerk.strike("F9")


def _both_parties(clerk: Person, case: Case) -> None:
    _tab_to(clerk, "name")
    clerk.page.keyboard.type(SELLER.name)
    _tab_to(clerk, "id_number")
    clerk.page.keyboard.type(SELLER.id_number)
    clerk.strike("Enter")
    assert "请对方出示身份证" in clerk.text
    for key in ("F2", "d"):
        boxes = clerk.page.locator('[name="read"]:not(:checked)').count()
        for _ in range(boxes):  # each sensitive one was asked by itself
            _tab_to(clerk, "read", only="!document.activeElement.checked")
            clerk.page.keyboard.press("Space")
        clerk.strike(key)
        assert "已记下本人当面同意，正在去取。" in clerk.text
        deciding.until(lambda: not case.slots.filter(state="asked").exists(), "the registers")
        clerk.go(f"/desk/cases/{case.number}/")


def _papers_and_form(clerk: Person, case: Case) -> None:
    assert "房屋买卖合同" in clerk.page.locator("#look h2").inner_text()
    file = paper("合同", code="paper", case_number=case.number)
    with clerk.page.expect_file_chooser() as chooser:
        clerk.page.keyboard.press("s")
    chooser.value.set_files(
        {"name": "合同.pdf", "mimeType": "application/pdf", "buffer": file.read()}
    )
    clerk.page.evaluate("document.activeElement.blur()")  # the file window is gone
    clerk.strike("u")
    clerk.strike("m")
    for name in FORM:
        _tab_to(clerk, name)
        control = clerk.page.locator(f'main [name="{name}"]')
        if control.get_attribute("type") == "date":
            clerk.page.keyboard.type(TYPED[name].replace("-", ""))
        elif control.evaluate("element => element.tagName") == "SELECT":
            while control.input_value() != TYPED[name]:
                clerk.page.keyboard.press("ArrowDown")
        else:
            clerk.page.keyboard.type(TYPED[name])
    clerk.strike("F6")
    assert "表格已保存。" in clerk.text


def _tab_to(clerk: Person, name: str, *, only: str = "true") -> None:
    """Tab until the cursor is in the control of this name."""
    for _ in range(120):
        if clerk.page.evaluate(f"({FOCUSED}) === '{name}' && ({only})"):
            return
        clerk.page.keyboard.press("Tab")
    raise AssertionError(f"{name} is not reached with Tab")
