"""A rating is never lost: what was ticked for another grade is left out, every refusal redraws."""

from __future__ import annotations

import pytest

from tests.windows import builders as b
from tests.windows.staff import citizen
from windows.ratings.actions import rate
from windows.ratings.models import Rating

pytestmark = pytest.mark.django_db

SAID = "材料收了两遍 <b>"


def test_a_tick_of_another_grade_is_left_out(town):
    case = b.collected_case(town)
    sent = {"grade": "2", "option": ["510", "207", "103"], "comment": SAID}
    assert citizen(town.buyer).post(f"/cases/{case.number}/rating/", sent).status_code == 302
    rating = Rating.objects.get(case=case)
    assert (rating.grade, rating.options, rating.comment) == (2, ["207"], SAID)


@pytest.mark.parametrize("grade", ["", "9", "²", "9" * 5000])
def test_without_a_grade_ticks_and_words_stay(town, grade):
    case = b.collected_case(town)
    sent = {"grade": grade, "option": ["510", "207"], "comment": SAID}
    answer = citizen(town.buyer).post(f"/cases/{case.number}/rating/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请先选一个评分。" in page
    assert 'value="510" checked>' in page
    assert 'value="207" checked>' in page
    assert page.count(" checked>") == 2
    assert "材料收了两遍 &lt;b&gt;</textarea>" in page
    assert not Rating.objects.exists()


def test_an_unknown_option_is_refused_on_the_form(town):
    case = b.collected_case(town)
    sent = {"grade": "2", "option": ["999", "207", "510"], "comment": SAID}
    answer = citizen(town.buyer).post(f"/cases/{case.number}/rating/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert '<div class="errors" role="alert"' in page
    assert "请先选一个评分。" not in page
    assert 'name="grade" value="2" checked>' in page
    assert 'value="207" checked>' in page
    assert page.count(" checked>") == 2
    assert "材料收了两遍 &lt;b&gt;</textarea>" in page
    assert not Rating.objects.exists()


def test_a_second_rating_is_refused_with_its_words(town):
    case = b.collected_case(town)
    b.do(rate, case, grade=5, actor=town.me)
    sent = {"grade": "1", "option": ["103"], "comment": SAID}
    answer = citizen(town.buyer).post(f"/cases/{case.number}/rating/", sent)
    assert answer.status_code == 409
    assert "材料收了两遍 &lt;b&gt;</textarea>" in answer.content.decode()
    assert Rating.objects.get(case=case).grade == 5


def test_the_empty_form_has_nothing_chosen(town):
    case = b.collected_case(town)
    answer = citizen(town.buyer).get(f"/cases/{case.number}/rating/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert " checked>" not in page
    assert 'class="errors"' not in page
