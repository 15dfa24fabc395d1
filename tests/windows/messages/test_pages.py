"""The pages of messages: the person's, the window's, the department's, the supervisors'."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from time_machine import travel

from portal.accounts.account_actions import create_staff
from portal.accounts.actor import SYSTEM
from portal.accounts.models import User
from tests.reading import chinese_in
from tests.windows import builders as b
from tests.windows.messages.test_ask import A_MONDAY, code_of
from windows.messages.actions import ask
from windows.messages.models import CaseMessage, Conversation

pytestmark = pytest.mark.django_db


def of(applicant) -> Client:
    user = User.objects.create_user(f"user{applicant.pk}", display_name=applicant.name)
    applicant.user = user
    applicant.save(update_fields=["user"])
    return browser(user)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def staff(role: str, **more: str) -> Client:
    post = create_staff(
        username=role,
        display_name="Ms Shen",
        password="walnut-tree-57",
        role=role,
        region_code="330100",
        actor=SYSTEM,
        **more,
    )
    return browser(post.user)


def test_asked_and_answered_in_the_browser(town):
    case = b.accepted_case(town)
    me, clerk = of(town.buyer), staff("clerk", centre_code="test-hall")
    assert "问一问办理机关" in me.get(f"/cases/{case.number}/").content.decode()
    here = f"/cases/{case.number}/messages/"
    page = me.get(here).content.decode()
    assert "留言不会让办理期限停下来" in page
    assert "这里不能传文件" in page
    assert 'type="file"' not in page
    answer = me.post(here, {"text": "还要 <b>多久</b>？", "to": ""}, follow=True)
    page = answer.content.decode()
    assert "还要 &lt;b&gt;多久&lt;/b&gt;？" in page
    assert "最迟" in page
    desk = f"/desk/cases/{case.number}/"
    assert "1 条等答复" in clerk.get(desk).content.decode()
    assert f"{desk}messages/" in clerk.get("/desk/messages/").content.decode()
    one = Conversation.objects.get()
    sent = {"conversation": str(one.pk), "text": "三天。"}
    assert "已经答复" in clerk.post(f"{desk}messages/", sent, follow=True).content.decode()
    assert "都答复了" in clerk.get("/desk/messages/").content.decode()
    assert "1 条新答复" in me.get(f"/cases/{case.number}/").content.decode()
    page = me.get(here).content.decode()
    assert "三天。" in page
    assert "有 1 条新答复" in page
    assert "有 1 条新答复" not in me.post(f"{here}seen/", follow=True).content.decode()
    assert here in me.get("/my/notices/").content.decode()


def test_a_refusal_keeps_what_was_written(town):
    case = b.submitted_case(town)
    answer = of(town.buyer).post(
        f"/cases/{case.number}/messages/", {"text": "长话" * 501, "to": code_of("甲局")}
    )
    assert answer.status_code == 422
    assert "长话" * 501 in answer.content.decode()
    assert CaseMessage.objects.count() == 0


def test_a_department_answers_by_its_part(town):
    case = b.accepted_case(town)
    b.do(ask, case, text="甲，您好", department_code=code_of("甲局"), actor=town.me)
    b.do(ask, case, text="窗口，您好", actor=town.me)
    officer = staff("officer", department_code=code_of("甲局"))
    part = b.approval(case, "T1-A")
    assert "1 条等答复" in officer.get(f"/inbox/{part.pk}/").content.decode()
    assert f"/inbox/{part.pk}/messages/" in officer.get("/inbox/messages/").content.decode()
    page = officer.get(f"/inbox/{part.pk}/messages/").content.decode()
    assert "甲，您好" in page
    assert "窗口，您好" not in page
    to_the_window = Conversation.objects.get(department=None)
    sent = {"conversation": str(to_the_window.pk), "text": "好的"}
    assert officer.post(f"/inbox/{part.pk}/messages/", sent).status_code == 404
    empty = {"conversation": str(Conversation.objects.exclude(department=None).get().pk)}
    assert officer.post(f"/inbox/{part.pk}/messages/", empty | {"text": " "}).status_code == 422
    officer.post(f"/inbox/{part.pk}/messages/", empty | {"text": "您好"})
    assert CaseMessage.objects.get(is_from_office=True).text == "您好"


def test_supervisors_see_what_is_late_and_answer_nothing(town):
    with travel(A_MONDAY):
        case = b.accepted_case(town)
        b.do(ask, case, text="还要多久？", actor=town.me)
    with travel(A_MONDAY + dt.timedelta(days=3)):
        client = staff("supervisor")
        page = client.get("/supervision/messages/?show=late").content.decode()
        assert "1 条过了期限还没有答复" in page
        assert "超 1 个工作日" in page
        page = client.get(f"/supervision/cases/{case.number}/messages/").content.decode()
        assert "还要多久？" in page
        assert "<textarea" not in page
        answer = client.post(f"/supervision/cases/{case.number}/messages/", {"text": "x"})
        assert answer.status_code == 405
        page = of(town.buyer).get(f"/cases/{case.number}/messages/").content.decode()
        assert "督查看得到" in page


def test_a_draft_takes_none(town):
    case = b.draft(town)
    page = of(town.buyer).get(f"/cases/{case.number}/messages/").content.decode()
    assert "现在不能留言" in page
    assert "<textarea" not in page


def test_in_english(town):
    case = b.accepted_case(town)
    b.do(ask, case, text="How long?", actor=town.me)
    part = b.approval(case, "T1-A")
    b.do(ask, case, text="And you?", department_code=code_of("甲局"), actor=town.me)
    allowed = ("中文", town.buyer.name, town.buyer.masked_name, "市民中心", *b.DEPARTMENTS)
    for client, addresses in (
        (of(town.buyer), [f"/cases/{case.number}/messages/", "/my/letters/"]),
        (staff("clerk"), [f"/desk/cases/{case.number}/messages/", "/desk/messages/"]),
        (
            staff("officer", department_code=code_of("甲局")),
            [f"/inbox/{part.pk}/messages/", "/inbox/messages/"],
        ),
        (
            staff("supervisor"),
            [
                f"/supervision/cases/{case.number}/messages/",
                "/supervision/messages/",
                "/letters/",
            ],
        ),
        (staff("editor"), ["/letters/wordings/"]),
    ):
        for address in addresses:
            page = client.get(address, headers={"accept-language": "en"}).content.decode()
            assert chinese_in(page, allowed=allowed) == [], address
