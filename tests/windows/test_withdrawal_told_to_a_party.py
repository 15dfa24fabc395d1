"""Why the applicant withdrew is not the other party's business: that it happened is."""

from __future__ import annotations

import pytest

from tests.windows import builders as b
from tests.windows.api.conftest import person
from tests.windows.staff import browser, citizen
from windows.cases.actions import withdraw
from windows.cases.models import Case
from windows.cases.status import status_line

pytestmark = pytest.mark.django_db

REASON = "和卖方谈不拢，另外看中一套"


@pytest.fixture(params=["window", "online"])
def gone(town, request) -> Case:
    case = b.submitted_case(town)
    assert case.parties.get().applicant == town.seller
    actor = town.clerk if request.param == "window" else town.me
    return b.do(withdraw, case, reason=REASON, actor=actor)


@pytest.mark.parametrize("where", ["page", "list"])
def test_the_seller_reads_that_it_was_withdrawn_and_not_why(town, gone, where):
    client = citizen(town.seller)
    address = f"/cases/{gone.number}/" if where == "page" else "/my/cases/"
    page = client.get(address).content.decode()
    assert gone.number in page
    assert status_line(gone, town.other).zh in page
    assert "申请已撤回。" in page
    for private in (REASON, "按您的要求", "您撤回了"):
        assert private not in page


def test_the_interface_gives_the_seller_no_reason_either(town, gone):
    seller, me = person(town.seller), person(town.buyer)
    shown = seller.read(f"cases/{gone.number}/")
    assert (shown["state"], shown["closed_reason"]) == ("withdrawn", "")
    assert shown["status"]["zh"] == status_line(gone, town.other).zh
    happened = seller.read(f"cases/{gone.number}/timeline/")
    assert happened[-1]["verb"].startswith("case.withdrawn")
    assert REASON not in f"{shown}{happened}"
    assert me.read(f"cases/{gone.number}/")["closed_reason"] == REASON


def test_the_buyer_still_reads_what_the_window_noted(town):
    case = b.do(withdraw, b.submitted_case(town), reason=REASON, actor=town.clerk)
    client = citizen(town.buyer)
    page = client.get(f"/cases/{case.number}/").content.decode()
    assert f"窗口按您的要求撤回了申请，记下的原因：{REASON}。" in page
    assert f"按申请人的要求撤回了申请：{REASON}" in page
    seen_by_seller = citizen(town.seller).get(f"/cases/{case.number}/").content.decode()
    assert "<span>申请已撤回</span>" in seen_by_seller
    assert browser(town.buyer.user).get("/my/cases/").content.decode().count(REASON) == 1
