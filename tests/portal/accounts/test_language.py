from __future__ import annotations

import pytest

from portal.accounts.account_actions import change_profile
from portal.accounts.actor import actor_of
from portal.accounts.models import User
from tests.portal.accounts.conftest import LI, PASSWORD

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("plain_frame", "empty_cache"),
]
LOGIN = {"username": "13800000001", "password": PASSWORD, "next": "/profile/"}


def switch(client, language: str):
    return client.post("/i18n/setlang/", {"language": language, "next": "/login/"})


def heading(client, **headers) -> str:
    page = client.get("/login/", headers=headers).content.decode()
    return page.split("<h1>")[1].split("</h1>")[0]


@pytest.mark.parametrize(
    ("accepted", "words"),
    [
        ("", "登录"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "登录"),
        ("zh-TW", "登录"),
        ("en-GB,en;q=0.9", "Log in"),
        ("fr", "登录"),
    ],
)
def test_a_new_browser_is_answered_in_the_language_it_asks_for(client, accepted, words):
    assert heading(client, **{"accept-language": accepted}) == words


def test_switching_holds_for_the_browser(client):
    assert heading(client) == "登录"
    answer = switch(client, "en")
    assert (answer.status_code, answer["Location"]) == (302, "/login/")
    assert heading(client, **{"accept-language": "zh-CN"}) == "Log in"
    switch(client, "zh-hans")
    assert heading(client, **{"accept-language": "en"}) == "登录"


def test_an_unknown_language_changes_nothing(client, verified_person):
    client.force_login(verified_person)
    assert switch(client, "xx").status_code == 302
    assert heading(client) == "登录"
    verified_person.refresh_from_db()
    assert verified_person.language == "zh-hans"


def test_the_profile_decides_at_login(client, verified_person):
    actor = actor_of(verified_person)
    change_profile(verified_person, language="en", actor=actor)
    answer = client.post("/login/", LOGIN, follow=True)
    assert answer.redirect_chain == [("/profile/", 302)]
    assert "My settings" in answer.content.decode()


def test_what_a_visitor_chose_just_before_wins_and_is_kept(client, verified_person):
    switch(client, "en")
    assert "My settings" in client.post("/login/", LOGIN, follow=True).content.decode()
    verified_person.refresh_from_db()
    assert verified_person.language == "en"


def test_a_choice_ends_with_the_session(client, verified_person):
    """On a shared browser nobody inherits the language of the person before."""
    switch(client, "en")
    client.post("/login/", LOGIN)
    client.post("/logout/")
    User.objects.update(language="zh-hans")
    assert "我的设置" in client.post("/login/", LOGIN, follow=True).content.decode()


def test_switching_when_logged_in_changes_the_profile(client, verified_person):
    client.force_login(verified_person)
    verified_person.large_print = True
    verified_person.save()
    switch(client, "en")
    verified_person.refresh_from_db()
    assert (verified_person.language, verified_person.large_print) == ("en", True)


def test_a_new_account_speaks_the_language_it_was_opened_in(client, settings):
    new = {"name": "李敏", "id_number": LI, "phone": "13800000009", "password": PASSWORD}
    client.post("/register/", new, headers={"accept-language": "en"})
    assert User.objects.get(phone="13800000009").language == "en"
