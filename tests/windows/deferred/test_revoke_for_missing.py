"""What did not come in time: what needs it ends with the reason, everything else goes on."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from portal.journal.queries import entries_for
from portal.outbox.drain import drain
from tests.windows import builders as b
from tests.windows.deferred.shops import accepted
from windows.approvals.models import Approval
from windows.cases import actions
from windows.clock import today
from windows.deferred.missed import revoke_for_missing
from windows.deferred.models import Deferral
from windows.sweeping import sweep
from windows.writs.models import Writ


def states(case) -> dict[str, str]:
    rows = Approval.objects.filter(case=case)
    return dict(rows.values_list("matter_edition__matter__code", "state"))


def deferred(case) -> dict[str, str]:
    rows = Deferral.objects.filter(slot__case=case)
    return dict(rows.values_list("slot__material_type__code", "state"))


def last_day(case, code: str) -> dt.date:
    return Deferral.objects.get(slot=b.slot(case, code)).due_on


def after(day: dt.date):
    return time_machine.travel(day + dt.timedelta(days=1), tick=False)


def sweep_after(day: dt.date) -> int:
    with after(day):
        done = sweep()["papers to follow not handed in"]
        drain()
    return done


def test_not_before_the_day_is_over(town, case):
    before = b.snapshot(case)
    with time_machine.travel(last_day(case, "t_photo"), tick=False), b.refused("move_refused"):
        revoke_for_missing(case)
    assert b.snapshot(case) == before
    assert deferred(case) == {"t_drawing": "open", "t_photo": "open"}


def test_only_what_uses_it_ends(town, case):
    assert sweep_after(last_day(case, "t_photo")) == 1
    assert states(case) == {"T3-A": "dispatched", "T3-B": "waiting", "T3-C": "not_needed"}
    assert deferred(case) == {"t_drawing": "open", "t_photo": "missed"}
    case.refresh_from_db()
    assert case.state == "accepted"
    assert sweep_after(last_day(case, "t_photo")) == 0, "Once."


def test_it_is_told_in_writing_with_the_reason_and_the_remedies(town, case):
    until = last_day(case, "t_photo")
    sweep_after(until)
    writ = Writ.objects.get(case=case, kind="revocation")
    said = {row[0][0]: row[1][0] for row in writ.body}
    assert said["撤销受理的事项"] == "T3-C事项"
    assert said["理由"].startswith("容缺受理后到 ")
    assert said["理由"].endswith("没有补交：效果图")
    assert "60 日内" in said["不服怎么办"]
    assert "向杭州市人民政府申请行政复议" in said["不服怎么办"]
    assert b.approval(case, "T3-C").closed_reason == said["理由"]
    assert case.notices.filter(kind="deferred_missed").count() == 1
    missed = [one for one in entries_for(case.stream) if one.verb == "deferral.missed"]
    assert [one.data["writ"] for one in missed] == [writ.number]


def test_what_needed_its_output_ends_with_it(town, case):
    b.do(actions.attach_upload, b.slot(case, "t_photo"), upload=b.pdf(), actor=town.me)
    b.grant(town, case, "T3-C")
    sweep_after(last_day(case, "t_drawing"))
    assert states(case) == {"T3-A": "not_needed", "T3-B": "not_needed", "T3-C": "approved"}
    case.refresh_from_db()
    assert case.state == "results_ready", "What was granted is handed over."


@pytest.mark.law("浙江“最多跑一次”改革规定 4")
def test_when_nothing_is_left_the_acceptance_is_revoked(town, shops):
    case = accepted(town, "T4")
    sweep_after(last_day(case, "t_drawing"))
    case.refresh_from_db()
    assert (case.state, states(case)) == ("revoked", {"T4-A": "not_needed"})
    assert case.closed_at is not None
    assert case.closed_reason.endswith("没有补交：平面图")
    assert case.notices.filter(kind="revoked").count() == 1
    assert Writ.objects.filter(case=case, kind="revocation").count() == 1
    assert "case.revoked" in [one.verb for one in entries_for(case.stream)]


def test_both_missed_on_one_day_are_one_act(town, case):
    with after(last_day(case, "t_drawing")):
        b.do(revoke_for_missing, case)
        drain()
    case.refresh_from_db()
    assert case.state == "revoked"
    assert set(deferred(case).values()) == {"missed"}
    assert Writ.objects.filter(case=case, kind="revocation").count() == 1


def test_nobody_is_pressed_for_what_nobody_needs_any_more(town, case):
    """The matter was denied before the day came."""
    part = b.approval(case, "T3-C")
    b.do(b.decide, part, granted=False, reason="不在可设范围", actor=town.officer(part))
    assert deferred(case) == {"t_drawing": "open", "t_photo": "not_needed"}, "At once."
    sweep_after(last_day(case, "t_photo"))
    assert deferred(case) == {"t_drawing": "open", "t_photo": "not_needed"}
    assert not Writ.objects.filter(case=case, kind="revocation").exists()


def test_withdrawn_nothing_is_missed(town, case):
    b.do(actions.withdraw, case, actor=town.me)
    assert set(deferred(case).values()) == {"not_needed"}, "At once."
    sweep_after(last_day(case, "t_drawing"))
    assert set(deferred(case).values()) == {"not_needed"}
    case.refresh_from_db()
    assert case.state == "withdrawn"


def test_the_days_of_the_hand_in_itself_count(town, case):
    """Handed in on the last day is in time."""
    with time_machine.travel(last_day(case, "t_photo"), tick=False):
        b.do(actions.attach_upload, b.slot(case, "t_photo"), upload=b.pdf(), actor=town.me)
    sweep_after(last_day(case, "t_photo"))
    assert today() < last_day(case, "t_photo")
    assert deferred(case)["t_photo"] == "handed_in"
    assert states(case)["T3-C"] == "dispatched"
