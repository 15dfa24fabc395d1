"""Nobody is told to stay at home who must still be there, nor called for what is over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.windows import builders as b
from tests.windows.occasions import APPEARS, COLLECTED, EVERY, FETCH, INSPECTED, SHOW, with_errands
from windows.cases.models import Case
from windows.cases.plans import plan_of
from windows.intake.visits import note_visit, visits_to_come
from windows.pickup.actions import collect
from windows.splitting.leave_out import withdraw_matter
from windows.splitting.split import split_off

pytestmark = pytest.mark.django_db
AFTER = ["“踏勘”时要在场", "本人到场", FETCH]


def left(case: Case) -> list[str]:
    return [each.zh for each in visits_to_come(Case.objects.get(pk=case.pk))]


def visit(town, case: Case, purpose: str) -> None:
    b.do(note_visit, case, actor=town.clerk, purpose=purpose)


@pytest.mark.parametrize("purpose", ["submit", "show_original", "correct"])
def test_a_visit_before_acceptance_is_the_application_and_nothing_else(town, purpose):
    case = with_errands(b.submitted_case(town), *EVERY)
    assert left(case) == ["“合同”要看原件", *AFTER]
    visit(town, case, purpose)
    assert left(case) == AFTER


@pytest.mark.parametrize("errand", [INSPECTED, APPEARS, COLLECTED])
def test_the_first_occasion_need_not_be_the_application(town, errand):
    """E07 online: the joint survey is the first and only one, and not at a counter."""
    case = with_errands(b.submitted_case(town), errand)
    visit(town, case, "submit")
    (said,) = left(case)
    assert said == (FETCH if errand is COLLECTED else errand.what.zh)


def test_at_the_window_the_application_is_done(town):
    assert left(with_errands(b.draft(town, channel="window"), *EVERY)) == AFTER


@pytest.mark.parametrize(("purpose", "is_done"), [("split", False), ("show_original", True)])
def test_a_later_visit_is_for_something_else(town, purpose, is_done):
    case = with_errands(b.accepted_case(town), *EVERY)
    visit(town, case, purpose)
    assert left(case) == (AFTER if is_done else ["“合同”要看原件", *AFTER])


def test_what_is_collected_on_the_way_is_said_with_it(town):
    case = with_errands(b.submitted_case(town), APPEARS, replace(COLLECTED, occasion=3))
    assert left(case) == [f"本人到场；{FETCH}"]


def test_an_errand_is_over_with_its_matter_and_collecting_with_the_package(town):
    case = with_errands(b.accepted_case(town), *EVERY[1:])
    b.grant(town, case, "T1-A")
    assert left(case) == ["本人到场", FETCH]
    b.grant(town, case, "T1-B", "T1-C", "T1-D", "T1-E")
    assert left(case) == [FETCH]
    b.do(collect, Case.objects.get(pk=case.pk), actor=town.me)
    assert left(case) == []


def test_a_withdrawn_matter_calls_nobody(town):
    case = with_errands(b.accepted_case(town), *EVERY[1:])
    b.do(withdraw_matter, case, b.approval(case, "T1-D").pk, actor=town.clerk)
    assert left(case) == ["“踏勘”时要在场", FETCH]
    b.do(withdraw_matter, case, b.approval(case, "T1-E").pk, actor=town.me)
    assert left(case) == ["“踏勘”时要在场"]


def test_each_case_has_the_occasions_of_its_own_matters(town):
    case = with_errands(b.accepted_case(town), *EVERY)
    young = b.do(split_off, case, b.approval(case, "T1-E").pk, actor=town.clerk)
    assert left(young) == [FETCH]
    assert (plan_of(young).visits.count, plan_of(young).visits.before) == (1, 0)
    assert "不用再跑" not in plan_of(young).visits.sentence.zh
    assert left(case) == ["“合同”要看原件", "“踏勘”时要在场", "本人到场"]


def test_a_part_without_occasions_is_told_so(town):
    case = with_errands(b.accepted_case(town), SHOW, INSPECTED)
    young = b.do(split_off, case, b.approval(case, "T1-E").pk, actor=town.me)
    assert left(young) == []
    assert "不用再跑" in plan_of(young).visits.sentence.zh


def test_a_plan_of_before_says_too_much_and_not_too_little(town):
    """Its JSON does not say what its occasions are."""
    case = with_errands(b.accepted_case(town), INSPECTED, COLLECTED)
    del case.plan["visits"]["errands"]
    Case.objects.filter(pk=case.pk).update(plan=case.plan)
    case = Case.objects.get(pk=case.pk)
    visit(town, case, "submit")
    assert left(case) == ["“踏勘”时要在场", FETCH]
    young = b.do(split_off, case, b.approval(case, "T1-E").pk, actor=town.me)
    assert left(young) == ["“踏勘”时要在场", FETCH]
    Case.objects.filter(pk=case.pk).update(channel="window")
    assert left(case) == [FETCH]
