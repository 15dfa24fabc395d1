from __future__ import annotations

import datetime as dt

import time_machine

from portal.journal.queries import entries_for
from portal.outbox.drain import drain
from tests.windows import builders as b
from windows.corrections.queries import open_correction
from windows.intake.actions import refuse
from windows.models import Notice


def test_refusal_says_reason_and_remedies(town):
    case = b.do(refuse, b.submitted_case(town), reason="不属于本市", actor=town.clerk)
    drain()
    assert (case.state, case.closed_reason) == ("refused", "不属于本市")
    entry = entries_for(case.stream).get(verb="case.refused")
    assert "60 日" in entry.data["remedies"]
    assert "6 个月" in entry.data["remedies"]
    assert {one.state for one in case.approvals.all()} == {"not_needed"}
    assert Notice.objects.filter(kind="refused", applicant=town.buyer).count() == 1


def test_refusal_needs_a_reason(town):
    case = b.submitted_case(town)
    before = b.snapshot(case)
    with b.refused("reason_missing"):
        refuse(case, reason=" ", actor=town.clerk)
    assert b.snapshot(case) == before


def test_open_correction_protects_until_its_deadline(town):
    case = b.case_under_correction(town)
    deadline = case.corrections.get().deadline
    with b.refused("correction_still_open"):
        refuse(case, reason="没有补正", actor=town.clerk)
    after = dt.datetime.combine(deadline + dt.timedelta(days=1), dt.time(4), dt.UTC)
    with time_machine.travel(after, tick=False):
        case = b.do(refuse, case, reason="没有补正", actor=town.clerk)
    assert case.state == "refused"
    correction = case.corrections.get()
    assert correction.answered_at is None
    assert correction.closed_at is not None
    assert open_correction(case) is None
