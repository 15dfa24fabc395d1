"""The page that asks, the case page, the desk, the API, the guide: in both languages."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.outbox.drain import drain
from services.catalogue.spec import OnDenial
from tests.access.scenes import appoint, open_account
from tests.windows import builders as b
from tests.windows.api.conftest import Caller
from tests.windows.denials.conftest import deny, say, states
from windows.cases import story
from windows.cases.queries import case_for
from windows.intake.actions import refuse
from windows.models import Approval, DenialQuestion
from windows.web.citizen.denial import denials_on


def browser(user, language="zh-hans"):
    client = Client(headers={"accept-language": language})
    client.force_login(user)
    return client


@pytest.fixture
def owner(town):
    return browser(open_account("owner", town.buyer))


@pytest.fixture
def clerk(town):
    staff = appoint("clerk", role="clerk", region_code="330100", centre_code="test-hall")
    return browser(staff)


def html(response, status=200):
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def test_the_page_says_what_was_denied_what_ended_and_what_is_left(town, owner):
    say(OnDenial.ASK)
    case = b.accepted_case(town)
    deny(town, case, "T1-A")
    page = html(owner.get(f"/cases/{case.number}/denial/"))
    assert "其余的还要办吗？" in page
    assert "产权有争议" in page
    assert "“T1-A事项”没有办成，缺少它的结果" in page
    left = page.split("其余的，还在办")[1].split("<form")[0]
    assert "T1-D事项" in left
    assert "T1-E事项" in left
    assert "T1-B事项" not in left
    assert "杭州市人民政府申请行政复议" in page
    day = DenialQuestion.objects.get().answer_by
    assert f"{day.month} 月 {day.day} 日" in page


def test_it_leads_from_the_case_page_and_back(asked, owner):
    page = html(owner.get(f"/cases/{asked.number}/"))
    assert f'href="/cases/{asked.number}/denial/"' in page
    assert "没有准予的，怎么办" in page
    assert 'href="https://' in page.split("没有准予的，怎么办")[1].split("</section>")[0]
    answer = owner.post(f"/cases/{asked.number}/denial/", {"answer": "stop"})
    assert (answer.status_code, answer.url) == (302, f"/cases/{asked.number}/")
    drain()
    assert DenialQuestion.objects.get().answer == "stop"
    page = html(owner.get(f"/cases/{asked.number}/"))
    assert "已记下：其余的不办了。" in page
    assert "申请人决定其余的不办了" in page


def test_nothing_chosen_says_so_and_changes_nothing(asked, owner):
    page = html(owner.post(f"/cases/{asked.number}/denial/", {}), 422)
    assert "请选一项" in page
    assert DenialQuestion.objects.get().answered_at is None


def test_a_second_answer_says_what_was_answered(asked, owner):
    owner.post(f"/cases/{asked.number}/denial/", {"answer": "continue"})
    page = html(owner.post(f"/cases/{asked.number}/denial/", {"answer": "stop"}), 409)
    assert "这个问题已经有了回答：其余的继续办" in page
    assert states(asked)["A"] == "dispatched"
    assert owner.get(f"/cases/{asked.number}/denial/").url == f"/cases/{asked.number}/"


def test_a_clerk_answers_at_the_desk(asked, clerk):
    page = html(clerk.get(f"/desk/cases/{asked.number}/"))
    assert "有一项没有准予" in page
    answer = clerk.post(f"/desk/cases/{asked.number}/denial/", {"answer": "stop"})
    assert answer.status_code == 302
    assert DenialQuestion.objects.get().how == "window"
    assert "有一项没有准予" not in html(clerk.get(f"/desk/cases/{asked.number}/"))


def test_a_late_department_is_told_with_review_first(town, owner):
    case = b.accepted_case(town)
    b.grant(town, case, "T1-A")
    late = b.approval(case, "T1-B")
    Approval.objects.filter(pk=late.pk).update(statutory_on="2020-01-02")
    page = html(owner.get(f"/cases/{case.number}/"))
    assert "超过法定期限" in page
    assert "要先申请行政复议" in page


def test_a_case_without_a_denial_says_nothing_of_it(town, owner):
    case = b.accepted_case(town)
    assert "没有准予的，怎么办" not in html(owner.get(f"/cases/{case.number}/"))
    assert owner.get(f"/cases/{case.number}/denial/").url == f"/cases/{case.number}/"


def test_without_a_denial_the_page_asks_the_database_nothing_more(town):
    case = case_for(town.me, b.accepted_case(town).number)
    with CaptureQueriesContext(connection) as queries:
        assert denials_on(case) is None
        assert story.what_you_must_do(case, town.me) is None
    assert [each["sql"] for each in queries if "windows_denial" in each["sql"]] == []


def test_the_api_asks_and_takes_one_answer(asked, town):
    me = Caller()
    me.force_login(open_account("owner", town.buyer))
    told = me.read(f"cases/{asked.number}/denial/")["asked"]
    assert [each["matter"] for each in told["denied"]] == ["T1-E"]
    assert told["denied"][0]["reason"] == "产权有争议"
    assert [each["matter"] for each in told["left"]] == ["T1-A", "T1-B", "T1-D", "T1-C"]
    path = f"cases/{asked.number}/denial/"
    assert me.send(path, {"answer": "maybe"}, 422)["code"] == "unknown_answer"
    assert me.send(path, {"answer": "stop"})["answer"] == "stop"
    assert me.send(path, {"answer": "continue"}, 409)["code"] in ("denial_answered", "nothing_left")
    assert me.read(path) == {"asked": None}
    drain()
    results = me.read(f"cases/{asked.number}/result/")["results"]
    against = next(each for each in results if each["matter"] == "T1-E")["against"]
    assert against["review_body"]["zh"] == "杭州市人民政府"
    assert against["review_by"] < against["suit_by"]


def test_a_refused_case_says_where_to_turn_on_its_page_and_over_the_api(town):
    case = b.do(refuse, b.submitted_case(town), reason="不属于本市", actor=town.clerk)
    user = open_account("owner", town.buyer)
    page = html(browser(user).get(f"/cases/{case.number}/"))
    assert "向杭州市人民政府申请行政复议" in page
    me = Caller()
    me.force_login(user)
    told = me.read(f"cases/{case.number}/")
    assert "向杭州市人民政府申请行政复议" in told["remedies"]["zh"]
    assert "people's court" in told["remedies"]["en"]
    accepted = b.accepted_case(town)
    assert me.read(f"cases/{accepted.number}/")["remedies"] is None


@pytest.mark.parametrize(
    ("on_denial", "said"),
    [
        (OnDenial.CONTINUE, "其余的照常办。"),
        (OnDenial.STOP, "这件事要每一项都准予才能办成"),
        (OnDenial.ASK, "其余的还要不要办，由您决定"),
    ],
)
def test_the_guide_says_it(town, on_denial, said):
    say(on_denial)
    page = html(Client().get("/things/T1/"))
    assert "如果其中一项不予许可：" in page
    assert said in page.split("如果其中一项不予许可：")[1][:100]
