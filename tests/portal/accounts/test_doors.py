"""`require` in front of views, and the token for departments' systems."""

from __future__ import annotations

import pytest
from rest_framework.authtoken.models import Token

from portal.accounts.account_actions import create_staff
from portal.accounts.actor import SYSTEM
from portal.accounts.models import User
from tests.portal.accounts.conftest import PASSWORD

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("plain_frame", "empty_cache"),
    pytest.mark.urls("tests.portal.errors.urls"),
]


def test_a_stranger_logs_in_first(client):
    answer = client.get("/test/desk/?a=1&b=2")
    assert answer["Location"] == "/login/?next=/test/desk/%3Fa%3D1%26b%3D2"


@pytest.mark.parametrize(
    ("sent_from", "comes_back_to"),
    [
        ("http://testserver/test/plan/?a=1", "/test/plan/%3Fa%3D1"),
        ("http://testserver/test/plan/", "/test/plan/"),
        ("https://elsewhere.example/test/plan/", "/"),
        ("", "/"),
    ],
)
def test_a_stranger_who_sent_a_form_comes_back_to_the_page_it_stands_on(
    client, sent_from, comes_back_to
):
    answer = client.post("/test/desk/", headers={"Referer": sent_from})
    assert answer["Location"] == f"/login/?next={comes_back_to}"


def test_the_right_role_gets_in(client, clerk, django_assert_num_queries):
    client.force_login(User.objects.get(pk=clerk.user_id))
    with django_assert_num_queries(3):  # session, user, staff: the actor is looked up once
        assert client.get("/test/desk/").content.decode() == "陈窗口clerk"


def test_another_role_gets_a_page_that_says_no(client, verified_person):
    client.force_login(verified_person)
    answer = client.get("/test/desk/")
    assert answer.status_code == 403
    assert "您的账号没有打开这一页的权限。" in answer.content.decode()


@pytest.fixture
def department_system() -> User:
    return create_staff(
        username="zjj-system",
        display_name="住建业务系统",
        password=PASSWORD,
        role="department_system",
        department_code="zjj",
        actor=SYSTEM,
    ).user


def test_a_departments_system_gets_its_token(client, department_system):
    body = {"username": "zjj-system", "password": PASSWORD}
    answer = client.post("/api/v1/token/", body, content_type="application/json")
    assert answer.status_code == 200
    assert answer.json() == {"token": Token.objects.get(user=department_system).key}
    assert client.post("/api/v1/token/", body).json() == answer.json()


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"username": "zjj-system", "password": "wrong"}, 422, "login_refused"),
        ({"username": "clerk", "password": PASSWORD}, 403, "token_not_allowed"),
        ({"username": "clerk"}, 422, "bad_input"),
    ],
)
@pytest.mark.usefixtures("clerk", "department_system")
def test_nobody_else_does(client, body, status, code):
    answer = client.post("/api/v1/token/", body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not Token.objects.exists()


def test_tokens_cannot_be_guessed_at(client, department_system):
    for _ in range(5):
        client.post("/api/v1/token/", {"username": "zjj-system", "password": "wrong"})
    answer = client.post("/api/v1/token/", {"username": "zjj-system", "password": PASSWORD})
    assert (answer.status_code, answer.json()["code"]) == (429, "login_locked")
    assert int(answer["Retry-After"]) <= 901
    assert not Token.objects.exists()
