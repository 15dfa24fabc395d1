from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from portal.errors.views import server_error

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("plain_frame"),
    pytest.mark.urls("tests.portal.errors.urls"),
]


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


def test_a_refusal_is_a_page_that_says_what_to_do(visitor):
    answer = visitor.get("/test/closed/")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "&lt;b&gt;窗口&lt;/b&gt;关门了。" in page
    assert "请 9 点以后再来。" in page
    assert "以前保存的内容都没有丢。" in page
    assert answer["X-Request-ID"] in page


@pytest.mark.parametrize(("which", "is_said"), [("closed", True), ("late", True), ("gone", False)])
def test_that_nothing_was_lost_is_said_only_where_it_is_so(visitor, which, is_said):
    assert ("没有丢" in visitor.post(f"/test/{which}/").content.decode()) == is_said
    assert "没有丢" not in visitor.get("/test/late/").content.decode()


@pytest.mark.parametrize(
    ("which", "ways"),
    [
        ("denied", ('href="/"', 'href="/login/"')),
        ("forbidden", ('href="/"', 'href="/login/"')),
        ("not-found", ('href="/"', 'role="search"')),
        ("gone", ('href="/"', 'role="search"', 'href="/login/"')),
        ("late", ('href="/"',)),
        ("suspicious", ('href="/"',)),
        ("broken", ('href="/"', 'href="/test/broken/"', 'href="tel:12345"')),
    ],
)
def test_every_error_page_has_a_way_on(visitor, which, ways):
    page = visitor.get(f"/test/{which}/").content.decode()
    assert [way for way in ways if way not in page] == []
    was = visitor.get(f"/test/{which}/", headers={"referer": "http://testserver/things/"})
    assert ('href="/things/"' in was.content.decode()) == (which != "broken")


def test_a_page_that_takes_no_forms_says_so(visitor):
    answer = visitor.post("/design/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET")
    assert "这一页只能看，不收表单。您刚才的提交没有生效。" in answer.content.decode()
    fragment = visitor.post("/design/", headers={"hx-request": "true"})
    assert (fragment.status_code, fragment.content) == (405, b"")


def test_an_address_that_only_takes_forms_says_so_or_leads_to_its_page(visitor):
    answer = visitor.get("/logout/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "这个地址只收表单，不能直接打开。什么都没有改动。" in answer.content.decode()
    assert visitor.head("/logout/").status_code == 405
    assert visitor.get("/login/demo/")["Location"] == "/login/"
    english = visitor.get("/logout/", headers={"accept-language": "en"}).content.decode()
    assert "This address only takes forms" in english


@pytest.mark.parametrize(
    ("which", "status", "sentence"),
    [
        ("denied", 403, "您不能做这一步。"),
        ("forbidden", 403, "您不能做这一步。"),
        ("gone", 404, "没有找到您要的内容。"),
        ("suspicious", 400, "服务器没有看懂这个请求。"),
        ("broken", 500, "系统出了故障，这一步没有办成；以前保存的内容都在。"),
        ("late", 429, "尝试的次数太多。"),
    ],
)
def test_every_error_has_a_page_in_plain_words(visitor, which, status, sentence):
    answer = visitor.get(f"/test/{which}/")
    assert (answer.status_code, sentence in answer.content.decode()) == (status, True)


def test_an_address_that_leads_nowhere(visitor):
    answer = visitor.get("/nowhere/")
    assert (answer.status_code, "没有找到您要的内容。" in answer.content.decode()) == (404, True)
    assert visitor.get("/api/nowhere/").json()["code"] == "not_found"


def test_the_page_for_our_own_faults_needs_nothing_that_may_be_broken(django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = server_error(RequestFactory().get("/test/broken/"))
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "请过几分钟再试。" in page
    assert 'rel="stylesheet" href="/static/portal/portal.css"' in page


def test_the_page_for_our_own_faults_does_without_what_is_lacking(settings, monkeypatch):
    request = RequestFactory().get("/test/broken/")
    lost = "portal.errors.views.static"
    monkeypatch.setattr(lost, lambda name: (_ for _ in ()).throw(ValueError(name)))
    plain = server_error(request)
    assert (plain.status_code, "stylesheet" in plain.content.decode()) == (500, False)
    assert "<h1" in plain.content.decode()
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": []}]
    words = server_error(request)
    assert (words.status_code, words["Content-Type"]) == (500, "text/plain; charset=utf-8")
    assert words.content.decode().splitlines()[1].startswith("请过几分钟再试。")


def test_a_page_that_lay_too_long():
    visitor = Client(enforce_csrf_checks=True)
    answer = visitor.post("/login/", {"username": "x", "password": "x"})
    assert answer.status_code == 403
    assert "这一页放得太久，已经失效。" in answer.content.decode()


def test_later_means_when(visitor):
    assert visitor.get("/test/late/")["Retry-After"] == "30"
    assert visitor.get("/api/test/late/")["Retry-After"] == "30"


def test_a_refused_call_has_one_shape(visitor):
    answer = visitor.get("/api/test/closed/")
    assert answer.status_code == 409
    assert answer.json() == {
        "code": "office_closed",
        "message": "<b>窗口</b>关门了。",
        "what_to_do": "请 9 点以后再来。",
        "field": "office",
        "details": ["x"],
    }


@pytest.mark.parametrize(
    ("which", "status", "code"),
    [
        ("fields", 422, "bad_input"),
        ("unparsed", 400, "unreadable"),
        ("stranger", 401, "login_needed"),
        ("forbidden", 403, "not_allowed"),
        ("denied", 403, "not_allowed"),
        ("gone", 404, "not_found"),
        ("method", 405, "method_refused"),
        ("strange", 500, "broken"),
        ("unacceptable", 406, "refused"),
        ("broken", 500, "broken"),
    ],
)
def test_every_error_of_the_api_has_the_same_shape(visitor, which, status, code):
    answer = visitor.get(f"/api/test/{which}/")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert set(answer.json()) == {"code", "message", "what_to_do", "field", "details"}


def test_faults_are_named_by_their_fields(visitor):
    body = visitor.get("/api/test/fields/").json()
    assert body["field"] is None
    assert body["details"] == [
        {"field": "a.0.b", "message": "坏"},
        {"field": "c", "message": "缺"},
    ]
    assert visitor.get("/api/test/one-field/").json()["field"] == "c"


@pytest.mark.parametrize(
    ("accepted", "message"),
    [
        ("en", "You may not do this."),
        ("zh-CN", "您不能做这一步。"),
        ("", "您不能做这一步。"),
    ],
)
def test_the_api_refuses_in_the_language_asked_for(visitor, accepted, message):
    answer = visitor.get("/api/test/forbidden/", headers={"accept-language": accepted})
    assert (answer.status_code, answer.json()["message"]) == (403, message)
    assert answer["Content-Language"] == ("en" if accepted == "en" else "zh-hans")


@pytest.mark.parametrize(("accepted", "language"), [("en", "en"), ("zh-CN", "zh-Hans")])
def test_the_page_for_our_own_faults_names_its_language(visitor, accepted, language):
    page = visitor.get("/test/broken/", headers={"accept-language": accepted}).content.decode()
    assert f'<html lang="{language}">' in page
