"""The pages about letters: the person's ways, what was not sent, what letters say."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.accounts.account_actions import create_staff
from portal.accounts.actor import SYSTEM
from portal.outbox.drain import drain
from tests.windows import builders as b
from tests.windows.letters.conftest import EMAIL, PHONE, confirmed
from tests.windows.letters.test_send import Moody, moody, tell
from windows.letters.kinds import TOPICS
from windows.letters.models import Contact, Letter, LetterWishes
from windows.letters.transports.base import NotNow, Refused, Undeliverable

__all__ = ["moody"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(me) -> Client:
    client = Client()
    client.force_login(me)
    return client


def staff(role: str) -> Client:
    person = create_staff(
        username=role,
        display_name="沈",
        password="walnut-tree-57",
        role=role,
        region_code="330100",
        actor=SYSTEM,
    )
    client = Client()
    client.force_login(person.user)
    return client


def post(client: Client, verb: str, **sent):
    return client.post(f"/my/letters/{verb}/", sent, follow=True)


def test_from_nothing_to_a_letter(browser, posted, me, town):
    page = browser.get("/my/letters/").content.decode()
    assert page.count("没有开通") == 2
    page = post(browser, "code", way="email", address=EMAIL).content.decode()
    assert "w***@example.cn" in page
    assert EMAIL not in page
    drain()
    code = posted.last()["text"].partition("验证码 ")[2][:6]
    answer = browser.post("/my/letters/confirm/", {"way": "email", "code": "nope"})
    assert (answer.status_code, "还可以试 4 次" in answer.content.decode()) == (422, True)
    assert Contact.objects.get().code_tries == 1
    page = post(browser, "confirm", way="email", code=code).content.decode()
    assert "已经确认并开通" in page
    assert "已开通" in page


def test_a_refusal_keeps_what_was_typed(browser, posted):
    answer = browser.post("/my/letters/code/", {"way": "sms", "address": "12345"})
    page = answer.content.decode()
    assert (answer.status_code, 'value="12345"' in page) == (422, True)
    assert "请填写 11 位" in page


def test_wishes_and_what_cannot_be_quiet(browser, posted, me):
    confirmed(me)
    page = browser.get("/my/letters/").content.decode()
    assert page.count("disabled") == 2, "the way without an address, and what a person must do"
    post(browser, "wishes", on=["sms"], topic=["outcome"], language="en")
    wishes = LetterWishes.objects.get()
    assert (wishes.language, wishes.quiet) == ("en", ["progress", "data", "answer"])
    assert Contact.objects.get().is_wanted
    post(browser, "remove", way="sms")
    assert Contact.objects.get().address == ""


def test_an_unknown_form_is_not_found(browser, posted):
    assert browser.post("/my/letters/steal/").status_code == 404


def test_where_no_way_is_offered_the_page_says_so(browser, settings):
    settings.LETTER_TRANSPORTS = {}
    page = browser.get("/my/letters/").content.decode()
    assert "还没有开通短信和邮件" in page
    assert 'name="address"' not in page


def test_an_address_that_takes_nothing_is_told_there(browser, moody, town):
    moody.mood = [Undeliverable("HTTP 422")]
    tell(b.draft(town))
    drain()
    page = browser.get("/my/letters/").content.decode()
    assert "138****5678" in page
    assert "收不到，已经停发" in page
    assert PHONE not in page
    assert "收不到短信" in browser.get("/my/notices/").content.decode()


def test_the_supervisor_sees_what_was_not_sent_and_why(moody, town):
    case = b.draft(town)
    moody.mood = [Refused("HTTP 401"), NotNow("ReadTimeout")]
    tell(case, key="one")
    drain()
    tell(case, key="two")
    drain()
    client = staff("supervisor")
    page = client.get("/letters/").content.decode()
    assert "1 封没有发出，不再试了" in page
    assert "不认我们的密钥或令牌" in page
    assert "对方很久没有应答" in page
    assert case.number in page
    assert PHONE not in page
    only = client.get("/letters/?state=failed&way=sms").content.decode()
    assert "不认我们的密钥或令牌" not in only
    assert "对方很久没有应答" in only
    assert "没有要处理的信" in client.get("/letters/?way=email").content.decode()
    given_up = Letter.objects.get(state="given_up")
    answer = client.post(f"/letters/{given_up.pk}/again/", follow=True)
    assert "已经重新发送" in answer.content.decode()
    drain()
    given_up.refresh_from_db()
    assert (given_up.state, len(Moody.sent)) == ("sent", 3)


def test_editors_read_every_letter_in_both_languages(town, posted):
    client = staff("editor")
    assert "/letters/wordings/" in client.get("/catalogue/").content.decode()
    page = client.get("/letters/wordings/").content.decode()
    assert [kind for kind in TOPICS if f'id="{kind}"' not in page] == []
    assert "办件 330106-20261123-000001 需要补正" in page
    assert "Case 330106-20261123-000001 needs something more" in page


def test_administrators_find_both_pages(town, posted):
    from portal.accounts.models import User

    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    page = client.get("/letters/wordings/").content.decode()
    assert 'href="/letters/"' in page
    page = client.get("/letters/").content.decode()
    assert "都发出了" in page
    assert 'href="/letters/wordings/"' in page
