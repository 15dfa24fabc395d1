"""The list that citizens search, and the page where editors keep its words."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import Staff, User
from services.models import MissKind, SearchMiss, Synonym
from tests.services.conftest import hangzhou, unseen_loaded

__all__ = ["hangzhou", "unseen_loaded"]

pytestmark = pytest.mark.usefixtures("unseen_loaded")


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def editor() -> Client:
    user = User.objects.create_user("editor-of-words", display_name="陈编辑")
    Staff.objects.create(user=user, role="editor")
    client = Client()
    client.force_login(user)
    return client


def links(page: str) -> list[str]:
    return [unescape(each) for each in re.findall(r'href="([^"]+)"', page)]


def things(client: Client, **query: str) -> str:
    response = client.get(reverse("things"), query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_search_that_is_followed(client):
    page = things(client, q="民宿")
    (to_first, *_others) = [
        each for each in links(page) if each.startswith("/things/go/life_event/")
    ]
    response = client.get(to_first)
    assert (response.status_code, response.url) == (302, "/things/X01/")
    client.get(to_first)
    rows = SearchMiss.objects.values_list("kind", "query", "times", "followed")
    assert list(rows) == [(MissKind.NOT_FOLLOWED, "民宿", 1, 1)]


def test_a_search_in_vain_says_what_to_do(client):
    page = things(client, q="火箭发射 13800001234")
    assert "12345" in page
    assert reverse("things") in links(page)
    rows = SearchMiss.objects.values_list("kind", "query", "times")
    assert list(rows) == [(MissKind.NOTHING_FOUND, "火箭发射", 1)]


def test_narrowing_is_no_search(client):
    page = things(client, q="民宿", audience="person")
    assert "/things/go/" in page or "没有找到" in page
    assert SearchMiss.objects.count() == 0


def test_narrowed_by_what_the_list_offers(client):
    page = things(client)
    offered = [each for each in links(page) if each.startswith("?audience=")]
    assert offered == ["?audience=person", "?audience=organisation"]
    narrowed = [links(client.get(reverse("things") + each).content.decode()) for each in offered]
    for code in ("X01", "X02"):
        assert sum(reverse("thing", args=[code]) in page for page in narrowed) == 1
    for bad in ({"theme": "没有的主题"}, {"department": "x" * 300}, {"audience": "nobody"}):
        assert client.get(reverse("things"), bad | {"q": "民宿"}).status_code == 200


def test_a_wrong_way_leads_to_the_list(client):
    response = client.get("/things/go/other/X01/")
    assert (response.status_code, response.url) == (302, reverse("things"))


def test_editors_make_a_synonym_of_a_miss(editor):
    miss = SearchMiss.objects.create(
        kind=MissKind.NOTHING_FOUND, query="小木屋", times=3, last_at=timezone.now()
    )
    page = editor.get(reverse("search_words")).content.decode()
    assert "小木屋" in page
    form = {"words": "小木屋、民宿", "code": "", "note": "", "miss": str(miss.pk)}
    looked = editor.get(reverse("search_words"), form | {"look": "1"}).content.decode()
    assert "X01" in looked
    assert Synonym.objects.count() == 0
    response = editor.post(reverse("synonym_new"), form)
    assert (response.status_code, response.url) == (302, reverse("search_words"))
    assert Synonym.objects.get().words == ["小木屋", "民宿"]
    miss.refresh_from_db()
    assert miss.resolved_by_name == "陈编辑"


def test_a_refused_synonym_keeps_what_was_typed(editor):
    response = editor.post(reverse("synonym_new"), {"words": "小木屋", "note": "先记下"})
    assert response.status_code == 422
    page = response.content.decode()
    assert 'value="小木屋"' in page
    assert 'value="先记下"' in page
    assert Synonym.objects.count() == 0


def test_changed_and_retired_on_its_page(editor):
    editor.post(reverse("synonym_new"), {"words": "小木屋", "code": "X01"})
    row = Synonym.objects.get()
    page = reverse("synonym", args=[row.pk])
    looked = editor.get(page, {"words": "小木屋", "code": "X02", "look": "1"})
    assert "X02" in looked.content.decode()
    assert editor.post(page, {"words": "", "code": ""}).status_code == 422
    assert editor.post(page, {"words": "小木屋", "code": "X02"}).status_code == 302
    row.refresh_from_db()
    assert row.code == "X02"
    assert editor.post(reverse("synonym_retire", args=[row.pk])).status_code == 302
    row.refresh_from_db()
    assert row.retired_at is not None
    assert editor.get(page).status_code == 200


def test_a_miss_is_set_aside(editor):
    miss = SearchMiss.objects.create(
        kind=MissKind.NOTHING_FOUND, query="小木屋", times=3, last_at=timezone.now()
    )
    assert editor.post(reverse("miss_resolve", args=[miss.pk])).status_code == 302
    assert "小木屋" not in editor.get(reverse("search_words")).content.decode()
