"""Searches in vain are counted without anybody's data, and forgotten in time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.errors import MayNotLoad
from services.models import MissKind, SearchEntry, SearchMiss
from services.search import log
from services.search.log import (
    WRITES_A_MINUTE,
    forget_old,
    may_write,
    misses,
    note_followed,
    note_search,
    resolve_miss,
    token_for,
    without_private,
)
from tests.services.search.conftest import refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("身份证 330106199001011234 到期", "身份证 到期"),
        ("33010619900101123X", ""),
        ("１３８ ０００ ０１２３４ 退休", "退休"),
        ("138-0000-1234", ""),
        ("wang.xm@example.com 报销", "报销"),
        ("91330106MA2XXXXX1P 注销", "注销"),
        ("我的代码91330106MA2KABCD1X注销", "我的代码 注销"),
        ("浙A12345 过户", "过户"),
        ("我叫王小明 退休", "退休"),
        ("2024年退休", "2024年退休"),
        ("Open A Shop", "open a shop"),
    ],
)
def test_what_tells_a_person_is_not_kept(typed, kept):
    assert without_private(typed) == kept


def test_counted_by_words(citizen):
    for text in ("火箭发射", " 火箭发射", "火箭发射 13800001234"):
        note_search(text, found=0, actor=citizen)
    note_search("13800001234", found=0, actor=citizen)
    note_search("退休", found=3, actor=citizen)
    rows = SearchMiss.objects.values_list("kind", "query", "times", "followed")
    assert set(rows) == {
        (MissKind.NOTHING_FOUND.value, "火箭发射", 3, 0),
        (MissKind.NOT_FOLLOWED.value, "退休", 1, 0),
    }


def test_followed_counts_once_a_search(citizen, unseen_loaded):
    for _ in range(4):
        note_search("民宿", found=2, actor=citizen)
    token = token_for("民宿")
    follow = {"kind": "life_event", "code": "X01", "actor": citizen}
    assert [note_followed(token, **follow) for _ in range(3)] == [True, False, False]
    assert SearchMiss.objects.get().followed == 1
    assert SearchEntry.objects.get(code="X01").popularity == 1


@pytest.mark.parametrize("token", ["", "not-ours", "a:b:c"])
def test_a_foreign_token_counts_nothing(token, citizen):
    note_search("民宿", found=2, actor=citizen)
    assert not note_followed(token, kind="life_event", code="X01", actor=citizen)
    assert SearchMiss.objects.get().followed == 0


def test_an_old_token_counts_nothing(citizen, monkeypatch):
    note_search("民宿", found=2, actor=citizen)
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
        )

    row("常点开", 9, 5)
    row("少点开", 9, 1)
    row("只搜过两次", 2, 0)
    row("不点开", 4, 0)
    assert [miss.query for miss in misses(MissKind.NOT_FOLLOWED)] == ["少点开", "不点开"]


def test_resolved_until_searched_again(citizen, editor):
    note_search("火箭发射", found=0, actor=citizen)
    miss = SearchMiss.objects.get()
    with refused(MayNotLoad):
        resolve_miss(miss, actor=Actor(kind=Role.CLERK, user_id=None, name="窗口"))
    assert misses(MissKind.NOTHING_FOUND).count() == 1
    resolve_miss(miss, actor=editor)
    assert misses(MissKind.NOTHING_FOUND).count() == 0
    note_search("火箭发射", found=0, actor=citizen)
    (again,) = misses(MissKind.NOTHING_FOUND)
    assert (again.times, again.resolved_at) == (1, None)


def test_one_address_is_counted_only_so_often(monkeypatch):
    monkeypatch.setattr(log.time, "time", lambda: 1_800_000_000.0)
    assert [may_write("192.0.2.1") for _ in range(WRITES_A_MINUTE + 2)] == (
        [True] * WRITES_A_MINUTE + [False] * 2
    )
    assert may_write("192.0.2.2")


def test_forgotten_in_time(citizen, monkeypatch):
    for number, text in enumerate(("旧的", "常搜的", "少搜的")):
        note_search(text, found=0, actor=citizen)
        SearchMiss.objects.filter(query=text).update(times=10 - number)
    SearchMiss.objects.filter(query="旧的").update(last_at=timezone.now() - timedelta(days=181))
    monkeypatch.setattr(log, "MOST_KEPT", 1)
    assert forget_old() == 2
    assert [row.query for row in SearchMiss.objects.all()] == ["常搜的"]
