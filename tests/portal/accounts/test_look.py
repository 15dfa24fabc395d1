"""Light or dark, contrast, large print: by address, by cookie, in the profile."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.template import Context, Template, TemplateSyntaxError

from portal.accounts.look import Look, from_short
from portal.accounts.models import User
from portal.journal.models import Entry
from tests.portal.accounts.conftest import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_cache")]
DARK_AND_LARGE = {"theme": "dark", "contrast": "more", "view": "large"}
LOGIN = {"username": "13800000001", "password": PASSWORD, "next": "/look/"}


def classes(client, address: str = "/login/") -> str:
    page = client.get(address).content.decode()
    tag = page[page.index("<html") : page.index(">", page.index("<html"))]
    return tag.split('class="')[1].rstrip('"') if "class=" in tag else ""


def test_without_a_choice_the_device_decides(client):
    assert classes(client) == ""
    assert 'name="color-scheme" content="light dark"' in client.get("/login/").content.decode()


@pytest.mark.parametrize("address", ["/login/?view=large", "/login/?print=large"])
def test_an_address_asks_for_large_print_and_a_visitor_keeps_it(client, address):
    assert classes(client, address) == "large-print"
    assert classes(client) == "large-print"
    assert classes(client, "/login/?view=normal") == ""
    assert classes(client) == ""


def test_an_unknown_view_is_no_wish(client):
    answer = client.get("/login/?view=huge")
    assert "look" not in answer.cookies


def test_a_visitor_chooses_and_comes_back_to_where_they_were(client):
    answer = client.post("/look/", {**DARK_AND_LARGE, "next": "/register/"})
    assert (answer.status_code, answer["Location"]) == (302, "/register/")
    assert classes(client) == "theme-dark contrast-more large-print"
    assert 'name="color-scheme" content="dark"' in client.get("/login/").content.decode()


def test_the_way_back_leads_nowhere_else(client):
    assert client.post("/look/", {"view": "large", "next": "//evil.test/"})["Location"] == "/look/"


def test_the_switch_in_the_header_changes_the_print_alone(client):
    client.post("/look/", DARK_AND_LARGE)
    client.post("/look/", {"view": "normal"})
    assert classes(client) == "theme-dark contrast-more"


@pytest.mark.parametrize("field", ["theme", "contrast", "view"])
def test_what_is_no_choice_is_refused(client, verified_person, field):
    client.force_login(verified_person)
    assert client.post("/look/", {**DARK_AND_LARGE, field: "glaring"}).status_code == 422
    verified_person.refresh_from_db()
    assert (verified_person.theme, verified_person.large_print) == ("system", False)
    assert not Entry.objects.filter(verb="account.look_changed").exists()


def test_an_account_keeps_it_in_the_profile(client, verified_person):
    client.force_login(verified_person)
    client.post("/look/", DARK_AND_LARGE)
    verified_person.refresh_from_db()
    kept = (verified_person.theme, verified_person.contrast, verified_person.large_print)
    assert kept == ("dark", "more", True)
    assert classes(client, "/profile/") == "theme-dark contrast-more large-print"
    assert classes(client, "/profile/?view=normal") == "theme-dark contrast-more"
    (entry,) = Entry.objects.filter(verb="account.look_changed")
    assert entry.data == {
        "theme": "dark",
        "contrast": "more",
        "large_print": True,
        "shortcuts_off": False,
    }
    client.post("/look/", DARK_AND_LARGE)
    assert Entry.objects.filter(verb="account.look_changed").count() == 1


def test_who_works_here_switches_single_keys_off(client, verified_person, clerk):
    user = User.objects.get(pk=clerk.user_id)
    client.force_login(user)
    assert "单键快捷键" in client.get("/look/").content.decode()
    assert "data-shortcuts" not in client.get("/look/").content.decode()
    client.post("/look/", {"shortcuts": "off"})
    user.refresh_from_db()
    assert user.shortcuts_off
    assert '<body data-shortcuts="off"' in client.get("/look/").content.decode()
    client.post("/look/", {"view": "large"})
    user.refresh_from_db()
    assert user.shortcuts_off
    client.force_login(verified_person)
    assert "单键快捷键" not in client.get("/look/").content.decode()


def test_an_account_inherits_nothing_from_the_browser(client, verified_person):
    client.get("/login/?view=large")
    client.force_login(verified_person)
    assert classes(client, "/profile/") == ""
    client.post("/logout/")
    assert classes(client) == "large-print"


def test_what_a_visitor_chose_just_before_is_kept_at_login(client, verified_person):
    client.post("/look/", {"theme": "dark"})
    client.post("/login/", LOGIN)
    verified_person.refresh_from_db()
    assert (verified_person.theme, verified_person.large_print) == ("dark", False)


def test_the_database_knows_the_choices(verified_person):
    for field in ("theme", "contrast"):
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.filter(pk=verified_person.pk).update(**{field: "glaring"})


@pytest.mark.parametrize("text", ["", "dark", "dark.more", "dark.more.huge", "x.more.large", ".."])
def test_a_broken_cookie_is_no_choice(text):
    assert from_short(text) == Look()


def test_a_cookie_says_what_was_chosen():
    look = Look("dark", "more", is_large=True)
    assert from_short(look.in_short()) == look


@pytest.mark.parametrize(
    ("template", "large", "expected"),
    [
        ("{% secondary %}<p>旧</p>{% endsecondary %}", False, "<p>旧</p>"),
        (
            "{% secondary %}<p>旧</p>{% endsecondary %}",
            True,
            '<details class="secondary"><summary>更多</summary><p>旧</p></details>',
        ),
        (
            "{% secondary words %}<p>旧</p>{% endsecondary %}",
            True,
            '<details class="secondary"><summary>以前&lt;的&gt;</summary><p>旧</p></details>',
        ),
        ("{% secondary %} {% endsecondary %}", True, " "),
    ],
)
def test_large_print_shows_fewer_things_a_page(template, large, expected):
    assert (
        Template(template).render(Context({"large_print": large, "words": "以前<的>"})) == expected
    )


def test_secondary_takes_one_text():
    with pytest.raises(TemplateSyntaxError):
        Template("{% secondary 'a' 'b' %}{% endsecondary %}")
