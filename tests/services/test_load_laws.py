"""Statutes are taken over whole or not at all, and found by the names that citations use."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.roles import Role
from portal.journal.models import Entry
from services.errors import LawsRefused, MayNotLoad
from services.models import StatuteArticle
from services.statutes import actions
from services.statutes.actions import load_laws
from services.statutes.names import article_number, short_name
from services.statutes.queries import library

LICENSING = "中华人民共和国行政许可法"


def row(law=LICENSING, article=1, text="为了规范行政许可。", version="2019-04-23", **more):
    held = {"law": law, "version_date": version, "article": article, "text": text}
    return held | {"article_label": f"第{article}条"} | more


@pytest.fixture
def laws(tmp_path):
    def _laws(*rows):
        path = tmp_path / "laws.jsonl"
        said = [each if isinstance(each, str) else json.dumps(each) for each in rows]
        path.write_text("\n".join(said), encoding="utf-8")
        return path

    return _laws


def load(path):
    with transaction.atomic():
        return load_laws(path, actor=SYSTEM)


def kept():
    return set(StatuteArticle.objects.values_list("law", "article", "text"))


def test_articles_are_kept_under_short_names(db, laws):
    tally = load(laws(row(), "", row(article="17-1", text="其一"), row("消防法", "第13条", "验收")))
    assert (tally.laws, tally.created, tally.unchanged) == (2, 3, 0)
    assert kept() == {
        ("行政许可法", "1", "为了规范行政许可。"),
        ("行政许可法", "17-1", "其一"),
        ("消防法", "13", "验收"),
    }
    assert StatuteArticle.objects.get(article="17-1").version_date == date(2019, 4, 23)


def test_a_second_loading_writes_nothing(db, laws):
    path = laws(row(), row(article=2, text="许可"))
    load(path)
    before = list(StatuteArticle.objects.values_list("pk", flat=True))
    entries = Entry.objects.count()
    tally = load(path)
    assert (tally.created, tally.changed, tally.unchanged, tally.removed) == (0, 0, 2, 0)
    assert list(StatuteArticle.objects.values_list("pk", flat=True)) == before
    assert Entry.objects.count() == entries


def test_a_newer_text_replaces_the_whole_law_and_an_older_one_nothing(db, laws):
    load(laws(row(), row(article=2, text="旧"), row("消防法", 1, "甲", "2021-04-29")))
    tally = load(laws(row(text="新", version="2026-01-01")))
    assert (tally.created, tally.changed, tally.removed) == (0, 1, 1)
    assert kept() == {("行政许可法", "1", "新"), ("消防法", "1", "甲")}
    tally = load(laws(row()))
    assert (tally.changed_nothing, tally.laws, tally.older) == (True, 0, 1)
    assert article_text("行政许可法", "1") == "新"


def test_of_two_texts_in_one_file_the_newer_is_kept_in_either_order(db, laws):
    old, new = row(article=9, text="旧"), row(text="新", version="2026-01-01")
    for rows in ((old, new), (new, old)):
        assert load(laws(*rows)).older == 1
        assert kept() == {("行政许可法", "1", "新")}


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("{", "不是一行 JSON"),
        ("[" * 100_000, "不是一行 JSON"),
        ("[]", "JSON 对象"),
        (row(article="十七"), "十七"),
        (row(article=None), "None"),
        (row(text=" "), "text"),
        (row(law=["x"]), "law"),
        (row(law="长" * 201), "law"),
        (row(version="去年"), "去年"),
        (row(text="a\0b"), "text"),
    ],
)
def test_one_bad_line_refuses_the_file_and_writes_nothing(db, laws, bad, said):
    load(laws(row(text="在先")))
    with pytest.raises(LawsRefused) as refused:
        load(laws(row(text="在后"), row(article=2), bad, bad))
    assert [each.place.line for each in refused.value.faults] == [3, 4]
    assert said in refused.value.faults[0].message
    assert kept() == {("行政许可法", "1", "在先")}


def test_an_article_twice_and_an_empty_or_missing_file_are_refused(db, laws, tmp_path):
    for path in (laws(row(), row(text="又")), laws(""), tmp_path / "none.jsonl"):
        with pytest.raises(LawsRefused):
            load(path)
    assert kept() == set()


def test_a_loading_killed_half_way_leaves_nothing(db, laws, monkeypatch):
    monkeypatch.setattr(actions, "BATCH", 1)

    def killed(read):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        load_laws(laws(row(), row(article=2)), actor=SYSTEM, progress=killed)
    assert kept() == set()


def test_residents_load_no_laws(db, laws):
    with pytest.raises(MayNotLoad), transaction.atomic():
        load_laws(laws(row()), actor=Actor(kind=Role.APPLICANT, user_id=None, name="某人"))
    assert kept() == set()


def test_the_command_counts_and_reports_lines(transactional_db, laws):
    out, err = StringIO(), StringIO()
    call_command("load_laws", str(laws(row(), row(article=2))), stdout=out)
    assert "已读 2 条" in out.getvalue()
    assert "法律法规 1 部：新增 2，变更 0，未变 0，删去 0" in out.getvalue()
    with pytest.raises(CommandError, match="1 处错误"):
        call_command("load_laws", str(laws(row(), "{")), stderr=err)
    assert "laws.jsonl:2" in err.getvalue()


@pytest.mark.parametrize(
    ("said", "short"),
    [
        ("《中华人民共和国行政许可法》", "行政许可法"),
        ("食品经营许可和备案管理办法（2023）", "食品经营许可和备案管理办法"),
        ("浙江省实施《档案法》办法", "浙江省实施《档案法》办法"),
        ("国发〔1978〕104号", "国发〔1978〕104号"),
    ],
)
def test_short_names(said, short):
    assert short_name(said) == short


def article_text(law: str, article: str) -> str | None:
    return library([(law, article)]).text(law, article)


def test_numbers_of_articles():
    said = ("17", "第17条", "17-1", "17之1", "第17条之1", "017", "十七", "", "1" * 9)
    assert [article_number(each) for each in said] == [
        *("17", "17", "17-1", "17-1", "17-1", "17", "", "", "")
    ]


def test_a_code_is_found_whole_or_in_parts(db, laws):
    load(laws(row("民法典物权编", 402, "抵押登记"), row("中华人民共和国海商法典", 1, "海")))
    assert article_text("民法典", "402") == "抵押登记"
    assert article_text("中华人民共和国民法典物权编", "402") == "抵押登记"
    assert article_text("海商法典船舶编", "1") == "海"
    assert article_text("民法典物权编", "403") is None
    shelf = library([("民法典合同编", "1"), ("民法典", "1"), ("消防法", "1")])
    assert [shelf.has(law) for law in ("民法典合同编", "民法典", "消防法")] == [False, True, False]
