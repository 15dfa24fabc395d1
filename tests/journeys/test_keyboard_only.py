"""P10 applied for, and work done by each role, with a keyboard and nothing else.

The fields typed are exactly these; the keys have an upper bound. docs/pages-proof.md tells both.
"""

from __future__ import annotations

from datasharing.sandbox.population import population
from portal.accounts.demo import DEMO_PASSWORD
from tests.journeys import buying, deciding
from tests.journeys.keys import Keys
from tests.journeys.submitting import accepted_sale
from windows.cases.models import Case
from windows.demo.accounts import officer_of
from windows.rehearsal.papers import paper

FIELDS_TYPED = ("seller-name", "seller-id_number")
"""What the buyer types for the sale of a home once they know what they want and are logged in."""
FOLD = """
([words]) => document.activeElement.matches("summary")
  && document.activeElement.innerText.startsWith(words)
  && document.activeElement.parentElement.querySelector("[name=why]")
"""
MOST_KEYS = 300
"""From the home page to the receipt, words typed into the search and the password among them."""


def test_sale_of_a_home_is_applied_for_by_keyboard_alone(somebody):
    me = somebody()
    keys = Keys(me)
    _find_and_answer(keys)
    case = _begin(keys)
    _name_the_seller(keys)
    buying.confirm_as_seller(seller := somebody(buying.SELLER), case)
    _agree(keys)
    me.page.wait_for_url("**/form/")
    me.look()
    _form(keys)
    buying.upload(seller, "抵押权人同意书", number=case.number)
    _hand_in(keys, case)
    assert me.path.partition("#")[0] == f"/cases/{case.number}/receipt/"
    case.refresh_from_db()
    assert case.state == "submitted"
    print(f"P10 by keyboard alone: {keys.pressed} keys, {len(keys.typed)} fields typed")
    assert tuple(keys.typed) == FIELDS_TYPED
    assert keys.pressed <= MOST_KEYS, f"{keys.pressed} keys: {keys.by_page}"


def _find_and_answer(keys: Keys) -> None:
    keys.person.go("/")
    keys.skip()
    keys.type("q", "过户", counts=False)
    keys.key("Enter", goes=True)
    keys.skip()
    keys.follow(buying.HOUSE_SALE)
    keys.skip()
    keys.follow("看看我要准备什么")
    for question, chosen in buying.ANSWERS.items():
        keys.skip()
        many = question == "utility"
        for value in chosen:
            keys.tick(question, value) if many else keys.choose(question, value)
        keys.key("Enter", goes=True)
    assert keys.person.path.partition("#")[0] == "/things/P10/plan/"


def _begin(keys: Keys) -> Case:
    keys.skip()
    keys.follow("开始申请")
    keys.type("username", buying.BUYER, counts=False)
    keys.type("password", DEMO_PASSWORD, counts=False)
    keys.key("Enter", goes=True)
    keys.skip()
    keys.follow("开始申请")
    assert "/party/" in keys.person.path
    return Case.objects.get(number=keys.person.path.split("/")[2])


def _name_the_seller(keys: Keys) -> None:
    seller = population().by_username[buying.SELLER]
    keys.skip()
    keys.type("seller-name", seller.name)
    keys.type("seller-id_number", seller.id_number)
    keys.key("Enter", goes=True)


def _agree(keys: Keys) -> None:
    keys.skip()
    for box in keys.page.locator('input[name="read"]').all():
        keys.tick("read", box.get_attribute("value"))
    keys.follow("都同意，去取")


def _form(keys: Keys) -> None:
    keys.skip()
    for name, value in buying.OWN.items():
        keys.choose(name, value)
    keys.follow("保存，下一步")


def _hand_in(keys: Keys, case: Case) -> None:
    for material in ("房屋买卖合同", "借款合同及抵押合同"):
        keys.skip()
        keys.follow("上传", within=material)
        file = paper(material, code="paper", case_number=case.number)
        keys.skip()
        sent = {"name": f"{material}.pdf", "mimeType": "application/pdf", "buffer": file.read()}
        keys.hand_over("file", sent)
        keys.follow("上传")
        assert f"交好了：{material}" in keys.person.text
    keys.skip()
    keys.follow("写承诺代替")
    keys.skip()
    keys.follow("我承诺")
    keys.skip()
    keys.follow("下一步：核对")
    keys.skip()
    keys.jump("都对，去提交")
    keys.follow("提交")


def test_each_role_works_by_keyboard_alone(somebody):
    """Those who decide and watch; for the clerk see test_whole_case_without_a_mouse."""
    case = accepted_sale()
    deciding.until(lambda: deciding.dispatched(case).exists(), "the first approval")
    approval = deciding.dispatched(case).get()
    _officer_grants(Keys(somebody(officer_of(approval.department.code).username)), approval, case)
    deciding.until(lambda: deciding.dispatched(case).exists(), "the next approvals")
    _supervisor_moves(Keys(somebody("supervisor")), case)
    _editor_adds_words(Keys(somebody("editor")))


def _officer_grants(keys: Keys, approval, case: Case) -> None:
    keys.person.go("/inbox/")
    keys.skip()
    keys.follow(approval.matter_edition.name, within=case.number)
    keys.skip()
    keys.follow("开始审查")
    keys.skip()
    keys.follow("准予")
    approval.refresh_from_db()
    assert approval.state == "approved"


def _supervisor_moves(keys: Keys, case: Case) -> None:
    """One department's part goes to another, with the reason typed."""
    approval = deciding.dispatched(case)[0]
    before = approval.department.code
    keys.person.go(f"/supervision/cases/{case.number}/")
    keys.skip()
    keys.to(FOLD, approval.matter_edition.name)
    keys.key("Enter")
    keys.type("why", "归另一家管")
    keys.key("Enter", goes=True)
    approval.refresh_from_db()
    assert approval.department.code != before


def _editor_adds_words(keys: Keys) -> None:
    """What people say for it, so that a search finds it."""
    keys.person.go("/catalogue/search/")
    keys.skip()
    keys.type("words", "房本、房产证")
    keys.follow("保存")
    assert "房本" in keys.person.text
