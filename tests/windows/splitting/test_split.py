"""One matter taken out of a case: to go on by itself, or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from datasharing.models import Exchange
from portal.accounts.actor import SYSTEM
from portal.accounts.models import User
from portal.journal.queries import verify
from portal.outbox.drain import drain
from services.catalogue.spec import OnDenial
from tests.windows import builders as b
from tests.windows.denials.conftest import say
from windows.approvals.actions import decide
from windows.approvals.models import Approval
from windows.cases.gathering import settle
from windows.cases.models import Case, MaterialSlot
from windows.cases.plans import plan_of
from windows.cases.story import status_line
from windows.intake.visits import count_visits
from windows.pickup.models import Pickup
from windows.pickup.queries import result_package
from windows.splitting.leave_out import withdraw_matter
from windows.splitting.parts import part_for, parts_of
from windows.splitting.split import split_off


@pytest.fixture
def case(town) -> Case:
    return b.accepted_case(town)


def codes(case: Case) -> dict[str, str]:
    found = Approval.objects.filter(case=case).order_by("pk")
    return dict(found.values_list("matter_edition__matter__code", "state"))


def split(town, case: Case, code: str) -> Case:
    young = b.do(split_off, case, b.approval(case, code).pk, actor=town.me)
    drain()
    return Case.objects.get(pk=young.pk)


def test_it_goes_on_by_itself_with_everything_it_had(town, case):
    before = Approval.objects.filter(pk=b.approval(case, "T1-E").pk).values().get()
    young = split(town, case, "T1-E")
    after = Approval.objects.filter(pk=before["id"]).values().get()
    assert {key for key in before if before[key] != after[key]} == {"case_id"}
    assert (young.split_from, young.state) == (case, "accepted")
    assert young.accepted_at == case.accepted_at
    assert young.number != case.number
    assert young.promised_on == after["due_on"]
    assert sorted(codes(case)) == ["T1-A", "T1-B", "T1-C", "T1-D"]
    assert [each.code for each in plan_of(young).matters] == ["T1-E"]
    assert [each.key for each in plan_of(young).materials] == [
        each.key for each in MaterialSlot.objects.filter(case=young)
    ]
    assert MaterialSlot.objects.filter(case=case, material_type__code="t_form").count() == 0
    assert young.writs.filter(kind="acceptance").count() == 1
    assert verify() is None


def test_both_are_finished_by_themselves(town, case):
    young = split(town, case, "T1-E")
    b.grant(town, young, "T1-E")
    assert Case.objects.get(pk=young.pk).state == "results_ready"
    assert Case.objects.get(pk=case.pk).state == "accepted"
    b.grant(town, case, "T1-A", "T1-B", "T1-C", "T1-D")
    assert Case.objects.get(pk=case.pk).state == "results_ready"
    assert Pickup.objects.count() == 2
    assert [one.approval.matter_edition.matter.code for one in result_package(young).results] == [
        "T1-E"
    ]


def test_what_was_waited_for_is_not_held_up_any_more(town, case):
    b.grant(town, case, "T1-A", "T1-B", "T1-C", "T1-D")
    assert Case.objects.get(pk=case.pk).state == "accepted"
    split(town, case, "T1-E")
    assert Case.objects.get(pk=case.pk).state == "results_ready"


def test_what_needs_it_goes_along(town, case):
    b.grant(town, case, "T1-A")
    young = split(town, case, "T1-B")
    assert codes(young) == {"T1-B": "dispatched", "T1-C": "waiting"}
    assert codes(case) == {"T1-A": "approved", "T1-D": "dispatched", "T1-E": "dispatched"}
    assert b.slot(young, "t_first").licence is not None
    assert young.promised_on > b.approval(young, "T1-B").due_on
    b.grant(town, young, "T1-B", "T1-C")
    assert Case.objects.get(pk=young.pk).state == "results_ready"


def test_a_paper_that_both_use_is_in_both(town, case):
    shared = b.slot(case, "t_contract")
    shared.requirement_keys = [["T1-A", "a_contract"], ["T1-E", "e_contract"]]
    shared.save()
    young = split(town, case, "T1-E")
    copy = b.slot(young, "t_contract")
    assert copy.document == shared.document
    assert copy.requirement_keys == [["T1-E", "e_contract"]]
    assert b.slot(case, "t_contract").requirement_keys == [["T1-A", "a_contract"]]


def test_not_while_it_waits_for_what_stays(town, case):
    before = b.snapshot(case)
    with b.refused("still_tied"):
        split_off(case, b.approval(case, "T1-B").pk, actor=town.me)
    assert b.snapshot(case) == before
    assert Case.objects.count() == 1


def test_not_the_only_one_and_not_twice(town, case):
    young = split(town, case, "T1-E")
    for act in (split_off, withdraw_matter):
        with b.refused("only_part"):
            act(young, b.approval(young, "T1-E").pk, actor=town.me)
        with b.refused("not_part_of_the_case"):
            act(case, b.approval(young, "T1-E").pk, actor=town.me)


def test_not_after_it_was_decided_nor_before_acceptance(town, case):
    b.grant(town, case, "T1-E")
    with b.refused("not_part_of_the_case"):
        split_off(case, b.approval(case, "T1-E").pk, actor=town.me)
    handed_in = b.submitted_case(town)
    with b.refused("not_part_of_the_case"):
        split_off(handed_in, b.approval(handed_in, "T1-E").pk, actor=town.me)


def test_by_the_applicant_or_a_clerk_of_the_office(town, case):
    part = b.approval(case, "T1-E").pk
    for stranger in (town.nobody, town.clerk_elsewhere, town.supervisor):
        with b.refused("case_not_found"):
            split_off(case, part, actor=stranger)
    with b.refused("not_your_applicant"):
        split_off(case, part, actor=town.other)
    assert b.do(split_off, case, part, actor=town.clerk).split_from == case


def test_withdrawn_it_ends_with_what_needs_its_result(town, case):
    part = part_for(town.me, case, b.approval(case, "T1-A").pk)
    assert [each.matter_edition.matter.code for each in part.losers] == ["T1-B", "T1-C"]
    b.do(withdraw_matter, case, part.approval.pk, actor=town.me, reason="不卖了")
    drain()
    assert codes(case) == {
        "T1-A": "not_needed",
        "T1-B": "not_needed",
        "T1-C": "not_needed",
        "T1-D": "dispatched",
        "T1-E": "dispatched",
    }
    assert b.approval(case, "T1-A").closed_reason == "申请人撤回了这个事项"
    assert b.approval(case, "T1-B").closed_reason == "申请人撤回了“T1-A事项”，缺少它的结果"
    assert b.approval(case, "T1-C").closed_reason == (
        "申请人撤回了“T1-A事项”，“T1-B事项”因此办不了，缺少它的结果"
    )
    told = case.notices.filter(kind="part_withdrawn")
    assert {each.applicant for each in told} == {town.buyer, town.seller}
    b.grant(town, case, "T1-D", "T1-E")
    assert Case.objects.get(pk=case.pk).state == "results_ready"


def test_the_last_open_one_may_be_withdrawn_when_others_were_decided(town, case):
    b.grant(town, case, "T1-A", "T1-B", "T1-C", "T1-D")
    b.do(withdraw_matter, case, b.approval(case, "T1-E").pk, actor=town.me)
    drain()
    assert Case.objects.get(pk=case.pk).state == "results_ready"


def test_an_officer_who_looked_before_decides_in_the_new_case(town, case):
    seen = b.approval(case, "T1-E")
    young = split(town, case, "T1-E")
    assert seen.case_id == case.pk
    b.do(decide, seen, granted=True, actor=town.officer(seen))
    drain()
    assert Case.objects.get(pk=young.pk).state == "results_ready"


def test_an_approval_goes_nowhere_else(town, case):
    other = b.accepted_case(town)
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.filter(pk=b.approval(case, "T1-E").pk).update(case=other)


def test_the_line_of_each_names_its_own_departments(town, case):
    young = split(town, case, "T1-E")
    assert "戊局" in status_line(young).zh
    assert "戊局" not in status_line(Case.objects.get(pk=case.pk)).zh


def test_a_register_that_answers_late_answers_the_part_that_left(town, case):
    young = split(town, case, "T1-E")
    slot = b.slot(case, "t_marriage")
    MaterialSlot.objects.filter(pk=slot.pk).update(case=young, state="unavailable")
    b.do(settle, Exchange.objects.get(pk=slot.exchange_id), actor=SYSTEM)
    assert b.slot(young, "t_marriage").state == "fetched"


def test_no_part_leaves_where_all_must_be_granted(town):
    say(OnDenial.STOP)
    case = b.accepted_case(town)
    part = b.approval(case, "T1-E").pk
    before = b.snapshot(case)
    for act in (split_off, withdraw_matter):
        for actor in (town.me, town.clerk):
            with b.refused("all_or_nothing"):
                act(case, part, actor=actor)
    assert (b.snapshot(case), Case.objects.count()) == (before, 1)
    assert {(each.can_be_split, each.can_be_withdrawn) for each in parts_of(town.me, case)} == {
        (False, False)
    }


def test_at_the_window_it_is_a_visit_and_never_the_clerks_own_case(town, case):
    b.do(withdraw_matter, case, b.approval(case, "T1-D").pk, actor=town.clerk)
    b.do(split_off, case, b.approval(case, "T1-E").pk, actor=town.clerk)
    assert count_visits(case) == 1
    user = User.objects.create_user("clerk")
    town.buyer.user_id = user.pk
    town.buyer.save()
    before = b.snapshot(case)
    for act in (split_off, withdraw_matter):
        with b.refused("own_case"):
            act(case, b.approval(case, "T1-B").pk, actor=replace(town.clerk, user_id=user.pk))
    assert b.snapshot(case) == before


def test_the_parts_are_read_at_once(town, case, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        assert len(parts_of(town.me, case)) == 5
