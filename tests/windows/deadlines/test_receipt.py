"""One receipt for all; what waits counts from the completion before it; the promise binds."""

from __future__ import annotations

import datetime as dt

import pytest

from portal.outbox.drain import drain
from tests.windows import builders as b
from tests.windows.deadlines import scenes as s
from windows.approvals.actions import decide
from windows.approvals.models import Approval
from windows.cases import actions
from windows.intake.actions import accept
from windows.writs.models import Writ

DAY = dt.date


@pytest.mark.law("浙江“最多跑一次”改革规定 5")
def test_one_receipt_counts_for_all_that_can_act_side_by_side(town, monday):
    case = b.do(actions.submit, b.draft(town, code="T9"), actor=town.me)
    drain()
    case.refresh_from_db()
    (paper,) = Writ.objects.filter(case=case, kind="acceptance")
    assert {label[0]: text[0] for label, text in paper.body}["一并受理的事项"] == (
        "T9-A事项；T9-B事项；T9-R事项；T9-C事项"
    )
    begun = Approval.objects.filter(case=case, counts_from=DAY(2026, 3, 2))
    assert set(begun.values_list("matter_edition__matter__code", flat=True)) == {
        "T9-A",
        "T9-B",
        "T9-R",
    }


@pytest.mark.law("浙江“最多跑一次”改革规定 5")
def test_a_message_that_came_late_takes_no_day_from_the_person(town, monday):
    case = b.do(actions.submit, b.draft(town, code="T9"), actor=town.me)
    b.do(accept, case, actor=town.clerk)
    monday.move_to(s.at(3, 5))
    drain()
    one = s.part(case, "T9-A")
    assert one.dispatched_at.date() == DAY(2026, 3, 5)
    assert (one.counts_from, one.due_on) == (DAY(2026, 3, 2), DAY(2026, 3, 16))


@pytest.mark.law("浙江“最多跑一次”改革规定 5")
def test_what_waits_counts_from_the_written_completion(town, monday):
    case = s.accepted(town)
    later = s.part(case, "T9-C")
    assert (later.state, later.counts_from, later.due_on) == ("waiting", None, None)
    monday.move_to(s.at(3, 6))
    first = s.part(case, "T9-A")
    b.do(decide, first, granted=True, actor=s.officer(first))
    assert Writ.objects.filter(approval=first, kind="grant").exists()
    monday.move_to(s.at(3, 9))
    drain()
    later = s.fresh(later)
    assert (later.state, later.counts_from, later.due_on) == (
        "dispatched",
        DAY(2026, 3, 6),
        DAY(2026, 3, 11),
    )


@pytest.mark.law("浙江“最多跑一次”改革规定 12")
def test_the_shorter_promise_binds(town, monday):
    case = s.accepted(town)
    one = s.part(case, "T9-A")
    assert (one.due_on, one.statutory_on) == (DAY(2026, 3, 16), DAY(2026, 3, 30))
    monday.move_to(s.at(3, 17))
    assert s.fresh(one).is_overdue


@pytest.mark.law("行政许可法 82")
def test_working_days_and_calendar_days_by_the_edition(town):
    case = s.accepted(town)
    assert s.part(case, "T9-A").due_on == DAY(2026, 3, 16), "ten working days"
    assert s.part(case, "T9-B").due_on == DAY(2026, 3, 17), "fifteen calendar days"
