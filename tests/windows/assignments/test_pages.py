"""Signing, sending down, handing over and setting levels, in the officer's browser."""

from __future__ import annotations

import pytest
from django.urls import reverse

from portal.accounts.models import Staff, User
from tests.windows import builders as b
from windows.approvals.models import Approval
from windows.assignments.models import Assignment, SignOffRule


@pytest.fixture
def part(town) -> Approval:
    return b.approval(b.accepted_case(town), "T1-A")


@pytest.fixture
def enter(client, part):
    def enter(name: str, level: int = 1, department: str = part.department.code):
        user, is_new = User.objects.get_or_create(username=name, display_name=name)
        if is_new:
            Staff.objects.create(user=user, role="officer", department_code=department, level=level)
        client.force_login(user)
        return client

    return enter


def now(part: Approval) -> Approval:
    return Approval.objects.get(pk=part.pk)


def test_two_levels_in_the_browser(enter, part):
    SignOffRule.objects.create(department=part.department, levels=2)
    grant = reverse("approval_act", args=[part.pk, "grant"])
    page = reverse("approval", args=[part.pk])
    enter("甲").post(grant, {"reason": "齐"})
    assert now(part).state == "dispatched"
    shown = enter("乙", 2).get(page).content.decode()
    assert "甲" in shown
    assert "拟准予" in shown
    enter("乙").post(reverse("approval_down", args=[part.pk]), {"note": "再核对合同"})
    assert "再核对合同" in enter("甲").get(page).content.decode()
    enter("甲").post(grant, {"reason": "核对过"})
    enter("乙").post(grant, {})
    assert (now(part).state, now(part).reason) == ("approved", "核对过")


def test_nothing_can_be_sent_down_before_somebody_signed(enter, part):
    SignOffRule.objects.create(department=part.department, levels=2)
    answer = enter("乙", 2).post(reverse("approval_down", args=[part.pk]), {"note": "再看"})
    assert answer.status_code == 409
    assert "没有可以退回的" in answer.content.decode()


def test_given_to_a_colleague_it_is_not_mine_to_decide(enter, part):
    enter("乙")
    answer = enter("甲").post(
        reverse("approval_give", args=[part.pk]), {"username": "乙", "why": "请假"}
    )
    assert answer.status_code == 302
    assert now(part).officer.username == "乙"
    refused = enter("甲").post(reverse("approval_act", args=[part.pk, "grant"]), {})
    assert refused.status_code == 403
    assert "已经交给乙办理" in refused.content.decode()
    mine = reverse("inbox") + "?whose=mine"
    assert str(part.pk) not in [str(a.pk) for a in enter("甲").get(mine).context["approvals"]]
    assert part.pk in [a.pk for a in enter("乙").get(mine).context["approvals"]]
    assert enter("丙", 2).post(reverse("approval_act", args=[part.pk, "grant"])).status_code == 302
    assert now(part).state == "approved"


def test_put_back_for_whoever_is_free(enter, part):
    give = reverse("approval_give", args=[part.pk])
    enter("乙")
    enter("甲").post(give, {"username": "乙", "why": "请假"})
    assert enter("甲").post(give, {"username": "甲", "why": "回来了"}).status_code == 403
    enter("乙").post(give, {"username": "", "why": "出差"})
    assert now(part).officer is None
    assert [each.why for each in Assignment.objects.order_by("pk")] == ["请假", "出差"]


def test_whoever_took_it_in_cannot_be_given_it(enter, part):
    enter("乙")
    part.case.taken_in_by = User.objects.get(username="乙")
    part.case.save()
    answer = enter("甲").post(
        reverse("approval_give", args=[part.pk]), {"username": "乙", "why": "请假"}
    )
    assert (answer.status_code, now(part).officer) == (422, None)
    assert "要回避" in answer.content.decode()


def test_moved_to_another_department_by_a_reviewer_or_the_supervisor(enter, client, part):
    other = b.approval(part.case, "T1-E").department
    enter("戊", 1, other.code)
    move = {"department": other.code, "why": "归戊局管"}
    assert enter("甲").post(reverse("approval_move", args=[part.pk]), move).status_code == 403
    assert enter("乙", 2).post(reverse("approval_move", args=[part.pk]), move).status_code == 302
    assert now(part).department == other
    boss = User.objects.create_user("督查")
    Staff.objects.create(user=boss, role="supervisor", region_code="330100")
    client.force_login(boss)
    page = reverse("supervision_case", args=[part.case.number])
    assert "转到这个部门" in client.get(page).content.decode()
    back = {"department": part.department.code, "why": "还是甲局管"}
    assert client.post(reverse("supervision_move", args=[part.pk]), back).url == page
    assert now(part).department == part.department
    unknown = client.post(reverse("supervision_move", args=[part.pk]), back | {"department": "x"})
    assert unknown.status_code == 422


def test_levels_are_set_by_the_head_when_somebody_can_sign_them(enter, part):
    page = reverse("sign_levels")
    assert enter("甲").get(page).status_code == 200
    assert enter("甲").post(page, {"levels": "2"}).status_code == 403
    alone = enter("丙", 3).post(page, {"matter": "T1-A", "levels": "3"})
    assert (alone.status_code, SignOffRule.objects.count()) == (422, 0)
    enter("乙", 2)
    assert enter("丙").post(page, {"matter": "T1-A", "levels": "3"}).status_code == 302
    assert SignOffRule.objects.get().levels == 3
    assert enter("丙").post(page, {"matter": "T1-E", "levels": "2"}).status_code == 422
    assert enter("丙").post(page, {"matter": "T1-A", "levels": ""}).status_code == 302
    assert SignOffRule.objects.count() == 0


def test_other_departments_find_nothing(enter, part):
    elsewhere = b.approval(part.case, "T1-E").department.code
    for name in ("approval_give", "approval_move", "approval_down"):
        answer = enter("外", 3, elsewhere).post(reverse(name, args=[part.pk]), {"why": "x"})
        assert answer.status_code == 404
