"""Each tab of supervision says what its page shows, in words a newcomer understands."""

from __future__ import annotations

import re

import pytest

from portal.accounts.roles import Role
from tests.windows.staff import post

pytestmark = pytest.mark.django_db
PAGES = ("days", "stops", "extensions", "silence", "deliveries", "overreach", "desk-work")
HERE = re.compile(r'<a href="([^"]+)" aria-current="page">([^<]+)</a>')
TITLE = re.compile(r"<title>(.+?) · ")
TAB = re.compile(r'<a href="[^"]+"(?: aria-current="page")?>([^<]+)</a>')


@pytest.fixture
def supervisor(town):
    return post("督查", Role.SUPERVISOR)[0]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_tab_and_its_page_say_the_same(supervisor, page, language):
    address = f"/supervision/{page}/"
    shown = supervisor.get(address, headers={"accept-language": language}).content.decode()
    (title,) = TITLE.findall(shown)
    assert (address, title) in HERE.findall(shown)


@pytest.mark.parametrize(("language", "shortest"), [("zh-hans", 5), ("en", 12)])
def test_no_tab_is_a_single_word(supervisor, language, shortest):
    shown = supervisor.get("/supervision/", headers={"accept-language": language}).content.decode()
    tabs = TAB.findall(shown.split('<nav class="ways"')[1].split("</nav>")[0])
    assert len(tabs) == len(set(tabs)) == 15
    assert [tab for tab in tabs if len(tab) < shortest] == []
