"""The list that citizens search, and the page where editors keep its words."""

from __future__ import annotations

import re
from html import unescape
from ipaddress import ip_network
from urllib.parse import parse_qs, urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import Staff, User
from services.models import MissKind, SearchEntry, SearchMiss, Synonym
from services.search import browse
from services.search.entries import finish
from services.search.index import rebuild
from services.search.log import misses
from tests import own_cache
from tests.services.conftest import hangzhou, unseen_loaded

__all__ = ["hangzhou", "unseen_loaded"]

pytestmark = pytest.mark.usefixtures("unseen_loaded")


@pytest.fixture(autouse=True)
def _empty_cache():
    own_cache.forget()


@pytest.fixture
def editor() -> Client:
    user = User.objects.create_user("editor-of-words", display_name="陈编辑")
    Staff.objects.create(user=user, role="editor")
    client = Client()
    client.force_login(user)
    return client


def missed(query: str, kind: str = MissKind.NOTHING_FOUND) -> SearchMiss:
    return SearchMiss.objects.create(
        kind=kind,
        query=query,
        times=3,
        last_at=timezone.now(),
        visitors=["0a1b", "2c3d", "4e5f"],
    )


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


def test_an_empty_list_offers_ways_on(client):
    page = things(client, q="火箭发射")
    themes = {facet.value for facet in browse().facets["theme"]}
    offered = [parse_qs(each.split("?", 1)[1]) for each in links(page) if "?theme=" in each]
    assert {each["theme"][0] for each in offered} == themes
    assert "tel:12345" in links(page)
    narrowed = things(client, q="民宿", theme="没有的主题")
    assert "不缩小范围，能找到" in narrowed
    assert "?q=%E6%B0%91%E5%AE%BF" in links(narrowed)


def test_what_was_probably_meant_is_a_link(client):
    page = things(client, q="民速")
    meant = [each for each in links(page) if each == f"?{urlencode({'q': '民宿'})}"]
    assert meant, "民速 sounds like 民宿."


def test_further_pages(client):
    def more():
        for number in range(130):
            row = SearchEntry(
                kind="matter", code=f"more-{number:03}", edition=0, name=f"船舶登记{number}"
            )
            yield finish(row, (row.name,))

    rebuild(also=more())
    page = things(client, q="船舶登记")
    assert "最接近的" in page
    (further,) = [each for each in links(page) if "after=" in each]
    second = client.get(reverse("things") + further).content.decode()
    names = [set(re.findall("船舶登记[0-9]+", each)) for each in (page, second)]
    assert all(names)
    assert names[0].isdisjoint(names[1])
    assert SearchMiss.objects.get().times == 1, "A further page is no further search."
    beyond = things(client, q="船舶登记", after="80")
    assert "后面没有了" in beyond
    assert "没有找到" not in beyond


@pytest.mark.parametrize(
    "query", ["，。！？", "１２３４５", "😀", "<script>", "民宿" * 400, "%", "'; --", "x" * 5000]
)
def test_strange_words_are_answered(client, query):
    page = things(client, q=query)
    assert "<script>alert" not in page
    assert 'role="search"' in page


def test_visitors_behind_a_trusted_proxy_are_told_apart(client, settings):
    def search(*visitors: str) -> int:
        for visitor in visitors:
            client.get(reverse("things"), {"q": "火箭发射"}, headers={"X-Forwarded-For": visitor})
        return misses(MissKind.NOTHING_FOUND).count()

    three = ("203.0.113.1", "203.0.113.2", "203.0.113.3")
    assert search(*three) == 0, "Nobody's X-Forwarded-For is believed."
    settings.TRUSTED_PROXIES = [ip_network("127.0.0.1")]
    assert search(*three) == 1


def test_editors_see_what_was_not_followed(editor):
    missed("民宿转让", MissKind.NOT_FOLLOWED)
    SearchMiss.objects.create(
        kind=MissKind.NOT_FOLLOWED, query="欧阳小明", times=9, last_at=timezone.now()
    )
    page = editor.get(reverse("search_words")).content.decode()
    assert "民宿转让" in page
    assert "欧阳小明" not in page, "One visitor alone searched it."


def test_narrowing_is_no_search(client):
    page = things(client, q="民宿", audience="person")
    assert "/things/go/" in page
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
    miss = missed("小木屋")
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
    miss = missed("小木屋")
    assert editor.post(reverse("miss_resolve", args=[miss.pk])).status_code == 302
    assert "小木屋" not in editor.get(reverse("search_words")).content.decode()
