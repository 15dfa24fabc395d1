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


@pytest.mark.parametrize("page", ["mismatches", "questions", "conformity", "letters", "seals"])
def test_a_tab_that_leads_elsewhere_leads_back(supervisor, page):
    """Pages that others open as well, with ways of their own."""
    shown = supervisor.get("/supervision/").content.decode()
    row = shown.split('<nav class="ways"')[1].split("</nav>")[0]
    known = dict.fromkeys(re.findall(r'href="([^"]+)"', row))
    (address,) = [each for each in known if page in each]
    there = supervisor.get(address).content.decode()
    assert address in [each for each, _name in HERE.findall(there)]
    assert 'href="/supervision/"' in there.split('<nav class="ways"')[1]
