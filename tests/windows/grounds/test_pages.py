"""The page that asks and tells, the desk, and the provider's page."""

from __future__ import annotations

import pytest
from django.test import Client

from datasharing.grounds.models import FieldRule, Mismatch
from datasharing.lists.catalogue.owners import assign_owners
from datasharing.models import Consent, DataResource, Exchange
from portal.accounts.models import Staff, User
from portal.outbox.drain import drain
from services.models import Department
from tests.windows import builders as b
from tests.windows.grounds.test_guardians import browser
from tests.windows.grounds.test_readings import cite, duty, rule
from windows.cases import actions
from windows.models import Notice

__all__ = ["duty"]


def staff(role: str, **post: str) -> Client:
    user = User.objects.create_user("-".join([role, *post.values()]), display_name="工作人员")
    Staff.objects.create(user=user, role=role, region_code="330100", **post)
    client = Client()
    client.force_login(user)
    return client


def test_all_does_not_mean_what_is_sensitive(town):
    rule("DS07", "t_marriage", fields=["status", "registered_on"])
    case, client = b.draft(town), browser(town.buyer)
    page = client.get(f"/cases/{case.number}/agree/").content.decode()
    assert "会看到：婚姻状况、登记日期" in page
    assert "要单独同意" in page
    client.post(f"/cases/{case.number}/agree/", {"choice": "all"})
    drain()
    assert (Consent.objects.get().is_separate, Exchange.objects.get().fields) == (
        False, ["registered_on"],
    )  # fmt: skip


def test_ticked_by_itself_it_is_read(town):
    rule("DS07", "t_marriage", fields=["status", "registered_on"])
    case, client = b.draft(town), browser(town.buyer)
    client.post(f"/cases/{case.number}/agree/", {"choice": "all", "read": "DS07"})
    drain()
    assert (Consent.objects.get().is_separate, Exchange.objects.get().fields) == (
        True, ["status", "registered_on"],
    )  # fmt: skip


def test_what_is_read_by_law_is_told_with_everything_that_must_be_said(town, duty):
    cite("T1-A")
    case, client = b.draft(town), browser(town.buyer)
    page = client.get(f"/cases/{case.number}/agree/").content.decode()
    for said in (
        "依法要查的，先告诉您",
        "甲局",
        "《婚姻登记条例》第7条",
        "审查婚姻状况",
        "婚姻信息",
        "登记日期",
        "随这个办件的档案保存",
        "看谁查了我的数据",
    ):
        assert said in page
    assert 'name="read"' not in page
    client.post(f"/cases/{case.number}/agree/", {"choice": "some"})
    assert "依法查询，告诉过您的" in client.get("/my/data/").content.decode()


def test_at_the_desk_what_is_sensitive_is_not_ticked_beforehand(town):
    rule("DS07", "t_marriage", fields=["status"])
    case = b.draft(town, channel="window")
    page = staff("clerk", centre_code="test-hall").get(f"/desk/cases/{case.number}/")
    assert 'name="read" value="DS07">' in page.content.decode()
    FieldRule.objects.all().delete()
    page = staff("clerk", window_number="1").get(f"/desk/cases/{case.number}/")
    assert 'name="read" value="DS07" checked>' in page.content.decode()


@pytest.fixture
def put_aside(town, registry) -> Mismatch:
    registry.control(wrong_person=["DS07"])
    case = b.draft(town)
    b.do(actions.agree_to_reads, case, resources=["DS07"], actor=town.me)
    drain()
    registry.control()
    name = DataResource.objects.get(code="DS07").provider_name
    Department.objects.get_or_create(code="mz", defaults={"name": name, "region_id": "330100"})
    assign_owners()
    return Mismatch.objects.get()


def test_the_provider_looks_into_it_and_the_person_hears(town, put_aside):
    client = staff("officer", department_code="mz")
    assert "/data/mismatches/" in client.get("/inbox/").content.decode()
    page = client.get("/data/mismatches/").content.decode()
    assert put_aside.exchange.case_number in page

    empty = client.post(f"/data/mismatches/{put_aside.pk}/answer/", {"verb": "correct"})
    assert empty.status_code == 422
    assert "没有写明核实的结果" in empty.content.decode()
    answer = {"verb": "correct", "answer": "登记时号码录错，已改"}
    assert client.post(f"/data/mismatches/{put_aside.pk}/answer/", answer).status_code == 302
    drain()

    assert Exchange.objects.get().state == "answered"
    assert Notice.objects.filter(kind="answer_looked_into", applicant=town.buyer).count() == 1
    assert Notice.objects.filter(kind="fetched_late", applicant=town.buyer).count() == 1
    assert "登记时号码录错" in client.get("/data/mismatches/").content.decode()


def test_the_supervisor_sees_it_too_and_other_departments_do_not(town, put_aside):
    number = put_aside.exchange.case_number
    assert number in staff("supervisor").get("/data/mismatches/").content.decode()
    Department.objects.get_or_create(code="xx", defaults={"name": "丙丁局", "region_id": "330100"})
    other = staff("officer", department_code="xx")
    assert number not in other.get("/data/mismatches/").content.decode()
    answer = {"verb": "correct", "answer": "x"}
    assert other.post(f"/data/mismatches/{put_aside.pk}/answer/", answer).status_code == 404
