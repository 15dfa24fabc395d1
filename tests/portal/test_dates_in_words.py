from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import translation

from portal.embedded.venv import CHECKOUT
from portal.text import Text
from portal.ui.templatetags.portal_ui import day, days, machine_time, moment, said

TEMPLATES = CHECKOUT / "templates"
THURSDAY = date(2026, 11, 26)


@pytest.fixture(autouse=True)
def _late_november():
    with time_machine.travel("2026-11-22 10:00+08:00", tick=False):
        yield


@pytest.mark.parametrize(
    ("language", "on", "words"),
    [
        ("zh-hans", THURSDAY, "11 月 26 日（周四）"),
        ("zh-hans", date(2027, 1, 3), "2027 年 1 月 3 日（周日）"),
        ("en", THURSDAY, "Thu 26 Nov"),
        ("en", date(2027, 1, 3), "Sun 3 Jan 2027"),
        ("en", None, ""),
    ],
)
def test_a_day(language, on, words):
    with translation.override(language):
        assert day(on) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", "11 月 26 日（周四） 0:05"), ("en", "Thu 26 Nov 0:05")],
)
def test_a_moment_is_told_in_local_time(language, words):
    with translation.override(language):
        assert moment(datetime(2026, 11, 25, 16, 5, tzinfo=UTC)) == words
        assert day(datetime(2026, 11, 25, 16, 5, tzinfo=UTC)) == words.removesuffix(" 0:05")
        assert moment(None) == ""


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_moment_for_programs_has_whole_seconds_and_the_offset(language):
    with translation.override(language):
        late = datetime(2026, 11, 25, 16, 5, 9, 123456, tzinfo=UTC)
        assert machine_time(late) == "2026-11-26T00:05:09+08:00"
        assert machine_time(None) == ""


def test_every_time_in_a_template_is_written_for_programs_as_well():
    found = {
        f"{file.relative_to(TEMPLATES)}: {told}"
        for file in TEMPLATES.rglob("*.html")
        for told in re.findall(r"<time\b([^>]*)>", file.read_text("utf-8"))
        if not re.fullmatch(r' datetime="{{ [\w.]+\|machine_time }}"', told)
    }
    assert found == set()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hans", ["当天", "1 天", "4 天", ""]),
        ("en", ["same day", "1 day", "4 days", ""]),
    ],
)
def test_a_number_of_days(language, words):
    with translation.override(language):
        assert [days(count) for count in (0, 1, 4, None)] == words


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "甲"), ("en", "A")])
def test_text_in_the_reader_s_language(language, words):
    class Named:
        name, name_en = "甲", "A"

    with translation.override(language):
        assert [said(Text("甲", "A")), said(["甲", "A"]), said(Named(), "name")] == [words] * 3


def test_chinese_stands_in_where_no_english_was_written():
    with translation.override("en"):
        assert [said(text) for text in (Text("甲"), ["甲", ""], ["甲"])] == ["甲"] * 3
        assert said(None) == ""
