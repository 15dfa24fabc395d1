"""What each part of the filter leaves, what hides the rest, and that nothing unknown matters."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.windows import builders as b
from windows.approvals.actions import take_up
from windows.approvals.models import Approval
from windows.assignments.routing import assign
from windows.worklist.filters import EVERYTHING, InboxFilter, read_filter, read_query
from windows.worklist.queries import hidden_by, listed, neighbours


def keys(actor, **parts) -> list[int]:
    return [one.pk for one in listed(actor, InboxFilter(**parts)).rows]


def test_each_part_leaves_what_it_says(three, officer, town):
    _browser, actor = officer
    late, today, thursday = three
    b.do(take_up, today, actor=town.officer(today))
    b.do(assign, thursday, username="jia", why="分工", actor=town.officer(thursday))
    all_of_them = [one.pk for one in three]
    assert keys(actor) == all_of_them
    assert keys(actor, due="overdue") == [late.pk]
    assert keys(actor, due="today") == [today.pk]
    assert keys(actor, due="within", days=2) == [late.pk, today.pk]
    assert keys(actor, due="within", days=3) == all_of_them
    assert keys(actor, due="undated") == []
    assert keys(actor, state="in_review") == [today.pk]
    assert keys(actor, state="stopped") == []
    assert keys(actor, whose="me") == [thursday.pk]
    assert keys(actor, whose="nobody") == [late.pk, today.pk]
    assert keys(actor, whose="mine") == all_of_them
    assert keys(actor, matter="T1-A", thing="T1", place="330100") == all_of_them
    assert keys(actor, matter="T1-B") == keys(actor, thing="T2") == []
    assert keys(actor, place="330200") == []
    assert keys(actor, words=late.case.number[-6:]) == [late.pk]
    assert keys(actor, words=town.buyer.name[:2]) == all_of_them
    assert keys(actor, words=town.seller.name) == []
    assert keys(actor, words=town.buyer.id_number) == []


def test_whose_last_day_is_unknown_is_found_as_such(three, officer):
    Approval.objects.filter(pk=three[0].pk).update(due_on=None)
    assert keys(officer[1], due="undated") == [three[0].pk]
    assert keys(officer[1], due="within", days=60) == [three[1].pk, three[2].pk]


@pytest.mark.parametrize(
    "said",
    [
        {"state": "approved"},
        {"due": "soon"},
        {"due": "within"},
        {"due": "within", "days": "0"},
        {"due": "within", "days": "61"},
        {"due": "within", "days": "٣"},
        {"days": "3"},
        {"whose": "theirs"},
        {"matter": "' OR 1=1"},
        {"place": "省"},
        {"words": "   "},
        {"page": "7"},
    ],
)
def test_what_is_not_ours_is_left_out(said):
    assert read_filter(said) == EVERYTHING


def test_an_address_says_the_same_after_reading_it():
    asked = InboxFilter("T1-A", "stopped", "within", 5, "me", "330100", "T1", "王 & 小明")
    assert read_query(asked.query) == asked
    assert asked.without("due") == InboxFilter(
        "T1-A", "stopped", "", 0, "me", "330100", "T1", "王 & 小明"
    )


def test_words_are_cut_where_the_field_ends():
    assert read_filter({"words": "字" * 80}).words == "字" * 60


def test_an_empty_list_says_which_part_hides_how_many(three, officer):
    browser, actor = officer
    asked = InboxFilter(due="overdue", words=three[1].case.number)
    assert hidden_by(actor, asked) == [("due", 1), ("words", 1)]
    page = browser.get(f"{reverse('inbox')}?{asked.query}").content.decode()
    assert "期限“已超期”藏起了 1 件" in page
    assert f"编号或姓名“{three[1].case.number}”藏起了 1 件" in page
    assert f'href="?words={three[1].case.number}"' in page
    nothing = InboxFilter(matter="T1-B", whose="me")
    assert hidden_by(actor, nothing) == []
    page = browser.get(f"{reverse('inbox')}?{nothing.query}").content.decode()
    assert "单去掉哪一条也没有" in page
    assert "都办完了" not in page


def test_beyond_the_last_page_it_does_not_say_that_all_is_done(three, officer):
    page = officer[0].get(reverse("inbox") + "?after=2027-01-01_9").content.decode()
    assert "后面没有了。" in page
    assert "都办完了" not in page


def test_the_way_on_stays_within_the_filter(three, officer, town):
    _browser, actor = officer
    late, today, thursday = three
    assert neighbours(actor, EVERYTHING, today) == (late.pk, thursday.pk)
    assert neighbours(actor, EVERYTHING, late) == (0, today.pk)
    assert neighbours(actor, EVERYTHING, thursday) == (today.pk, 0)
    b.do(take_up, today, actor=town.officer(today))
    assert neighbours(actor, InboxFilter(state="dispatched"), late) == (0, thursday.pk)
    assert neighbours(actor, InboxFilter(state="in_review"), thursday) == (today.pk, 0)


def test_another_department_s_cases_are_never_in_it(three, officer):
    _browser, actor = officer
    other = b.approval(three[0].case, "T1-E")
    assert other.pk not in keys(actor)
    assert keys(actor, matter="T1-E") == []
