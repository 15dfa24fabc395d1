"""Papers that follow and promises, on the pages of the people they concern."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.test import Client

from portal.accounts.models import Staff, User
from tests.windows import builders as b
from tests.windows.deferred.shops import accepted, publish_shops
from windows.clock import today
from windows.deferred.models import Deferral
from windows.promises.models import BadRecord, CommitmentCheck


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def citizen(applicant) -> Client:
    user = User.objects.create_user(f"citizen{applicant.pk}", display_name=applicant.name)
    applicant.user = user
    applicant.save(update_fields=["user"])
    return browser(user)


def member(role: str, **post: str) -> Client:
    user = User.objects.create_user(f"{role}{len(post)}", display_name="工作人员")
    Staff.objects.create(user=user, role=role, region_code="330100", **post)
    return browser(user)


def officer_of(approval) -> Client:
    return member("officer", department_code=approval.department.code)


@pytest.fixture
def shop(town):
    publish_shops()
    return accepted(town)


@pytest.fixture
def check(town) -> CommitmentCheck:
    case = b.accepted_case(town)
    b.grant(town, case, "T1-A", "T1-B")
    return CommitmentCheck.objects.get()


def shown(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_case_page_names_each_paper_with_its_day_and_a_button(town, shop):
    client = citizen(town.buyer)
    photo = b.slot(shop, "t_photo")
    page = shown(client.get(f"/cases/{shop.number}/"))
    assert page.count("等您补交") == 2
    address = f"/cases/{shop.number}/materials/{photo.pk}/upload/"
    assert f'href="{address}">现在补交</a>' in page
    assert page.count(f'href="{address}"') == 2, "The one thing to do leads there too."
    answer = client.post(address, {"file": b.pdf()})
    assert answer.url == f"/cases/{shop.number}/"
    page = shown(client.get(answer.url))
    assert page.count("等您补交") == 1
    assert "不用再交。" in page


def test_more_time_by_a_button(town, shop):
    client = citizen(town.buyer)
    photo = b.slot(shop, "t_photo")
    was = photo.deferral.due_on
    address = f"/cases/{shop.number}/materials/{photo.pk}/more-time/"
    assert f'action="{address}"' in shown(client.get(f"/cases/{shop.number}/"))
    assert client.post(address).url == f"/cases/{shop.number}/"
    assert Deferral.objects.get(slot=photo).due_on > was
    assert f'action="{address}"' not in shown(client.get(f"/cases/{shop.number}/"))
    assert client.post(address).status_code == 409


def test_the_clerk_takes_it_in_after_acceptance(town, shop):
    client = member("clerk", centre_code="test-hall")
    drawing, lease = b.slot(shop, "t_drawing"), b.slot(shop, "t_lease")
    page = shown(client.get(f"/desk/cases/{shop.number}/"))
    address = f"/desk/cases/{shop.number}/materials/{drawing.pk}/upload/"
    assert f'action="{address}"' in page
    assert f"/desk/cases/{shop.number}/materials/{lease.pk}/upload/" not in page
    assert client.post(address, {"file": b.pdf()}).status_code == 302
    assert Deferral.objects.get(slot=drawing).state == "handed_in"


def test_the_officer_sees_what_the_matter_waits_for(town, shop):
    part = b.approval(shop, "T3-A")
    client = officer_of(part)
    assert "容缺受理，还没有补交" in shown(client.get(f"/inbox/{part.pk}/"))
    answer = client.post(f"/inbox/{part.pk}/grant/", {"reason": "可以"})
    assert answer.status_code == 409
    assert "容缺受理的材料还没有补齐，不能准予：平面图。" in answer.content.decode()
    assert b.approval(shop, "T3-A").state == "dispatched"


def test_before_promising_one_reads_what_follows(town):
    case = b.draft(town)
    slot = b.slot(case, "t_only")
    page = shown(citizen(town.buyer).get(f"/cases/{case.number}/materials/{slot.pk}/promise/"))
    assert "我承诺：“唯一住房声明”所证明的情况真实" in page, "The very words that are kept."
    assert "乙局会核查“唯一住房声明”所要证明的情况是不是真的。" in page
    assert "作出决定后 60 个工作日内查完。" in page
    assert "先书面通知您在 10 个工作日内整改。" in page
    assert "同时记入失信记录 3 年，这期间不能再用承诺代替证明。" in page


def test_the_plan_says_it_too(town):
    page = shown(Client().get("/things/T1/plan/?who=me"))
    assert "部门在决定后 60 个工作日内核查。" in page


def test_the_list_has_what_is_due(town, check):
    client = officer_of(check.approval)
    page = shown(client.get("/inbox/promises/"))
    assert f'href="/inbox/promises/{check.pk}/">唯一住房声明</a>' in page
    assert "超期" not in page
    with time_machine.travel(check.due_on + dt.timedelta(days=1), tick=False):
        page = shown(officer_of_again(check).get("/inbox/promises/"))
    assert "1 项已过核查期限，请先查。" in page
    assert '<span class="chip must">超期</span>' in page


def officer_of_again(check) -> Client:
    """A session begun in that time."""
    return browser(User.objects.get(username="officer1"))


def test_supervisors_look_and_write_nothing(town, check):
    client = member("supervisor")
    assert "唯一住房声明" in shown(client.get("/inbox/promises/"))
    assert "promise_act" not in shown(client.get(f"/inbox/promises/{check.pk}/"))
    assert "<textarea" not in shown(client.get(f"/inbox/promises/{check.pk}/"))
    answer = client.post(f"/inbox/promises/{check.pk}/kept/", {"words": "属实"})
    assert answer.status_code == 403
    check.refresh_from_db()
    assert check.state == "due"


def test_from_broken_to_revoked(town, check):
    client = officer_of(check.approval)
    address = f"/inbox/promises/{check.pk}/"
    day = (today() + dt.timedelta(days=7)).isoformat()
    answer = client.post(f"{address}broken/", {"words": "", "mend_by": day})
    assert answer.status_code == 422
    assert f'value="{day}"' in answer.content.decode(), "What was typed is kept."
    answer = client.post(f"{address}broken/", {"words": "另有住房", "mend_by": "2026-13-45"})
    assert answer.status_code == 422
    client.post(f"{address}broken/", {"words": "另有住房", "mend_by": day})
    check.refresh_from_db()
    assert (check.state, check.mend_by.isoformat()) == ("to_mend", day)
    assert "没有整改，撤销决定" not in shown(client.get(address))
    assert client.post(f"{address}revoke/", {"words": "没有整改"}).status_code == 409
    owner = citizen(town.buyer)
    number = check.approval.case.number
    assert "另有住房" in shown(owner.get(f"/cases/{number}/"))
    with time_machine.travel(check.mend_by + dt.timedelta(days=1), tick=False):
        later = officer_of_again(check)
        assert "没有整改，撤销决定" in shown(later.get(address))
        later.post(f"{address}revoke/", {"words": "到期没有整改"})
        page = shown(browser(town.buyer.user).get(f"/cases/{number}/"))
    assert BadRecord.objects.get().applicant == town.buyer
    assert "决定和证照已撤销。" in page
    assert "60 日内" in page
    assert "向杭州市人民政府申请行政复议" in page


def test_who_has_a_record_is_told_instead_of_asked(town, check):
    case = b.draft(town)
    slot = b.slot(case, "t_only")
    CommitmentCheck.objects.filter(pk=check.pk).update(
        state="revoked",
        found="另有住房",
        checked_at=check.opened_at,
        mend_by=today(),
        closed_at=check.opened_at,
        outcome="到期没有整改",
    )
    BadRecord.objects.create(
        applicant=town.buyer,
        check_of=check,
        since=today(),
        until=today() + dt.timedelta(days=900),
        reason="到期没有整改",
    )
    client = citizen(town.buyer)
    address = f"/cases/{case.number}/materials/{slot.pk}/promise/"
    page = shown(client.get(address))
    assert "您有一条失信记录" in page
    assert "我承诺</button>" not in page
    answer = client.post(address)
    assert answer.status_code == 409
    assert "前不能用承诺代替证明。" in answer.content.decode()
    assert b.slot(case, "t_only").state != "committed"


def test_the_guide_says_until_when_it_may_follow(town):
    publish_shops()
    page = shown(Client().get("/matters/T3-C/"))
    assert "可以后补" in page
    assert "受理后 3 个工作日内补交" in page
    assert "工作日内补交" not in shown(Client().get("/matters/T3-A/"))
