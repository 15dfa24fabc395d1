"""The search is judged on queries in citizens' words; only one half was looked at while tuning.

A further file, which the project may not ship, is judged where JUDGED_QUERIES names it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from services.management.commands.judge_search import codes_for
from services.search.judging import Judged, judge, read_judged

FILE = Path(__file__).with_name("judged.csv")
LEAST_TUNED, LEAST_HELD_OUT = 0.95, 0.90


@pytest.mark.usefixtures("shipped")
def test_the_right_thing_is_among_the_first_three():
    rows, left_out = read_judged(FILE)
    verdict = judge(rows, codes_for)
    assert left_out == 0
    assert (verdict.tuned.rows, verdict.held_out.rows) == (101, 104)
    assert verdict.tuned.share >= LEAST_TUNED, verdict.tuned.missed
    assert verdict.held_out.share >= LEAST_HELD_OUT, len(verdict.held_out.missed)


@pytest.mark.usefixtures("shipped")
@pytest.mark.skipif("JUDGED_QUERIES" not in os.environ, reason="JUDGED_QUERIES names no file")
def test_a_file_from_outside(capsys):
    """Its missed queries are not shown: only one half of them may be looked at."""
    rows, _left_out = read_judged(Path(os.environ["JUDGED_QUERIES"]))
    verdict = judge(rows, codes_for)
    assert verdict.tuned.share >= LEAST_HELD_OUT
    assert verdict.held_out.share >= LEAST_HELD_OUT


@pytest.mark.django_db(transaction=True)
def test_the_command_ends_with_an_error_above_the_bound(unseen_loaded, tmp_path, capsys):
    file = tmp_path / "queries.csv"
    file.write_text("query,code,name\n民宿,X01|X02,\n火箭,X01,\n身份证,M:居民身份证,\n")
    call_command("judge_search", file, most_missed=100)
    assert "1 条" in capsys.readouterr().out
    with pytest.raises(CommandError, match=r"100\.0%.*99%"):
        call_command("judge_search", file, most_missed=99)


@pytest.mark.django_db
def test_the_command_refuses_what_it_cannot_judge(tmp_path):
    empty, strange = tmp_path / "empty.csv", tmp_path / "strange.csv"
    empty.write_text("query,code\n身份证,M:居民身份证\n")
    strange.write_text("words,thing\n民宿,X01\n")
    for file in (tmp_path / "none.csv", empty, strange):
        with pytest.raises(CommandError):
            call_command("judge_search", file)


def test_every_life_event_is_asked_for():
    rows, _left_out = read_judged(FILE)
    assert len({row.code for row in rows}) == 22
    assert len({row.query for row in rows}) == len(rows) == 205


def test_halves_follow_from_the_words_alone():
    assert [Judged(text, "P01").is_held_out for text in ("a", "b", "c", "d")] == [
        Judged(text, "E01").is_held_out for text in ("a", "b", "c", "d")
    ]


def test_a_single_matter_is_left_out(tmp_path):
    file = tmp_path / "queries.csv"
    file.write_text("query,code,name\n身份证到期,M:居民身份证,居民身份证\n结婚,P03,婚育\n")
    assert read_judged(file) == ([Judged("结婚", "P03")], 1)


def test_what_is_not_found_is_missed():
    verdict = judge([Judged("结婚", "P03"), Judged("退休", "P04|P05")], lambda _: ["P01", "P05"])
    halves = (verdict.tuned, verdict.held_out)
    assert sum(half.within for half in halves) == 1
    assert [each for half in halves for each in half.missed] == [
        (Judged("结婚", "P03"), ["P01", "P05"])
    ]
