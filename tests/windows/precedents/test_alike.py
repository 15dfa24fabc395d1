"""What was decided before in the same situation: counted, linked, and nobody's name."""

from __future__ import annotations

import datetime as dt
from importlib import import_module

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from portal.outbox.drain import drain
from tests.windows import builders as b
from tests.windows.staff import post
from windows.approvals.actions import decide
from windows.approvals.models import Approval
from windows.cases.models import Case
from windows.precedents.queries import Tally, precedents_of
from windows.precedents.situations import is_alike, situation_of

CONTRACT, HOME = "requirement:a_contract", "requirement:a_home"
QUESTIONS = 5
"""Editions, decisions, reasons, the cases and their grounds."""
ASKED = {"who": ["me"], "pay": ["cash"], "home": ["only"]}
NEAR = {"who": ["me"], "pay": ["cash"], "home": ["only"], "loan": ["no"]}
FAR = {"who": ["me"], "pay": ["loan"], "home": ["second"]}


def part(town, answers: dict[str, list[str]]) -> Approval:
    case = b.accepted_case(town)
    Case.objects.filter(pk=case.pk).update(answers=answers)
    found = b.approval(case, "T1-A")
    found.case.refresh_from_db()
    return found


def judged(town, answers, *grounds: str) -> Approval:
    one = part(town, answers)
    asked = {"grounds": grounds, "granted": False} if grounds else {"granted": True}
    b.do(decide, one, actor=town.officer(one), **asked)
    drain()
    one.refresh_from_db()
    return one


def test_the_same_answers_are_the_same_situation_in_whatever_order():
    assert situation_of({"b": ["2", "1"], "a": "x", "c": []}) == "a=x;b=1,2"
    assert situation_of({"b": ("1", "2"), "a": ["x"]}) == "a=x;b=1,2"
    assert situation_of({}) == ""


def test_a_long_situation_is_a_hash_and_only_ever_the_same():
    long = {f"question{number}": ["x" * 20] for number in range(30)}
    said = situation_of(long)
    assert said == situation_of(dict(reversed(long.items())))
    assert (len(said), said[0]) == (65, "#")
    assert is_alike(said, said)
    assert not is_alike(said, situation_of(long | {"question1": ["y"]}))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("", "", True),
        ("", "a=1", False),
        ("a=1;b=1", "a=1;b=1;c=1", True),
        ("a=1;b=1", "a=1;b=2", False),
        ("a=1,2", "a=1,2,3", True),
        ("a=1", "a=2", False),
    ],
)
def test_two_thirds_of_the_answers_make_it_alike(one, other, alike):
    assert is_alike(one, other) is is_alike(other, one) is alike


def test_counted_apart_with_the_reasons_and_the_newest_first(town):
    granted = judged(town, ASKED)
    denied = judged(town, ASKED, CONTRACT, HOME)
    near = judged(town, NEAR, CONTRACT)
    judged(town, FAR, HOME)
    now = part(town, ASKED)
    found = precedents_of(now, town.officer(now))
    assert (found.same, found.similar) == (Tally(1, 1), Tally(0, 1))
    assert found.same.all == 2
    assert [(each.key, each.count) for each in found.reasons] == [(CONTRACT, 2), (HOME, 1)]
    assert [one.pk for one in found.cases] == [near.pk, denied.pk, granted.pk]
    only = precedents_of(now, town.officer(now), ground=HOME)
    assert [one.pk for one in only.cases] == [denied.pk]
    assert only.same == found.same


def test_not_of_another_department_nor_longer_ago_nor_by_silence_nor_rehearsed(town):
    old, other, undecided = judged(town, ASKED), judged(town, ASKED), part(town, ASKED)
    now = part(town, ASKED)
    seen = precedents_of(now, town.officer(now))
    assert seen.same == Tally(2, 0)
    years = timezone.now() - dt.timedelta(days=750)
    Approval.objects.filter(pk=old.pk).update(decided_at=years)
    elsewhere = b.approval(other.case, "T1-E").department
    Approval.objects.filter(pk=other.pk).update(department=elsewhere)
    assert undecided.situation is None
    found = precedents_of(now, town.officer(now))
    assert (found.same, found.cases) == (Tally(0, 0), ())
    rehearsed = part(town, ASKED)
    Case.objects.filter(pk=rehearsed.case_id).update(is_rehearsal=True)
    b.do(decide, rehearsed, granted=True, actor=town.officer(rehearsed))
    rehearsed.refresh_from_db()
    assert rehearsed.situation is None


def test_the_page_links_what_may_be_opened_and_names_nobody(town):
    denied, now = judged(town, ASKED, CONTRACT), part(town, ASKED)
    browser, _actor = post("jia", "officer", department=now.department.code)
    page = browser.get(reverse("approval_alike", args=[now.pk]) + "?due=overdue").content.decode()
    assert f'<a href="/inbox/{denied.pk}/">{denied.case.number}</a>' in page
    assert f"?due=overdue&amp;ground={CONTRACT.replace(':', '%3A')}#cases" in page
    main = page.split("<main")[1].split("</main>")[0]
    assert town.buyer.name not in main
    assert town.buyer.masked_number not in main
    assert browser.get(f"/inbox/{denied.pk}/").status_code == 200
    stranger, _actor = post(
        "wu", "officer", department=b.approval(now.case, "T1-E").department.code
    )
    assert stranger.get(reverse("approval_alike", args=[now.pk])).status_code == 404


def test_what_was_decided_before_the_column_has_the_same_situation(town):
    """The migration words it as the program does."""
    fill = import_module("windows.migrations.0030_inbox_situation").FILL
    cases = {
        judged(town, answers).pk: situation_of(answers)
        for answers in (
            {"b": ["2", "1"], "a": ["x"], "Z": ["字", "a"], "c": []},
            {},
            {f"question{number}": ["x" * 20] for number in range(30)},
        )
    }
    Approval.objects.filter(pk__in=cases).update(situation=None)
    undecided = part(town, ASKED)
    with connection.cursor() as cursor:
        cursor.execute(fill)
    assert dict(Approval.objects.filter(pk__in=cases).values_list("pk", "situation")) == cases
    undecided.refresh_from_db()
    assert undecided.situation is None


def test_the_number_of_questions_does_not_grow(town, django_assert_num_queries):
    judged(town, ASKED, CONTRACT)
    now = part(town, ASKED)
    assert now.matter_edition.matter_id  # as a page has it
    actor = town.officer(now)
    with django_assert_num_queries(QUESTIONS):
        precedents_of(now, actor)
    for answers in (ASKED, NEAR):
        judged(town, answers, HOME)
    with django_assert_num_queries(QUESTIONS):
        precedents_of(now, actor)
