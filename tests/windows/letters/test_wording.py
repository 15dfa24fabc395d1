"""Every kind of notice has a letter in both languages, short and without anything private."""

from __future__ import annotations

import re

import pytest

from tests.reading import chinese_in
from tests.test_house_rules import calls, words
from windows.letters.kinds import ALWAYS, CODE, QUIETABLE, TOPICS, Topic, topic_of
from windows.letters.wording import KINDS, LANGUAGES, parts_of, worded

FACTS = {
    "number": "330106-20261123-000001",
    "link": "https://portal.example/cases/330106-20261123-000001/",
}
CODE_FACTS = {"code": "402913", "minutes": 10}
TO_OFFICES = {"department_silent", "callback", "line_questioned", "intake_silent", "renewal_silent"}
"""Told to supervisors in the site; nobody's own telephone rings for them."""


def kinds_written() -> set[str]:
    found: set[str] = set()
    for path, call, tree in calls("notify"):
        if path == "windows/process.py":
            continue  # what an older release left in the outbox
        (kind,) = [each.value for each in call.keywords if each.arg == "kind"]
        known = words(kind, tree)
        assert known, f"{path}:{call.lineno}: notify() with a kind that cannot be read."
        found |= known
    return found


def test_every_notice_to_a_person_has_a_topic_and_the_other_way_round():
    assert set(TOPICS) == kinds_written() - TO_OFFICES
    assert set(ALWAYS) | set(QUIETABLE) == set(Topic)
    assert topic_of("of an older release") == Topic.PROGRESS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [*KINDS, "of an older release"])
def test_each_letter(kind, language):
    facts = CODE_FACTS if kind == CODE else FACTS
    said = worded(kind, language, **facts)
    assert 4 <= len(said.subject) <= 60
    assert "\n" not in said.subject + said.sms
    assert "{" not in said.subject + said.sms + said.email
    if language == "en":
        assert chinese_in(said.subject + said.sms + said.email) == []
    for value in facts.values():
        assert str(value) in said.sms
        assert str(value) in said.email
    assert said.parts <= 2, said.sms
    assert said.subject not in ("", said.sms)


@pytest.mark.parametrize("kind", KINDS)
def test_both_languages_are_different_letters(kind):
    facts = CODE_FACTS if kind == CODE else FACTS
    assert worded(kind, "en", **facts).sms != worded(kind, "zh-hans", **facts).sms


def test_a_language_that_we_do_not_speak_is_a_fault():
    with pytest.raises(KeyError):
        worded("accepted", "fr", **FACTS)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("字" * 70, 1),
        ("字" * 71, 2),
        ("字" * 134, 2),
        ("字" * 135, 3),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("a" * 70 + "字", 2),
    ],
)
def test_parts_as_the_network_counts_them(text, parts):
    assert parts_of(text) == parts


def test_no_template_asks_for_anything_private():
    from django.conf import settings

    allowed = {"number", "link", "code", "minutes", "said"}
    for file in (settings.CHECKOUT / "templates/letters").rglob("*.txt"):
        asked = set(re.findall(r"\{\{\s*([\w.|]+)", file.read_text("utf-8")))
        assert asked <= allowed, file
