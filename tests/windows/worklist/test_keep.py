"""Keeping, changing, removing a filter and taking the removal back; and how many may be kept."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.windows import builders as b
from tests.windows.staff import post
from windows.worklist.actions import change_filter, keep_filter, remove_filter
from windows.worklist.filters import EVERYTHING, InboxFilter
from windows.worklist.models import MOST, SavedFilter
from windows.worklist.queries import kept_filters

LATE = InboxFilter(due="overdue")


def kept(actor) -> list[tuple[int, str, str, bool]]:
    rows = SavedFilter.objects.filter(officer=actor.user_id).order_by("place")
    return list(rows.values_list("place", "name", "query", "is_start"))


def test_kept_counted_and_seen_first(three, officer):
    browser, actor = officer
    address = f"{reverse('inbox_filter_keep')}?{LATE.query}"
    answer = browser.post(address, {"name": "  超期  的 ", "is_start": "1"})
    one = SavedFilter.objects.get()
    assert answer.url == f"/inbox/?due=overdue&kept={one.pk}"
    assert kept(actor) == [(1, "超期 的", "due=overdue", True)]
    assert [each.count for each in kept_filters(actor)] == [1]
    first = browser.get(reverse("inbox"))
    assert first.url == f"/inbox/?due=overdue&kept={one.pk}"
    shown = browser.get(first.url)
    assert [one.pk for one in shown.context["approvals"]] == [three[0].pk]
    assert '超期 的 <span class="count">1</span>' in shown.content.decode()
    everything = browser.get(reverse("inbox") + "?all=1")
    assert len(everything.context["approvals"]) == 3


def test_a_second_start_view_takes_over(officer):
    actor = officer[1]
    b.do(keep_filter, LATE, name="甲", is_start=True, actor=actor)
    two = b.do(keep_filter, EVERYTHING, name="乙", is_start=True, actor=actor)
    assert [row[3] for row in kept(actor)] == [False, True]
    b.do(change_filter, two.pk, name="丙", is_start=False, actor=actor)
    assert kept(actor)[1] == (2, "丙", "", False)


def test_changed_to_what_is_seen_now(three, officer):
    browser, actor = officer
    one = b.do(keep_filter, LATE, name="甲", is_start=False, actor=actor)
    address = reverse("inbox_filter_keep") + "?due=today"
    browser.post(address, {"name": "今天", "kept": one.pk})
    assert kept(actor) == [(1, "今天", "due=today", False)]


@pytest.mark.parametrize(
    ("name", "code"), [("  ", "filter_name_missing"), ("甲", "filter_name_taken")]
)
def test_without_a_name_of_its_own_it_is_not_kept(officer, name, code):
    actor = officer[1]
    b.do(keep_filter, LATE, name="甲", is_start=True, actor=actor)
    two = b.do(keep_filter, LATE, name="乙", is_start=False, actor=actor)
    before = kept(actor)
    with b.refused(code):
        keep_filter(EVERYTHING, name=name, is_start=True, actor=actor)
    with b.refused(code):
        change_filter(two.pk, name=name, is_start=True, actor=actor)
    assert kept(actor) == before


def test_a_refusal_shows_on_the_list_with_what_was_typed(three, officer):
    browser, actor = officer
    b.do(keep_filter, LATE, name="甲", is_start=False, actor=actor)
    answer = browser.post(f"{reverse('inbox_filter_keep')}?due=today", {"name": "甲"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "您已经有一个叫“甲”的筛选" in page
    assert 'maxlength="30" required value="甲"' in page
    assert [one.pk for one in answer.context["approvals"]] == [three[1].pk]


def test_one_more_than_most_is_refused_by_the_action_and_by_the_database(officer):
    actor = officer[1]
    for number in range(MOST):
        b.do(keep_filter, LATE, name=f"第{number}", is_start=False, actor=actor)
    with b.refused("filters_too_many"):
        keep_filter(LATE, name="多", is_start=False, actor=actor)
    with pytest.raises(IntegrityError, match="saved_filter_not_too_many"), transaction.atomic():
        SavedFilter.objects.create(officer_id=actor.user_id, place=MOST + 1, name="多")
    assert len(kept(actor)) == MOST == 12


def test_removed_and_taken_back_once(officer):
    browser, actor = officer
    one = b.do(keep_filter, LATE, name="甲", is_start=True, actor=actor)
    b.do(keep_filter, EVERYTHING, name="乙", is_start=False, actor=actor)
    before = kept(actor)
    browser.post(reverse("inbox_filter_act", args=[one.pk, "remove"]))
    assert kept(actor) == before[1:]
    assert "“甲”已经删掉。" in browser.get(reverse("inbox_filters")).content.decode()
    browser.post(reverse("inbox_filter_restore"))
    assert kept(actor) == before
    assert "已经删掉" not in browser.get(reverse("inbox_filters")).content.decode()
    browser.post(reverse("inbox_filter_restore"))
    assert kept(actor) == before


def test_taken_back_where_the_name_is_gone_meanwhile_is_refused(officer):
    browser, actor = officer
    one = b.do(keep_filter, LATE, name="甲", is_start=False, actor=actor)
    browser.post(reverse("inbox_filter_act", args=[one.pk, "remove"]))
    b.do(keep_filter, EVERYTHING, name="甲", is_start=False, actor=actor)
    assert browser.post(reverse("inbox_filter_restore")).status_code == 409
    assert kept(actor) == [(1, "甲", "", False)]


def test_a_colleague_s_filter_is_nobody_else_s(three, officer):
    actor = officer[1]
    one = b.do(keep_filter, LATE, name="甲", is_start=False, actor=actor)
    browser, colleague = post("yi", "officer", department=three[0].department.code)
    for verb in ("change", "remove"):
        address = reverse("inbox_filter_act", args=[one.pk, verb])
        assert browser.post(address, {"name": "我的"}).status_code == 404
    with b.refused("filter_not_found"):
        remove_filter(one.pk, actor=colleague)
    assert kept_filters(colleague) == []
    assert kept(actor) == [(1, "甲", "due=overdue", False)]
    assert b.do(keep_filter, LATE, name="甲", is_start=False, actor=colleague).place == 1


def test_the_counts_cost_one_question_however_many_are_kept(
    three, officer, django_assert_num_queries
):
    actor = officer[1]
    parts = ({"due": "overdue"}, {"due": "today"}, {"words": "查无此人"}, {"thing": "T1"}) * 3
    for number, each in enumerate(parts):
        b.do(keep_filter, InboxFilter(**each), name=str(number), is_start=False, actor=actor)
    with django_assert_num_queries(2):
        assert [each.count for each in kept_filters(actor)] == [1, 1, 0, 3] * 3
