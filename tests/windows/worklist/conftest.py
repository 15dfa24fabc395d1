"""Three cases of one matter at 甲局, each with a day of its own, and an officer's browser."""

from __future__ import annotations

import datetime as dt

import pytest
from time_machine import travel

from tests.windows import builders as b
from tests.windows.staff import post
from windows.approvals.models import Approval

MONDAY = dt.datetime(2026, 11, 16, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _monday():
    with travel(MONDAY, tick=False):
        yield


@pytest.fixture
def three(town) -> list[Approval]:
    """Overdue since Friday; due today; due on Thursday."""
    found = []
    for day in (13, 16, 19):
        one = b.approval(b.accepted_case(town), "T1-A")
        Approval.objects.filter(pk=one.pk).update(due_on=dt.date(2026, 11, day))
        one.refresh_from_db()
        found.append(one)
    return found


@pytest.fixture
def officer(three):
    """(browser, actor)."""
    return post("jia", "officer", department=three[0].department.code)
