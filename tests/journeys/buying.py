"""The buyer's and the seller's way through the sale of a home, page by page."""

from __future__ import annotations

from collections.abc import Callable

from datasharing.sandbox.population import population
from tests.journeys.person import Person
from windows.cases.models import Case
from windows.rehearsal.papers import paper

HOUSE_SALE = "二手房转移登记及水电气联动过户"
EVERYTHING = (
    ("卖方的房子还有抵押吗？", ("有（带押过户）",)),
    ("怎么付款？", ("商业贷款",)),
    ("这是买方家庭的唯一住房吗？", ("是",)),
    ("房子在限购区域吗？", ("是",)),
    ("请代理人来办吗？", ("否",)),
    ("要一起过户哪些账户？可多选。", ("水", "电", "燃气", "有线电视")),
    ("要提取住房公积金吗？", ("是",)),
)
ANSWERS = {
    "mortgage": ("yes",),
    "pay": ("bank",),
    "only": ("yes",),
    "limit": ("yes",),
    "agent": ("no",),
    "utility": ("water", "power", "gas", "tv"),
    "fund": ("yes",),
}
BUYER, SELLER = "wangxiaoming", "zhaomin"
OWN = {"ownership_form": "sole"}
"""All that is left to say when the registers have answered."""
TYPED = {"sale_price": "4300000", "contract_signed_on": "2026-11-20", **OWN}
"""Where the sale was not signed online."""


def find_and_answer(me: Person) -> None:
    """From the home page through the questions to the plan."""
    me.go("/")
    me.fill(q="过户")
    me.press("搜索")
    assert "“过户”找到" in me.text
    me.follow(HOUSE_SALE, exact=False)
    me.follow("看看我要准备什么")
    for number, (question, chosen) in enumerate(EVERYTHING, start=1):
        assert me.heading == question
        assert f"第 {number} 问，共 7 问" in me.text
        me.choose(*chosen)
        me.press("下一步")
    assert me.path == "/things/P10/plan/"


def begin(me: Person, username: str = BUYER) -> Case:
    """A visitor is asked to log in when it becomes serious, and comes back to their answers."""
    me.press("开始申请")
    assert me.path == "/login/"
    me.log_in(username)
    assert me.path == "/things/P10/plan/"
    me.press("开始申请")
    assert me.path.endswith("/party/")
    return Case.objects.get(number=me.path.split("/")[2])


def name_the_seller(me: Person) -> None:
    seller = population().by_username[SELLER]
    me.fill(**{"seller-name": seller.name, "seller-id_number": seller.id_number})
    me.press("保存，下一步")


def agree_to_all(me: Person) -> None:
    assert "同意我们替您去取吗？" in me.text
    tick_each(me)
    me.press("都同意，去取")


def tick_each(me: Person) -> None:
    """What is sensitive is read only where its own line is ticked."""
    me.tick_all("read")


def confirm_as_seller(seller: Person, case: Case) -> None:
    """From the notice to the confirmation; then the one paper that only the seller can get."""
    seller.go("/my/notices/")
    seller.follow("请您确认参加", exact=False)
    assert "王小明 请您一起办这件事" in seller.text
    tick_each(seller)
    seller.press("都同意，去取")
    assert seller.path == f"/cases/{case.number}/materials/"
    assert "房屋买卖合同" not in seller.text


def upload(me: Person, material: str, *, number: str) -> None:
    me.follow("上传", within=me.row("li", material))
    file = paper(material, code="paper", case_number=number)
    me.hand_over("file", f"{material}.pdf", file.read())
    me.press("上传")
    assert f"交好了：{material}" in me.text


def fill_the_form(me: Person) -> None:
    """What the registers know of buyer and seller is there already; one thing is chosen."""
    assert "不用您填写，只要选 1 项" in me.text
    assert "替您填好的 31 项，请看一眼" in me.text
    assert me.value("house_area") == "118.30"
    assert me.value("co_owner_name") == "李静"
    assert me.value("sale_price") == "4300000"
    me.fill(**OWN)
    me.press("保存，下一步")


def hand_in(me: Person, case: Case) -> None:
    upload(me, "房屋买卖合同", number=case.number)
    upload(me, "借款合同及抵押合同", number=case.number)
    me.follow("写承诺代替")
    me.press("我承诺")
    assert "承诺已记下，不用再交证明。" in me.text


def apply_together(me: Person, arrive: Callable[..., Person], case: Case) -> Person:
    """From the draft to the receipt; the seller, who joins on the way, is returned."""
    name_the_seller(me)
    seller = arrive(SELLER)
    confirm_as_seller(seller, case)
    agree_to_all(me)
    me.wait_for("/form/")
    fill_the_form(me)
    hand_in(me, case)
    upload(seller, "抵押权人同意书", number=case.number)
    me.follow("下一步：核对")
    assert "还差这些" not in me.text
    assert "4300000" in me.text
    me.press("提交")
    return seller
