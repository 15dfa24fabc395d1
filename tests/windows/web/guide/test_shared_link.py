"""A plan's link: open to everybody, becomes the draft; an old one keeps what is still good."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from django.test import Client

from tests.access.scenes import PASSWORD, open_account
from tests.windows.web.guide.test_matter_guide import get
from windows.cases.models import Case

PLAN = "/things/G1/plan/?pay=bank&more=record"


def test_the_address_on_the_plan_opens_the_same_plan(guides):
    page = get("/things/G1/plan/?more=&pay=cash")
    shown = re.search(r'id="share-address">([^<]+)<', page)
    assert shown is not None
    assert shown[1] == "http://testserver/things/G1/plan/?pay=cash"
    again = get(shown[1].removeprefix("http://testserver"))
    assert "怎么付款？ <strong>一次付清</strong>" in again
    assert 'class="qr"' in again


def test_from_a_link_over_logging_in_to_the_draft(guides):
    open_account("buyer", guides.buyer)
    visitor = Client()
    page = visitor.get(PLAN).content.decode()
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)
    sent = {name: value for name, value in hidden if name != "csrfmiddlewaretoken"}
    assert {name: sent[name] for name in ("pay", "more")} == {"pay": "bank", "more": "record"}
    refused = visitor.post(
        "/things/G1/apply/", sent, headers={"referer": f"http://testserver{PLAN}"}
    )
    assert refused.status_code == 302
    assert refused.url.startswith("/login/?next=")
    assert Case.objects.count() == 0
    onwards = parse_qs(urlsplit(refused.url).query)["next"][0]
    who = {"username": "buyer", "password": PASSWORD, "next": onwards}
    back = visitor.post("/login/", who)
    assert back.status_code == 302
    assert back.url == PLAN
    began = visitor.post("/things/G1/apply/", sent)
    case = Case.objects.get()
    assert began.url == f"/cases/{case.number}/"
    assert case.answers == {"pay": ["bank"], "more": ["record"]}


def test_an_old_link_keeps_the_good_answers_and_asks_the_rest(guides):
    response = Client().get(
        "/things/G1/plan/?pay=gold&more=record", headers={"accept-language": "zh-hans"}
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert "链接里有的回答现在用不上了" in page
    assert "“怎么付款？”没有“gold”这个选项" in page
    assert "<h1>怎么付款？</h1>" in page
    assert '<input type="hidden" name="more" value="record">' in page
    on = Client().get("/things/G1/questions/?more=record&asked=pay&pay=cash")
    assert on.url == "/things/G1/plan/?pay=cash&more=record"


def test_an_old_link_with_half_of_a_choice_keeps_that_half(guides):
    page = Client().get("/things/G1/plan/?pay=cash&more=record&more=gone").content.decode()
    assert re.search(r'value="record" checked', page)
    assert '<input type="hidden" name="pay" value="cash">' in page


def test_a_question_that_is_gone_does_not_keep_the_plan_away(guides):
    response = Client().get(
        "/things/G1/plan/?pay=cash&more=record&colour=red", headers={"accept-language": "zh-hans"}
    )
    page = response.content.decode()
    assert "没有“colour”这个问题" in page
    assert "链接里有的回答现在用不上了" in page
    assert "怎么付款？ <strong>一次付清</strong>" in page
    assert 'id="share-address">http://testserver/things/G1/plan/?pay=cash&amp;more=record<' in page


def test_a_link_that_lacks_an_answer_asks_it(guides):
    response = Client().get("/things/G1/plan/?more=record", headers={"accept-language": "zh-hans"})
    page = response.content.decode()
    assert "请回答“怎么付款？”" in page
    assert "链接里有的回答现在用不上了" not in page
    assert Case.objects.count() == 0
