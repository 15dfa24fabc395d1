"""Levels of signatures, re-routing, and who must keep away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from portal.accounts.actor import Actor
from portal.accounts.models import Representation, SignLevel, Staff, User
from portal.accounts.roles import Role
from services.catalogue.text import Text
from services.models import Department, Region
from tests.windows import builders as b
from windows.approvals.actions import decide, locked, take_up
from windows.approvals.models import Approval
from windows.assignments.models import Assignment, SignOff, SignOffRule
from windows.assignments.queries import can_hand_over, movable_in, other_departments
from windows.assignments.routing import assign, reroute
from windows.assignments.signing import send_down, sign, signatures
from windows.cases.models import Case
from windows.deadlines.actions import resume_clock, stop_clock
from windows.deadlines.actions.stop import begin_stop, go_on
from windows.deadlines.grounds import StopGround
from windows.intake.actions import accept

LACKS = ("requirement:a_contract",)


@pytest.fixture
def part(town) -> Approval:
    return b.approval(b.accepted_case(town), "T1-A")


def officer(part: Approval, name: str, level: int = SignLevel.EXAMINER) -> Actor:
    user = User.objects.create_user(name, display_name=name)
    Staff.objects.create(
        user=user, role=Role.OFFICER, department_code=part.department.code, level=level
    )
    return Actor(
        Role.OFFICER, user.pk, name, department_code=part.department.code, level=SignLevel(level)
    )


def state(part: Approval) -> str:
    return Approval.objects.get(pk=part.pk).state


def rule(part: Approval, levels: int, *, of_matter: bool = False) -> None:
    SignOffRule.objects.create(
        department=part.department,
        matter=part.matter_edition.matter if of_matter else None,
        levels=levels,
    )


def test_without_a_rule_one_signature_decides(part):
    b.do(sign, part, granted=True, actor=officer(part, "甲"))
    assert state(part) == "approved"
    assert not SignOff.objects.exists()


def test_three_levels_three_people(part):
    rule(part, 3)
    one, two = officer(part, "甲"), officer(part, "乙", SignLevel.REVIEWER)
    head = officer(part, "丙", SignLevel.HEAD)
    b.do(sign, part, granted=True, actor=one)
    assert state(part) == "dispatched"
    with b.refused("level_too_low"):
        sign(part, granted=True, actor=officer(part, "丁"))
    b.do(sign, part, granted=True, actor=two)
    with b.refused("level_too_low"):
        sign(part, granted=True, actor=two)
    assert state(part) == "dispatched"
    b.do(sign, part, granted=True, actor=head)
    assert state(part) == "approved"
    assert list(SignOff.objects.values_list("level", "signed_by_name")) == [
        (1, "甲"),
        (2, "乙"),
        (3, "丙"),
    ]


def test_nobody_signs_twice_however_high(part):
    rule(part, 2)
    head = officer(part, "丙", SignLevel.HEAD)
    b.do(sign, part, granted=True, actor=head)
    with b.refused("signed_already"):
        sign(part, granted=True, actor=head)
    with pytest.raises(IntegrityError), transaction.atomic():
        SignOff.objects.create(
            approval=part,
            level=2,
            is_granted=True,
            signed_at=part.dispatched_at,
            signed_by_id=head.user_id,
            signed_by_name="丙",
        )
    assert state(part) == "dispatched"


def test_the_rule_of_the_matter_goes_before_that_of_the_department(part):
    rule(part, 3)
    rule(part, 1, of_matter=True)
    b.do(sign, part, granted=True, actor=officer(part, "甲"))
    assert state(part) == "approved"


def test_sent_back_it_begins_again(part):
    rule(part, 2)
    one, two = officer(part, "甲"), officer(part, "乙", SignLevel.REVIEWER)
    with b.refused("nothing_to_send_back"):
        send_down(part, note="再看", actor=two)
    b.do(sign, part, granted=False, grounds=LACKS, actor=one)
    with b.refused("why_missing"):
        send_down(part, note=" ", actor=two)
    b.do(send_down, part, note="理由写具体", actor=two)
    assert signatures(part) == []
    b.do(sign, part, granted=False, grounds=LACKS, reason="缺第 3 页签字", actor=one)
    b.do(sign, part, granted=False, actor=two)
    assert state(part) == "denied"
    assert Approval.objects.get(pk=part.pk).reason == "缺少或不符合要求：买卖合同。缺第 3 页签字"


def test_who_took_it_in_does_not_decide_it(part):
    one = officer(part, "甲")
    Case.objects.filter(pk=part.case_id).update(taken_in_by=one.user_id)
    for act in (take_up, lambda each, actor: sign(each, granted=True, actor=actor)):
        with b.refused("took_it_in"):
            act(part, actor=one)
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.filter(pk=part.pk).update(decided_by=one.user_id)
    assert state(part) == "dispatched"


def test_nobody_decides_their_own_case(town, part):
    one = officer(part, "甲")
    town.buyer.user_id = one.user_id
    town.buyer.save()
    with b.refused("own_case"):
        decide(part, granted=True, actor=one)


def test_nor_that_of_an_organisation_they_stand_for(town, part):
    one = officer(part, "甲")
    town.stranger.user_id = one.user_id
    town.stranger.save()
    organisation = type(town.buyer).objects.create(
        kind="organisation", name="某公司", id_type="credit_code", id_number="91330100MA00000000"
    )
    Representation.objects.create(person=town.stranger, organisation=organisation, role="agent")
    Case.objects.filter(pk=part.case_id).update(applicant=organisation)
    with b.refused("own_case"):
        decide(part, granted=True, actor=one)


def test_a_clerk_does_not_accept_their_own_case(town):
    case = b.submitted_case(town)
    user = User.objects.create_user("clerk")
    town.buyer.user_id = user.pk
    town.buyer.save()
    with b.refused("own_case"):
        accept(case, actor=replace(town.clerk, user_id=user.pk))


def test_to_another_officer_with_history(part):
    one, two = officer(part, "甲"), officer(part, "乙")
    with b.refused("not_of_the_department"):
        assign(part, username="nobody", why="请假", actor=one)
    b.do(assign, part, username="乙", why="甲请假", actor=one)
    b.do(assign, part, username="甲", why="甲回来了", actor=two)
    assert list(Assignment.objects.values_list("officer_name", "why")) == [
        ("乙", "甲请假"),
        ("甲", "甲回来了"),
    ]
    assert Assignment.objects.filter(until=None).count() == 1


def test_to_another_department_the_days_run_on(town, part):
    one = officer(part, "甲", SignLevel.REVIEWER)
    other = elsewhere(part)
    due_on = part.due_on
    with b.refused("level_too_low"):
        reroute(part, department=other, why="归戊局管", actor=officer(part, "丁"))
    with b.refused("same_department"):
        reroute(part, department=part.department, why="归戊局管", actor=one)
    b.do(reroute, part, department=other, why="归戊局管", actor=one)
    part = Approval.objects.select_related("department").get(pk=part.pk)
    assert (part.department, part.due_on) == (other, due_on)
    with b.refused("approval_not_found"):
        decide(part, granted=True, actor=one)
    b.do(decide, part, granted=True, actor=town.officer(part))
    assert state(part) == "approved"


def elsewhere(part: Approval) -> Department:
    """戊局, where one officer works."""
    other = Department.objects.get(name="戊局")
    user = User.objects.create_user("戊", display_name="戊")
    Staff.objects.create(user=user, role=Role.OFFICER, department_code=other.code)
    return other


def test_signatures_stay_behind_when_another_department_gets_it_even_when_it_comes_back(part):
    home = part.department
    rule(part, 2)
    one, two = officer(part, "甲"), officer(part, "乙", SignLevel.REVIEWER)
    other = elsewhere(part)
    SignOffRule.objects.create(department=other, levels=2)
    b.do(sign, part, granted=True, actor=one)
    b.do(reroute, part, department=other, why="归戊局管", actor=two)
    part = Approval.objects.get(pk=part.pk)
    assert signatures(part) == []
    theirs = officer(part, "己", SignLevel.REVIEWER)
    b.do(sign, part, granted=False, grounds=LACKS, actor=theirs)
    assert (state(part), [row.round for row in signatures(part)]) == ("dispatched", [2])
    b.do(reroute, part, department=home, why="还是甲局管", actor=theirs)
    part = Approval.objects.get(pk=part.pk)
    assert signatures(part) == []
    b.do(sign, part, granted=True, actor=two)
    assert (state(part), [row.round for row in signatures(part)]) == ("dispatched", [3])
    assert SignOff.objects.count() == 3


def test_a_higher_level_cannot_turn_the_proposal_round_alone(part):
    rule(part, 2)
    one, two = officer(part, "甲"), officer(part, "乙", SignLevel.REVIEWER)
    b.do(sign, part, granted=True, reason="材料齐全", actor=one)
    for reason in ("", "我不同意"):
        with b.refused("proposal_differs"):
            sign(part, granted=False, reason=reason, actor=two)
    assert (state(part), SignOff.objects.count()) == ("dispatched", 1)
    b.do(send_down, part, note="合同缺页", actor=two)
    b.do(sign, part, granted=False, grounds=LACKS, actor=one)
    with b.refused("proposal_differs"):
        sign(part, granted=True, actor=two)
    assert state(part) == "dispatched"


def test_nobody_sends_down_what_they_signed(part):
    rule(part, 2)
    head = officer(part, "丙", SignLevel.HEAD)
    b.do(sign, part, granted=True, actor=head)
    with b.refused("signed_already"):
        send_down(part, note="再看", actor=head)
    assert SignOff.objects.count() == 1


def test_nobody_signs_while_the_days_stand(part):
    rule(part, 2)
    one, two = officer(part, "甲"), officer(part, "乙", SignLevel.REVIEWER)
    b.do(sign, part, granted=True, actor=one)
    stop = {"ground": "test", "reason": "送检", "expected_days": 7}
    b.do(stop_clock, part, **stop, actor=one)
    with b.refused("move_refused"):
        sign(part, granted=True, actor=two)
    with b.refused("move_refused"):
        send_down(part, note="再看", actor=two)
    assert SignOff.objects.count() == 1
    b.do(resume_clock, part, outcome="合格", actor=one)
    b.do(sign, part, granted=True, actor=two)
    assert state(part) == "approved"


def test_after_a_correction_the_round_begins_anew(part):
    rule(part, 2)
    one, two = officer(part, "甲"), officer(part, "乙", SignLevel.REVIEWER)
    b.do(sign, part, granted=True, actor=one)
    for act in (_stop_for_correction, _put_right):
        b.do(act, part, actor=one)
    assert signatures(part) == []
    b.do(sign, part, granted=True, actor=two)
    assert state(part) == "in_review"


def _stop_for_correction(part: Approval, *, actor: Actor) -> None:
    case, part = locked(part)
    ground, why = StopGround.CORRECTION, Text("补一页", "A page")
    begin_stop(case, part, ground=ground, basis="x", reason=why, expected_days=None, actor=actor)


def _put_right(part: Approval, *, actor: Actor) -> None:
    case, part = locked(part)
    go_on(case, part, actor=actor)


def test_what_an_officer_had_who_left_is_anybodys(part):
    one, two, gone = officer(part, "甲"), officer(part, "乙"), officer(part, "丙")
    b.do(assign, part, username="丙", why="丙熟悉", actor=one)
    with b.refused("given_to_another"):
        assign(part, username="乙", why="丙请假", actor=one)
    other = Department.objects.get(name="戊局")
    Staff.objects.filter(user=gone.user_id).update(department_code=other.code)
    assert can_hand_over(Approval.objects.get(pk=part.pk), one)
    b.do(assign, part, username="乙", why="丙调走了", actor=one)
    User.objects.filter(pk=two.user_id).update(is_active=False)
    with b.refused("not_of_the_department"):
        assign(part, username="乙", why="再给乙", actor=one)
    b.do(sign, part, granted=True, actor=one)
    assert state(part) == "approved"


def test_only_where_somebody_of_the_city_works(part):
    two = officer(part, "乙", SignLevel.REVIEWER)
    other = Department.objects.get(name="戊局")
    far = Region.objects.create(code="330200", name="宁波市", level=2, parent_id="330000")
    away = Department.objects.create(code="away", name="外市局", region=far)
    above = Department.objects.create(code="above", name="省局", region_id="330000")
    with b.refused("nobody_works_there"):
        reroute(part, department=other, why="归戊局管", actor=two)
    elsewhere(part)
    for department in (away, above):
        user = User.objects.create_user(department.code)
        Staff.objects.create(user=user, role=Role.OFFICER, department_code=department.code)
    assert set(other_departments(part)) == {other, above}
    with b.refused("nobody_works_there"):
        reroute(part, department=away, why="归外市管", actor=two)
    assert Approval.objects.get(pk=part.pk).department == part.department
    User.objects.filter(username="戊").update(is_active=False)
    assert list(other_departments(part)) == [above]
    b.do(reroute, part, department=above, why="归省里管", actor=two)
    assert Approval.objects.get(pk=part.pk).department == above


def test_the_places_are_looked_up_once_for_a_case(town, part, django_assert_num_queries):
    elsewhere(part)
    b.grant(town, part.case, "T1-A")
    with django_assert_num_queries(2):
        assert len(movable_in(part.case, town.supervisor)) == 3
