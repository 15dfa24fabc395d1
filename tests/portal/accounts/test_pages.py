from __future__ import annotations

import time
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from portal.accounts.account_actions import create_staff
from portal.accounts.actor import SYSTEM
from portal.accounts.models import User
from portal.accounts.roles import BELONG_TO_A_DEPARTMENT
from tests.portal.accounts.conftest import LI, PASSWORD

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("plain_frame", "empty_cache"),
]
LOGIN = {"username": "13800000001", "password": PASSWORD}


def logged_in(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


@pytest.mark.parametrize("name", ["13800000001", " 13800000001 "])
def test_logging_in_by_phone_and_coming_back(client, verified_person, name):
    answer = client.post("/login/", {"username": name, "password": PASSWORD, "next": "/profile/"})
    assert (answer.status_code, answer["Location"]) == (302, "/profile/")
    assert logged_in(client) == str(verified_person.pk)


def test_logging_in_by_user_name(client, clerk):
    answer = client.post("/login/", {"username": "clerk", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")


@pytest.mark.parametrize(
    ("role", "where"),
    [
        ("clerk", "/desk/"),
        ("officer", "/inbox/"),
        ("supervisor", "/supervision/"),
        ("data_officer", "/data/"),
        ("editor", "/catalogue/"),
        ("admin", "/catalogue/"),
        ("department_system", "/"),
    ],
)
def test_each_role_begins_where_its_work_is(client, role, where, db):
    post = {"department_code": "A"} if role in BELONG_TO_A_DEPARTMENT else {}
    post |= {"centre_code": "hall"} if role == "clerk" else {}
    create_staff(
        username="somebody",
        display_name="某某",
        password=PASSWORD,
        role=role,
        region_code="330100",
        actor=SYSTEM,
        **post,
    )
    login = {"username": "somebody", "password": PASSWORD}
    assert client.post("/login/", login)["Location"] == where
    assert client.post("/login/", login | {"next": "/profile/"})["Location"] == "/profile/"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_nobody_is_sent_to_another_site(client, verified_person, target):
    assert client.post("/login/", LOGIN | {"next": target})["Location"] == "/"


@pytest.mark.parametrize(
    "wrong", [LOGIN | {"password": "wrong"}, {"username": "nobody", "password": "wrong"}]
)
def test_a_wrong_name_and_a_wrong_password_look_the_same(client, verified_person, wrong):
    answer = client.post("/login/", wrong)
    assert answer.status_code == 422
    assert "用户名、手机号码或密码不对。" in answer.content.decode()
    assert logged_in(client) is None


def test_five_failures_lock_for_fifteen_minutes(verified_person):
    client = Client(REMOTE_ADDR="192.0.2.1")
    with time_machine.travel("2026-11-22 10:00:30+08:00", tick=False) as clock:
        for _ in range(5):
            assert client.post("/login/", LOGIN | {"password": "wrong"}).status_code == 422
        answer = client.post("/login/", LOGIN)
        assert answer.status_code == 429
        assert answer["Retry-After"] == "901"
        assert "请在 10:16 以后再试。" in answer.content.decode()
        assert logged_in(client) is None
        # Another address, and another account from this one, are free.
        assert Client(REMOTE_ADDR="192.0.2.2").post("/login/", LOGIN).status_code == 302
        assert client.post("/login/", LOGIN | {"username": "other"}).status_code == 422
        clock.shift(60)
        assert client.post("/login/", LOGIN)["Retry-After"] == "841"


def test_the_lock_opens_again(verified_person, empty_cache, monkeypatch):
    client = Client()
    monkeypatch.setattr("portal.accounts.login.LOCKED_FOR", timedelta(seconds=1))
    for _ in range(6):
        answer = client.post("/login/", LOGIN | {"password": "wrong"})
    assert answer.status_code == 429
    time.sleep(1.2)
    assert client.post("/login/", LOGIN).status_code == 302


def test_success_forgets_the_failures(verified_person):
    client = Client()
    for _ in range(3):
        for _ in range(4):
            client.post("/login/", LOGIN | {"password": "wrong"})
        assert client.post("/login/", LOGIN).status_code == 302


def test_logging_out_needs_a_post(client, verified_person):
    client.force_login(verified_person)
    assert client.get("/logout/").status_code == 405
    assert logged_in(client) is not None
    assert client.post("/logout/")["Location"] == "/"
    assert logged_in(client) is None


@pytest.fixture
def demo_person(verified_person) -> User:
    verified_person.is_demo = True
    verified_person.save()
    create_staff(
        username="d",
        display_name="陈窗口",
        password=PASSWORD,
        role="clerk",
        is_demo=True,
        actor=SYSTEM,
    )
    return verified_person


def test_the_demo_picker_lists_made_up_people(client, demo_person, settings):
    settings.DEMO = True
    User.objects.create(username="real", display_name="真实的人")
    page = client.get("/login/").content.decode()
    assert page.index("王小明") < page.index("陈窗口")
    assert "真实的人" not in page
    answer = client.post("/login/demo/", {"account": demo_person.pk})
    assert answer.status_code == 302
    assert logged_in(client) == str(demo_person.pk)


def test_the_demo_picker_never_opens_a_real_account(client, demo_person, settings):
    real = User.objects.create(username="real")
    settings.DEMO = True
    assert client.post("/login/demo/", {"account": real.pk}).status_code == 404
    assert client.post("/login/demo/", {"account": "x"}).status_code == 404
    settings.DEMO = False
    assert "王小明" not in client.get("/login/").content.decode()
    assert client.post("/login/demo/", {"account": demo_person.pk}).status_code == 404
    assert logged_in(client) is None


NEW = {"name": "李敏", "id_number": LI, "phone": "13800000009", "password": PASSWORD}


@pytest.mark.parametrize(("is_demo", "how"), [(True, "demo_registry"), (False, "")])
def test_registering(client, settings, is_demo, how):
    settings.DEMO = is_demo
    assert client.get("/register/").status_code == 200
    answer = client.post("/register/", NEW | {"next": "/profile/"}, follow=True)
    assert answer.redirect_chain == [("/profile/", 302)]
    user = User.objects.get(phone="13800000009")
    assert (user.applicant.name, user.applicant.verified_how) == ("李敏", how)
    assert logged_in(client) == str(user.pk)
    assert ("还没有核实" in answer.content.decode()) is not is_demo


def test_a_refused_registration_keeps_what_was_typed(client):
    answer = client.post("/register/", NEW | {"id_number": "123"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "证件号码有误。 请对照证件核对每一位，再填一次。" in page
    assert 'value="李敏"' in page
    assert PASSWORD not in page
    assert not User.objects.exists()
    assert client.post("/register/", {}).status_code == 422


def test_the_profile_changes_the_language(client, verified_person):
    assert client.get("/profile/")["Location"] == "/login/?next=/profile/"
    client.force_login(verified_person)
    assert "*小明" in client.get("/profile/").content.decode()
    answer = client.post("/profile/", {"language": "en"})
    assert answer["Location"] == "/profile/"
    assert answer.cookies["django_language"].value == "en"
    verified_person.refresh_from_db()
    assert verified_person.language == "en"
    assert client.post("/profile/", {"language": "xx"}).status_code == 422
    verified_person.refresh_from_db()
    assert verified_person.language == "en"


def test_the_admin_shows_people_masked(client, verified_person):
    client.force_login(User.objects.create_superuser("root"))
    address = reverse("admin:accounts_applicant_changelist")
    page = client.get(address).content.decode()
    assert "*小明" in page
    assert verified_person.applicant.id_number not in page
    assert client.post(reverse("admin:accounts_applicant_add")).status_code == 403
    person = reverse("admin:accounts_applicant_change", args=[verified_person.applicant.pk])
    assert verified_person.applicant.id_number not in client.get(person).content.decode()
    for name in ("journal_entry", "workcalendar_calendaryear", "idempotency_key", "accounts_staff"):
        assert client.get(reverse(f"admin:{name}_changelist")).status_code == 200
