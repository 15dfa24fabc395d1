"""The notice on the pages: the officer notes, the person puts right, the clerk does it for them."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.accounts.account_actions import create_staff
from portal.accounts.actor import SYSTEM
from portal.accounts.models import User
from portal.outbox.drain import drain
from services.catalogue.text import Text
from services.models import Department
from tests.windows import builders as b
from tests.windows.corrections.desks import put_right, report, states, take, told
from windows.approvals.actions import after_any_end, drop, locked
from windows.corrections.models import Correction, CorrectionItem, MissingReport, Overreach


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def officer(name: str) -> Client:
    code = Department.objects.get(name=name).code
    made = create_staff(
        username=f"officer-{name}",
        display_name=f"{name}审批员",
        password="walnut-tree-57",
        role="officer",
        region_code="330100",
        department_code=code,
        actor=SYSTEM,
    )
    return browser(made.user)


@pytest.fixture
def me(town) -> Client:
    user = User.objects.create_user("buyer", display_name=town.buyer.name)
    town.buyer.user = user
    town.buyer.save(update_fields=["user"])
    return browser(user)


@pytest.fixture
def clerk(town) -> Client:
    made = create_staff(
        username="clerk",
        display_name="窗口甲",
        password="walnut-tree-57",
        role="clerk",
        region_code="330100",
        centre_code="test-hall",
        actor=SYSTEM,
    )
    return browser(made.user)


def test_the_officer_is_offered_only_what_the_guide_asks(town, case):
    part = b.approval(case, "N1-B")
    page = officer("乙局").get(f"/inbox/{part.pk}/").content.decode()
    contract, plan = b.slot(case, "n_contract"), b.slot(case, "n_plan")
    assert f'name="slot-{contract.pk}"' in page
    assert f'name="slot-{plan.pk}"' in page
    assert "field-price" not in page
    assert f"slot-{b.slot(case, 'n_fire').pk}" not in page


def test_the_officer_notes_all_at_once_and_takes_one_back(town, case):
    part = b.approval(case, "N1-A")
    contract = b.slot(case, "n_contract")
    desk = officer("甲局")
    answer = desk.post(
        f"/inbox/{part.pk}/missing/",
        {f"slot-{contract.pk}": "缺第三页", "field-price": "和合同不一致", "field-phone": " "},
        follow=True,
    )
    assert answer.redirect_chain == [(f"/inbox/{part.pk}/", 302)]
    found = list(MissingReport.objects.values_list("slot", "element", "what"))
    assert found == [(contract.pk, "", "缺第三页"), (None, "price", "和合同不一致")]
    page = answer.content.decode()
    assert "收回“租赁合同”" in page
    assert "收回“租金”" in page
    first = MissingReport.objects.get(slot=contract)
    desk.post(f"/inbox/{part.pk}/missing/{first.pk}/take-back/")
    assert [each.element for each in MissingReport.objects.all()] == ["price"]
    gone = desk.post(f"/inbox/{part.pk}/missing/{first.pk}/take-back/")
    assert gone.status_code == 404
    assert "已经收回" in gone.content.decode()


def test_what_is_not_in_the_guide_is_refused_counted_and_said(town, case):
    part = b.approval(case, "N1-A")
    contract = b.slot(case, "n_contract")
    desk = officer("甲局")
    answer = desk.post(
        f"/inbox/{part.pk}/missing/",
        {f"slot-{contract.pk}": "缺第三页", "beyond": "再交一份担保书"},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "已经记入督查" in page
    assert 'value="缺第三页"' in page, "Nothing typed is lost."
    assert not MissingReport.objects.exists()
    row = Overreach.objects.get()
    assert (row.asked, row.by_name, row.department.name) == (
        "再交一份担保书",
        "甲局审批员",
        "甲局",
    )
    empty = desk.post(f"/inbox/{part.pk}/missing/", {})
    assert empty.status_code == 422
    assert "没有写明缺什么" in empty.content.decode()
    assert Overreach.objects.count() == 1


def test_the_officer_sees_what_was_told_and_that_it_waits(town, case):
    told(town, case)
    page = officer("甲局").get(f"/inbox/{b.approval(case, 'N1-A').pk}/").content.decode()
    assert "已经告知申请人" in page
    assert "等申请人，最迟" in page
    assert "记下缺项" not in page


def test_the_person_puts_it_right_where_it_stands(town, case, me):
    told(town, case)
    front = me.get(f"/cases/{case.number}/").content.decode()
    assert f"/cases/{case.number}/correction/" in front
    assert "补齐 2 处" in front
    address = f"/cases/{case.number}/correction/"
    page = me.get(address).content.decode()
    contract = b.slot(case, "n_contract")
    assert f"/cases/{case.number}/materials/{contract.pk}/upload/" in page
    assert 'name="price"' in page
    assert 'name="phone"' not in page
    for words in ("只有这些视为撤回：N1-A事项", "不再办：N1-C事项", "N1-B事项；N1-E事项"):
        assert words in page
    refused = me.post(address, {"price": "-3"})
    assert refused.status_code == 422
    assert "租赁合同" in refused.content.decode()
    assert "请填不小于 0 的数字" in refused.content.decode()
    case.refresh_from_db()
    assert case.form["price"] == "-3", "What was typed is kept."
    sent = me.post(
        f"/cases/{case.number}/materials/{contract.pk}/upload/", {"file": b.pdf("新.pdf")}
    )
    assert sent["Location"] == address
    assert "已补" in me.get(address).content.decode()
    done = me.post(address, {"price": "1700000", "phone": "1"}, follow=True)
    assert done.redirect_chain == [(f"/cases/{case.number}/", 302)]
    assert "已交回，各部门的时限继续计算。" in done.content.decode()
    assert states(case)["N1-A"] == "in_review"
    case.refresh_from_db()
    assert (case.form["price"], case.form["phone"]) == ("1700000", "13800138000")


def test_a_field_that_two_ask_for_is_typed_once(town, case, me):
    """A field and its id stand once on the page, beside the first who asked."""
    correction = told(town, case)
    item = correction.items.get(element="price")
    other = b.approval(case, "N1-B")
    CorrectionItem.objects.create(
        correction=correction, approval=other, element="price", what=item.what
    )
    page = me.get(f"/cases/{case.number}/correction/").content.decode()
    assert page.count('name="price"') == 1
    assert page.count(f"{item.what} <span") == 3


def test_what_is_typed_is_kept_without_answering(town, case, me):
    told(town, case)
    address = f"/cases/{case.number}/correction/"
    assert me.post(address, {"price": "5", "later": "1"})["Location"] == address
    case.refresh_from_db()
    assert case.form["price"] == "5"
    assert Correction.objects.get().answered_at is None


def test_too_late_by_a_moment_the_page_says_so(town, case, me):
    correction = told(town, case)
    put_right(town, case, "n_contract")
    Correction.objects.filter(pk=correction.pk).update(closed_at=correction.asked_at)
    answer = me.post(f"/cases/{case.number}/correction/", {"price": "5"})
    assert answer.status_code == 409
    case.refresh_from_db()
    assert case.form["price"] == "1680000.50"
    assert states(case)["N1-A"] == "stopped"


def test_a_matter_that_ended_meanwhile_needs_nothing(town, case, me):
    """Withdrawing is no answer to a notice, and a notice nobody waits for closes itself."""
    report(town, case, "N1-A", "n_contract")
    report(town, case, "N1-E", "n_fire")
    take(town, case, "N1-B")
    drain()

    def end(code):
        held, one = locked(b.approval(case, code))
        drop(one, because=Text("不再需要"))
        after_any_end(held)

    b.do(end, "N1-E")
    drain()
    page = me.get(f"/cases/{case.number}/correction/").content.decode()
    assert "不用补了" in page
    assert Correction.objects.get().closed_at is None
    b.do(end, "N1-A")
    drain()
    assert Correction.objects.get().closed_at is not None
    assert me.get(f"/cases/{case.number}/correction/").status_code == 302


def test_the_clerk_hands_in_for_the_person(town, case, clerk):
    told(town, case)
    page = clerk.get(f"/desk/cases/{case.number}/").content.decode()
    assert "代为交回" in page
    contract = b.slot(case, "n_contract")
    refused = clerk.post(f"/desk/cases/{case.number}/answer/")
    assert refused.status_code == 422
    clerk.post(
        f"/desk/cases/{case.number}/materials/{contract.pk}/upload/", {"file": b.pdf("扫.pdf")}
    )
    clerk.post(f"/desk/cases/{case.number}/form/", {"price": "1700000"})
    done = clerk.post(f"/desk/cases/{case.number}/answer/", follow=True)
    assert "已代为交回" in done.content.decode()
    assert states(case)["N1-A"] == "in_review"
    case.refresh_from_db()
    assert case.form == {"phone": "13800138000", "price": "1700000"}


def test_the_clerk_answers_a_notice_of_the_window_too(town, clerk):
    case = b.case_under_correction(town)
    contract = b.slot(case, "t_contract")
    assert "代为交回" in clerk.get(f"/desk/cases/{case.number}/").content.decode()
    clerk.post(
        f"/desk/cases/{case.number}/materials/{contract.pk}/upload/", {"file": b.pdf("扫.pdf")}
    )
    clerk.post(f"/desk/cases/{case.number}/answer/")
    case.refresh_from_db()
    assert case.state == "submitted"
