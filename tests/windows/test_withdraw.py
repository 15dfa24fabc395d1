from __future__ import annotations

from portal.outbox.drain import drain
from tests.windows import builders as b
from windows.cases.actions import withdraw
from windows.cases.story import can_withdraw
from windows.corrections.queries import open_correction


def test_accepted_case_may_be_withdrawn_until_somebody_decides(town):
    case = b.accepted_case(town)
    assert can_withdraw(case, town.me)
    case = b.do(withdraw, case, reason="不卖了", actor=town.me)
    drain()
    case.refresh_from_db()
    assert (case.state, case.closed_reason) == ("withdrawn", "不卖了")
    assert {one.state for one in case.approvals.all()} == {"not_needed"}


def test_after_the_first_decision_it_is_too_late(town):
    case = b.accepted_case(town)
    b.grant(town, case, "T1-A")
    case.refresh_from_db()
    assert not can_withdraw(case, town.me)
    before = b.snapshot(case)
    with b.refused("already_decided"):
        withdraw(case, actor=town.me)
    assert b.snapshot(case) == before


def test_open_correction_ends_with_it(town):
    case = b.do(withdraw, b.case_under_correction(town), actor=town.me)
    correction = case.corrections.get()
    assert correction.answered_at is None
    assert correction.closed_at is not None
    assert open_correction(case) is None
