"""A whole case at the window, from the card to the handing over, with keys and nothing else.

The keys are counted as a hand presses them; what the card reader types is nobody's work.
"""

from __future__ import annotations

from django.db.models import Sum

from tests.journeys import deciding
from tests.journeys.buying import HOUSE_SALE, TYPED
from tests.journeys.keys import Keys
from tests.journeys.test_house_sale_at_window import BUYER, CHOSEN, SELLER
from windows.models import Case, DeskEffort
from windows.rehearsal.papers import paper

UNTICKED = """
([role]) => {
  const here = document.activeElement;
  return here.name === "read" && !here.checked && here.form.elements.role.value === role;
}
"""
MOST_KEYS = 240
"""From the desk to the handing over: names, numbers and the price are letters of it."""
SIGNED_ON = TYPED["contract_signed_on"]
YEAR, MONTH_AND_DAY = SIGNED_ON[:4], SIGNED_ON[5:].replace("-", "")


def test_a_whole_case_without_a_mouse(somebody):
    keys = Keys(somebody("clerk"))
    _register(keys)
    _begin(keys)
    case = Case.objects.get(number=keys.person.path.split("/")[3])
    _both_parties(keys, case)
    _paper_and_promise(keys, case)
    _form(keys)
    _says(keys, "F7", "已收件。核对材料后受理。")
    _check_the_papers(keys)
    assert case.slots.get(name="房屋买卖合同").checked == "ok"
    _says(keys, "F9", "已受理，各部门开始办。")
    _says(keys, "p", case.number)
    offices = deciding.Offices(somebody, case)
    for matter in ("P10-01", "P10-02", "P10-03", "P10-05"):
        offices.wait_for(matter)
        offices.decide(matter)
    deciding.until_state(case, "results_ready")
    _scan(keys, case.pickup.code)
    _says(keys, "F9", "已交给申请人，办件完成。")
    case.refresh_from_db()
    assert case.state == "collected"
    print(f"P10 at the window without a mouse: {keys.pressed} keys")
    assert keys.pressed <= MOST_KEYS, f"{keys.pressed} keys: {keys.by_page}"
    _counted_by_the_portal(case, keys.pressed)


def _counted_by_the_portal(case: Case, pressed: int) -> None:
    """What the pages counted themselves is of the same size, and nothing was typed twice."""
    effort = DeskEffort.objects.filter(case=case).aggregate(Sum("strokes"), Sum("typed_twice"))
    assert effort["strokes__sum"] > pressed / 2
    assert effort["typed_twice__sum"] == 0


def _says(keys: Keys, key: str, sentence: str) -> None:
    """A key that sends something, and what the next page says."""
    keys.key(key, goes=True)
    faults = keys.page.locator("main .errors").all_inner_texts()
    assert sentence in keys.person.text, faults


def _scan(keys: Keys, read: str) -> None:
    """As a reader does it: F10 by hand, then the characters and Enter from the machine."""
    keys.key("F10")
    keys.page.keyboard.type(read)
    with keys.page.expect_navigation():
        keys.page.keyboard.press("Enter")
    keys.person.look()


def _register(keys: Keys) -> None:
    me = keys.person
    me.go("/desk/")
    _scan(keys, f"{BUYER.name}|男|汉|{BUYER.id_number}|长期")
    assert (me.value("name"), me.value("id_number")) == (BUYER.name, BUYER.id_number)
    keys.type("phone", BUYER.phone)
    _says(keys, "F9", BUYER.name)


def _begin(keys: Keys) -> None:
    keys.type("q", "过户")
    keys.key("Enter", goes=True)
    assert HOUSE_SALE in keys.person.text
    keys.key("1", goes=True)
    for question, option in CHOSEN.items():
        keys.choose(question, option)
    keys.tick("utility", "water")
    keys.key("F9", goes=True)


def _both_parties(keys: Keys, case: Case) -> None:
    keys.type("name", SELLER.name)
    keys.type("id_number", SELLER.id_number)
    _says(keys, "Enter", "请对方出示身份证")
    _agree(keys, case, "applicant", "F2")
    _agree(keys, case, "seller", "d")


def _agree(keys: Keys, case: Case, role: str, key: str) -> None:
    """What is sensitive is asked line by line, and each line is ticked."""
    form = keys.page.locator("form", has=keys.page.locator(f'[name="role"][value="{role}"]'))
    for _ in range(form.locator('[name="read"]:not(:checked)').count()):
        keys.to(UNTICKED, role)
        keys.key("Space")
    _says(keys, key, "已记下本人当面同意，正在去取。")
    deciding.until(lambda: not case.slots.filter(state="asked").exists(), "the registers")
    keys.person.go(f"/desk/cases/{case.number}/")


def _paper_and_promise(keys: Keys, case: Case) -> None:
    """The page opens at what is lacking; after each it shows the next."""
    assert "房屋买卖合同" in keys.page.locator("#look h2").inner_text()
    file = paper("合同", code="paper", case_number=case.number)
    with keys.page.expect_file_chooser() as chooser:
        keys.key("s")
    chooser.value.set_files(
        {"name": "合同.pdf", "mimeType": "application/pdf", "buffer": file.read()}
    )
    keys.key("u", goes=True)
    keys.key("m", goes=True)


def _check_the_papers(keys: Keys) -> None:
    """One key for each: it is in order, and the next one is shown."""
    while keys.page.locator('[data-key="F4"]').count():
        keys.key("F4", goes=True)


def _form(keys: Keys) -> None:
    keys.type("sale_price", TYPED["sale_price"])
    keys.type("contract_signed_on", _digits(keys))
    assert keys.person.value("contract_signed_on") == SIGNED_ON
    keys.choose("ownership_form", TYPED["ownership_form"])
    _says(keys, "F6", "表格已保存。")


def _digits(keys: Keys) -> str:
    """The day in the order in which this browser asks for it: its own language decides."""
    page = keys.person.context.new_page()
    page.set_content('<input type="date" max="2100-12-31">')
    page.keyboard.press("Tab")
    page.keyboard.type(MONTH_AND_DAY + YEAR)
    is_month_first = page.locator("input").input_value() == SIGNED_ON
    page.close()
    return MONTH_AND_DAY + YEAR if is_month_first else YEAR + MONTH_AND_DAY
