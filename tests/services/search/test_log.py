"""Searches in vain are counted without anybody's data, and forgotten in time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.errors import MayNotLoad
from services.models import MissKind, SearchEntry, SearchMiss, SearchTerm
from services.search import find, log
from services.search.errors import NoSuchMiss
from services.search.index import touch
from services.search.log import (
    WRITES_A_MINUTE,
    forget_old,
    may_write,
    miss_for,
    misses,
    note_followed,
    note_search,
    resolve_miss,
    token_for,
)
from tests import own_cache
from tests.services.search.conftest import refused

pytestmark = pytest.mark.django_db


def search(text: str, *visitors: str, found: int = 0) -> None:
    """Each of these visitors searches once; one visitor where none is named."""
    nobody = Actor(kind=Role.APPLICANT, user_id=None, name="")
    for visitor in visitors or ("192.0.2.1",):
        note_search(text, found=found, visitor=visitor, actor=nobody)


THREE = ("192.0.2.1", "192.0.2.2", "192.0.2.3")


@pytest.fixture(autouse=True)
def _empty_cache():
    own_cache.forget()


def test_counted_by_words(citizen):
    for text in ("火箭发射", " 火箭发射", "火箭发射 13800001234"):
        search(text)
    search("13800001234")
    search("退休", found=3)
    rows = SearchMiss.objects.values_list("kind", "query", "times", "followed")
    assert set(rows) == {
        (MissKind.NOTHING_FOUND.value, "火箭发射", 3, 0),
        (MissKind.NOT_FOLLOWED.value, "退休", 1, 0),
    }


def test_followed_counts_once_a_search(citizen, unseen_loaded):
    for _ in range(4):
        search("民宿", found=2)
    token = token_for("民宿")
    follow = {"kind": "life_event", "code": "X01", "actor": citizen}
    assert [note_followed(token, **follow) for _ in range(3)] == [True, False, False]
    assert SearchMiss.objects.get().followed == 1
    assert SearchEntry.objects.get(code="X01").popularity == 1


@pytest.mark.parametrize("token", ["", "not-ours", "a:b:c"])
def test_a_foreign_token_counts_nothing(token, citizen):
    search("民宿", found=2)
    assert not note_followed(token, kind="life_event", code="X01", actor=citizen)
    assert SearchMiss.objects.get().followed == 0


def test_an_old_token_counts_nothing(citizen, monkeypatch):
    search("民宿", found=2)
    token = token_for("民宿")
    monkeypatch.setattr(log, "SESSION", -1)
    assert not note_followed(token, kind="life_event", code="X01", actor=citizen)
    assert SearchMiss.objects.get().followed == 0


def test_the_list_for_editors(citizen):
    def row(query, times, followed):
        SearchMiss.objects.create(
            kind=MissKind.NOT_FOLLOWED,
            query=query,
            times=times,
            followed=followed,
            last_at=timezone.now(),
            visitors=["0a1b", "2c3d", "4e5f"],
        )

    row("常点开", 9, 5)
    row("少点开", 9, 1)
    row("只搜过两次", 2, 0)
    row("不点开", 4, 0)
    assert [miss.query for miss in misses(MissKind.NOT_FOLLOWED)] == ["少点开", "不点开"]


def test_listed_once_three_visitors_searched_it():
    """What one person types again and again may be that person's name."""
    search("欧阳小明", "192.0.2.1", "192.0.2.1", "192.0.2.1", "192.0.2.2")
    search("火箭发射", *THREE)
    search("张伟退休", "192.0.2.1", "192.0.2.1", "192.0.2.1", found=2)
    search("火箭退休", *THREE, found=2)
    assert [row.query for row in misses(MissKind.NOTHING_FOUND)] == ["火箭发射"]
    assert [row.query for row in misses(MissKind.NOT_FOLLOWED)] == ["火箭退休"]
    hidden = SearchMiss.objects.get(query="张伟退休")
    with refused(NoSuchMiss):
        miss_for(hidden.pk)
    search("欧阳小明", "192.0.2.3")
    assert misses(MissKind.NOTHING_FOUND).count() == 2


def test_visitors_are_told_apart_by_marks_that_lead_nowhere():
    search("火箭发射", *THREE, "192.0.2.4", "192.0.2.1")
    search("登月", *THREE)
    rows = {row.query: row for row in SearchMiss.objects.all()}
    assert rows["火箭发射"].times == 5
    for row in rows.values():
        assert len(set(row.visitors)) == len(row.visitors) == 3
        assert {len(mark) for mark in row.visitors} == {4}
    assert set(rows["火箭发射"].visitors) != set(rows["登月"].visitors)


def test_searches_not_followed_are_listed_until_they_are(unseen_loaded):
    search("民宿", *THREE, found=2)
    (miss,) = misses(MissKind.NOT_FOLLOWED)
    assert (miss.query, miss.times, miss.followed, miss.unfollowed) == ("民宿", 3, 0, 3)
    nobody = Actor(kind=Role.APPLICANT, user_id=None, name="")
    assert note_followed(token_for("民宿"), kind="life_event", code="X01", actor=nobody)
    assert misses(MissKind.NOT_FOLLOWED).count() == 0, "A third of them were opened."


def test_a_catalogue_word_is_kept_whole(unseen_loaded):
    SearchTerm.objects.create(term="张家港", entries=1, is_word=True)
    touch()
    find("民宿")
    search("张家港的社保", *THREE)
    assert SearchMiss.objects.get().query == "张家港的社保"


def test_resolved_until_searched_again(editor):
    search("火箭发射", *THREE)
    miss = SearchMiss.objects.get()
    with refused(MayNotLoad):
        resolve_miss(miss, actor=Actor(kind=Role.CLERK, user_id=None, name="窗口"))
    assert misses(MissKind.NOTHING_FOUND).count() == 1
    resolve_miss(miss, actor=editor)
    assert misses(MissKind.NOTHING_FOUND).count() == 0
    search("火箭发射", *THREE)
    (again,) = misses(MissKind.NOTHING_FOUND)
    assert (again.times, again.resolved_at) == (3, None)


def test_one_address_is_counted_only_so_often(monkeypatch):
    monkeypatch.setattr(log.time, "time", lambda: 1_800_000_000.0)
    assert [may_write("192.0.2.1") for _ in range(WRITES_A_MINUTE + 2)] == (
        [True] * WRITES_A_MINUTE + [False] * 2
    )
    assert may_write("192.0.2.2")


def test_forgotten_in_time(citizen, monkeypatch):
    for number, text in enumerate(("旧的", "常搜的", "少搜的")):
        search(text)
        SearchMiss.objects.filter(query=text).update(times=10 - number)
    SearchMiss.objects.filter(query="旧的").update(last_at=timezone.now() - timedelta(days=181))
    monkeypatch.setattr(log, "MOST_KEPT", 1)
    assert forget_old() == 2
    assert [row.query for row in SearchMiss.objects.all()] == ["常搜的"]
