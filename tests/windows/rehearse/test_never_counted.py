"""A rehearsal is nobody's work and counts nowhere."""

from __future__ import annotations

import pytest

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from windows.approvals.queries import inbox
from windows.cases.models import Case
from windows.intake.queries import desk_queue
from windows.rehearsal.people import officer_of
from windows.supervision.queries import visit_figures

SUPERVISOR = Actor(kind=Role.SUPERVISOR, user_id=None, name="督查", region_code="330100")
CLERK = Actor(kind=Role.CLERK, user_id=None, name="窗口", region_code="330100")


@pytest.fixture
def rehearsed(shipped, rehearse) -> Case:
    told = rehearse("P14", "--examine", "0")
    return Case.objects.get(number=told["case"]["number"])


def test_its_visits_are_no_figures(rehearsed):
    assert visit_figures(SUPERVISOR) == []

    Case.objects.filter(pk=rehearsed.pk).update(is_rehearsal=False)
    assert [figure.code for figure in visit_figures(SUPERVISOR)] == ["P14"]


def test_its_approvals_are_in_no_inbox_and_the_case_at_no_desk(rehearsed):
    approval = rehearsed.approvals.select_related("department")[0]
    officer = officer_of(approval.department.code)
    rehearsed.approvals.filter(pk=approval.pk).update(
        state="dispatched", decided_at=None, decided_by_name=""
    )
    Case.objects.filter(pk=rehearsed.pk).update(state="submitted", finished_at=None)

    assert inbox(officer).rows == ()
    assert [row.pk for row in inbox(officer, is_rehearsal=True).rows] == [approval.pk]
    assert desk_queue(CLERK).rows == ()

    Case.objects.filter(pk=rehearsed.pk).update(is_rehearsal=False)
    assert [row.pk for row in inbox(officer).rows] == [approval.pk]
    assert [row.pk for row in desk_queue(CLERK).rows] == [rehearsed.pk]
