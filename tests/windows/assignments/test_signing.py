"""Levels of signatures, re-routing, and who must keep away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from portal.accounts.actor import Actor
from portal.accounts.models import Representation, SignLevel, Staff, User
from portal.accounts.roles import Role
from services.models import Department
from tests.windows import builders as b
from windows.approvals.actions import decide, take_up
from windows.approvals.models import Approval
from windows.assignments.models import Assignment, SignOff, SignOffRule
from windows.assignments.routing import assign, reroute
from windows.assignments.signing import send_down, sign, signatures
from windows.cases.models import Case
from windows.intake.actions import accept


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
    b.do(sign, part, granted=False, reason="材料不符", actor=one)
    with b.refused("why_missing"):
        send_down(part, note=" ", actor=two)
    b.do(send_down, part, note="理由写具体", actor=two)
    assert signatures(part) == []
    b.do(sign, part, granted=False, reason="合同缺少第 3 页签字", actor=one)
    b.do(sign, part, granted=False, actor=two)
    assert state(part) == "denied"
    assert Approval.objects.get(pk=part.pk).reason == "合同缺少第 3 页签字"


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
    other = Department.objects.get(name="戊局")
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


def test_in_another_department_its_own_people_sign_from_the_first_level(part):
    rule(part, 2)
    b.do(sign, part, granted=True, actor=officer(part, "甲"))
    back = part.department
    other = Department.objects.get(name="戊局")
    b.do(reroute, part, department=other, why="归戊局管", actor=officer(part, "乙", 2))
    part = Approval.objects.select_related("department").get(pk=part.pk)
    rule(part, 2)
    assert signatures(part) == []
    b.do(sign, part, granted=True, actor=officer(part, "丙", 2))
    assert state(part) == "dispatched", "one signature of the first department counts for nothing"
    b.do(reroute, part, department=back, why="还是归甲局", actor=officer(part, "丁", 2))
    assert signatures(part) == []
    assert list(SignOff.objects.values_list("round", "level")) == [(1, 1), (2, 1)]
