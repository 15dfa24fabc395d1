"""What all departments miss is told in one notice; only the branches that miss it wait."""

from __future__ import annotations

import datetime as dt

import time_machine
from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import SYSTEM
from portal.journal.queries import entries_for
from portal.outbox.drain import drain
from services.catalogue.text import Text
from tests.windows import builders as b
from tests.windows.corrections.desks import (
    BAD,
    later,
    put_right,
    report,
    states,
    take,
    told,
    too_far,
)
from windows.approvals.actions import locked
from windows.approvals.models import Approval
from windows.cases import actions
from windows.cases.story import lanes, status_line, timeline
from windows.clock import day_after, spoken_day
from windows.corrections.actions import answer_correction
from windows.corrections.models import Correction, MissingReport
from windows.corrections.reporting import take_back
from windows.deadlines.actions import resume_clock, stop_clock
from windows.deadlines.actions.stop import go_on
from windows.deadlines.models import ClockStop
from windows.pickup.actions import make_package
from windows.sweeping import sweep


def test_nothing_is_told_before_all_have_looked(town, case):
    report(town, case, "N1-A", "n_contract")
    take(town, case, "N1-B")
    drain()
    assert not Correction.objects.exists()
    assert states(case)["N1-A"] == "dispatched"
    assert b.slot(case, "n_contract").state == "provided"
    take(town, case, "N1-E")
    drain()
    items = Correction.objects.get().items.all()
    assert [(each.slot, each.what) for each in items] == [(b.slot(case, "n_contract"), BAD.zh)]


def test_only_the_branch_that_misses_something_waits(town, case):
    told(town, case)
    assert states(case) == {
        "N1-A": "stopped",
        "N1-B": "in_review",
        "N1-C": "waiting",
        "N1-E": "in_review",
    }
    stop = ClockStop.objects.get()
    assert (stop.ground, stop.approval.due_on, stop.until) == ("correction", None, None)
    assert b.slot(case, "n_contract").state == "missing"
    case.refresh_from_db()
    assert (case.state, case.promised_on) == ("accepted", None)
    said = status_line(case).zh
    assert "乙局、戊局" in said
    assert "；甲局自" in said
    due = spoken_day(b.approval(case, "N1-B").due_on).zh
    assert f"最迟 {due}；到时没有办好，督查员会收到提醒并催办；" in said
    assert "补齐后接着算；到期没有补，这个事项视为撤回申请" in said
    assert "等申请人补 2 项" in said
    b.grant(town, case, "N1-E")
    assert states(case)["N1-E"] == "approved"


def test_one_notice_of_all_departments(town, case):
    report(town, case, "N1-A", "n_contract", "price")
    report(town, case, "N1-B", "n_contract", "n_plan", what=Text("看不清"))
    report(town, case, "N1-E", "n_fire", what=Text("没有签字"))
    drain()
    correction = Correction.objects.get()
    found = correction.items.values_list("approval__matter_edition__matter__code", "what")
    assert list(found) == [
        ("N1-A", "合同缺第 3 页"),
        ("N1-A", "合同缺第 3 页"),
        ("N1-B", "看不清"),
        ("N1-B", "看不清"),
        ("N1-E", "没有签字"),
    ]
    assert b.slot(case, "n_contract").note == "合同缺第 3 页；看不清"
    notice = case.notices.get(kind="correction")
    assert "一共还差 5 项" in notice.text
    assert {states(case)[code] for code in ("N1-A", "N1-B", "N1-E")} == {"stopped"}
    writ = case.writs.get(kind="correction")
    rows = {label[0]: said[0] for label, said in writ.body}
    assert rows["等补正的事项"] == "N1-A事项；N1-B事项；N1-E事项"
    assert "N1-B事项·平面图：看不清" in rows["需要补正的全部内容"]


def test_reported_twice_it_is_told_once_with_the_last_words(town, case):
    report(town, case, "N1-A", "n_contract")
    report(town, case, "N1-A", "n_contract", what=Text("合同缺第 3、4 页"))
    assert [each.what for each in MissingReport.objects.all()] == ["合同缺第 3、4 页"]


def test_what_is_taken_back_is_not_told(town, case):
    first, second = report(town, case, "N1-A", "n_contract", "price")
    part = b.approval(case, "N1-A")
    b.do(take_back, part, report_id=first.pk, actor=town.officer(part))
    take(town, case, "N1-B", "N1-E")
    drain()
    correction = Correction.objects.get()
    assert [each.element for each in correction.items.all()] == ["price"]
    with b.refused("report_gone"):
        take_back(part, report_id=second.pk, actor=town.officer(part))
    with b.refused("report_gone"):
        take_back(part, report_id=first.pk, actor=town.officer(part))
    assert correction.items.count() == 1


def test_another_department_takes_nothing_back(town, case):
    (first,) = report(town, case, "N1-A", "n_contract")
    other = b.approval(case, "N1-B")
    with b.refused("report_gone"):
        take_back(other, report_id=first.pk, actor=town.officer(other))
    with b.refused("approval_not_found"):
        take_back(b.approval(case, "N1-A"), report_id=first.pk, actor=town.officer(other))
    assert MissingReport.objects.get() == first


def test_whoever_stays_silent_does_not_hold_up_the_notice(town, case):
    report(town, case, "N1-A", "n_contract")
    drain()
    assert sweep()["reports not told"] == 0
    with later(1):
        assert sweep()["reports not told"] == 0
    with later(12):
        assert sweep()["reports not told"] == 1
    assert Correction.objects.get().items.count() == 1
    assert states(case)["N1-B"] == "dispatched"


def test_a_decision_is_a_look_too(town, case):
    """Whoever decides at once misses nothing, and a report of what is decided is told no more."""
    report(town, case, "N1-A", "n_contract")
    report(town, case, "N1-E", "n_fire")
    b.grant(town, case, "N1-E")
    assert not Correction.objects.exists()
    b.grant(town, case, "N1-B")
    correction = Correction.objects.get()
    assert [each.approval for each in correction.items.all()] == [b.approval(case, "N1-A")]


def test_on_the_last_day_nobody_is_waited_for(town, case):
    """Five working days from its receipt, and the notice goes out within them."""
    last = day_after(b.approval(case, "N1-A").counts_from, 5)
    with time_machine.travel(dt.datetime.combine(last, dt.time(4), dt.UTC), tick=False):
        report(town, case, "N1-A", "n_contract")
        drain()
        assert Correction.objects.count() == 1
    assert states(case)["N1-B"] == "dispatched"


def test_answered_the_days_that_were_left_run_on(town, case):
    correction = told(town, case)
    with b.refused("incomplete_case") as caught:
        answer_correction(case, actor=town.me)
    assert [each["label"] for each in caught.value.details] == ["租赁合同"]
    put_right(town, case, "n_contract", "price")
    b.do(answer_correction, case, actor=town.me)
    drain()
    assert states(case)["N1-A"] == "in_review"
    assert b.approval(case, "N1-A").due_on is not None
    assert not ClockStop.objects.filter(until=None).exists()
    correction.refresh_from_db()
    assert correction.answered_at is not None
    case.refresh_from_db()
    assert (case.state, case.promised_on is not None) == ("accepted", True)
    with b.refused("move_refused"):
        answer_correction(case, actor=town.me)


def test_only_what_was_asked_may_be_changed(town, case):
    with b.refused("move_refused"):
        actions.save_form(case, values={"price": "1"}, actor=town.me)
    told(town, case)
    with b.refused("move_refused"):
        actions.attach_upload(b.slot(case, "n_plan"), upload=b.pdf(), actor=town.me)
    b.do(actions.save_form, case, values={"price": "1", "phone": "13900139000"}, actor=town.me)
    case.refresh_from_db()
    assert case.form == {"phone": "13800138000", "price": "1"}
    put_right(town, case, "n_contract")
    b.do(answer_correction, case, actor=town.me)
    with b.refused("move_refused"):
        actions.save_form(case, values={"price": "2"}, actor=town.me)
    with b.refused("move_refused"):
        actions.attach_upload(b.slot(case, "n_contract"), upload=b.pdf(), actor=town.me)


def test_not_answered_only_these_branches_end(town, case):
    correction = told(town, case)
    assert sweep()["parts not put right in time"] == 0
    with later(60):
        assert sweep()["parts not put right in time"] == 1
        drain()
        assert sweep()["parts not put right in time"] == 0
    assert states(case) == {
        "N1-A": "not_needed",
        "N1-B": "in_review",
        "N1-C": "not_needed",
        "N1-E": "in_review",
    }
    first = b.approval(case, "N1-A")
    assert first.closed_reason == "逾期没有补正，这个事项视为撤回申请"
    assert b.approval(case, "N1-C").closed_reason == "“N1-A事项”没有办成，缺少它的结果"
    correction.refresh_from_db()
    assert (correction.answered_at, correction.closed_at is not None) == (None, True)
    case.refresh_from_db()
    assert (case.state, case.promised_on is not None) == ("accepted", True)
    writ = case.writs.get(kind="lapse")
    assert (writ.approval, writ.issuer) == (first, "甲局")
    assert "N1-A事项" in case.notices.get(kind="branches_lapsed").text
    with b.refused("move_refused"):
        answer_correction(case, actor=town.me)


def test_not_answered_and_nothing_left_the_whole_counts_as_withdrawn(town, case):
    """Nobody is told to collect results where nothing was decided."""
    report(town, case, "N1-A", "n_contract")
    report(town, case, "N1-B", "n_plan")
    report(town, case, "N1-E", "n_fire")
    drain()
    with later(60):
        assert sweep()["parts not put right in time"] == 1
        drain()
        assert sweep()["decided and not closed"] == 0
    assert set(states(case).values()) == {"not_needed"}
    case.refresh_from_db()
    assert (case.state, case.closed_reason) == ("lapsed", "逾期没有补正，视为撤回申请")
    assert not hasattr(case, "pickup")
    kinds = list(case.notices.values_list("kind", flat=True))
    assert "lapsed" in kinds
    assert not {"results_ready", "branches_lapsed"} & set(kinds)
    papers = case.writs.filter(kind="lapse").order_by("pk")
    assert [paper.approval_id is None for paper in papers] == [False, False, False, True]
    for paper in papers:
        rows = {label[0]: said[0] for label, said in paper.body}
        assert rows["法律依据"] == "《浙江省保障“最多跑一次”改革规定》第十一条"
        assert "申请行政复议" in rows["不服怎么办"]
    assert rows["办件编号"] == case.number
    first = {label[0]: said[0] for label, said in papers[0].body}
    assert first["其他事项"] == "没有其他事项在办"


def test_no_package_where_nothing_was_decided(town, case):
    Approval.objects.filter(case=case).update(
        state="not_needed", closed_at=timezone.now(), closed_reason="不再需要"
    )
    before = b.snapshot(case)
    with b.refused("move_refused"):
        make_package(case, actor=SYSTEM)
    assert b.snapshot(case) == before


def test_reminded_three_working_days_before_the_end_once(town, case):
    correction = told(town, case)
    assert sweep()["corrections to be reminded of"] == 0
    last = dt.datetime.combine(correction.deadline, dt.time(4), dt.UTC)
    with time_machine.travel(last, tick=False):
        assert sweep()["corrections to be reminded of"] == 1
        assert sweep()["corrections to be reminded of"] == 0
        drain()
    assert case.notices.filter(kind="correction_reminder").count() == 1


def test_withdrawn_meanwhile_nothing_is_told(town, case):
    report(town, case, "N1-A", "n_contract")
    b.do(actions.withdraw, case, actor=town.me)
    drain()
    assert sweep()["reports not told"] == 0
    assert not Correction.objects.exists()
    with too_far("approval_closed"):
        report(town, case, "N1-B", "n_plan")


def test_withdrawn_the_open_notice_is_over(town, case):
    correction = told(town, case)
    b.do(actions.withdraw, case, actor=town.me)
    correction.refresh_from_db()
    assert correction.closed_at is not None
    assert set(states(case).values()) == {"not_needed"}


def test_a_waiting_department_cannot_go_on_by_itself(town, case):
    told(town, case)
    part = b.approval(case, "N1-A")
    with b.refused("waits_for_applicant"):
        resume_clock(part, actor=town.officer(part))
    with b.refused("move_refused"):
        b.grant(town, case, "N1-A")
    assert states(case)["N1-A"] == "stopped"


def test_a_clock_that_stands_for_a_special_procedure_stands_on(town, case):
    part = b.approval(case, "N1-A")
    report(town, case, "N1-A", "n_contract")
    how = {"ground": "inspection", "reason": "现场检验", "expected_days": 5}
    b.do(stop_clock, part, actor=town.officer(part), **how)
    take(town, case, "N1-B", "N1-E")
    drain()
    assert [stop.ground for stop in ClockStop.objects.all()] == ["inspection"]
    put_right(town, case, "n_contract")
    b.do(answer_correction, case, actor=town.me)
    assert states(case)["N1-A"] == "stopped"
    b.do(resume_clock, part, actor=town.officer(part))
    assert states(case)["N1-A"] == "in_review"


def test_a_procedure_that_ends_before_the_answer_leaves_the_clock_standing(town, case):
    """Its days do not run while the person owes papers, and nothing is granted without them."""
    part = b.approval(case, "N1-A")
    report(town, case, "N1-A", "n_contract")
    how = {"ground": "inspection", "reason": "现场检验", "expected_days": 5}
    b.do(stop_clock, part, actor=town.officer(part), **how)
    take(town, case, "N1-B", "N1-E")
    drain()
    b.do(resume_clock, part, actor=town.officer(part))
    assert states(case)["N1-A"] == "stopped"
    assert b.approval(case, "N1-A").due_on is None
    stops = ClockStop.objects.order_by("pk")
    assert [(one.ground, one.until is None) for one in stops] == [
        ("inspection", False),
        ("correction", True),
    ]
    with b.refused("waits_for_applicant"):
        resume_clock(part, actor=town.officer(part))
    with b.refused("move_refused"):
        b.grant(town, case, "N1-A")
    put_right(town, case, "n_contract")
    b.do(answer_correction, case, actor=town.me)
    assert states(case)["N1-A"] == "in_review"
    b.grant(town, case, "N1-A")
    assert states(case)["N1-A"] == "approved"


def test_nothing_is_granted_while_its_notice_is_open(town, case):
    """Even where the clock runs, by whatever way it came to."""
    told(town, case)
    with transaction.atomic():
        go_on(*locked(b.approval(case, "N1-A")), actor=SYSTEM)
    before = b.snapshot(case)
    with b.refused("waits_for_applicant"):
        b.grant(town, case, "N1-A")
    assert b.snapshot(case) == before
    b.grant(town, case, "N1-B")
    assert states(case)["N1-B"] == "approved"


def test_what_departments_noted_is_no_business_of_the_page_before_it_is_told(town, case):
    report(town, case, "N1-A", "n_contract")
    verbs = [entry.verb for entry in entries_for(case.stream)]
    assert verbs[-1] == "missing.reported"
    assert "missing.reported" not in [each.verb for each in timeline(case, town.me)]
    assert "missing.reported" in [each.verb for each in timeline(case, town.supervisor)]


def test_the_lane_that_waits_for_the_person_says_so(town, case):
    told(town, case)
    found = {lane.who.zh: [bar.state for bar in lane.bars] for lane in lanes(case)}
    assert (found["甲局"], found["乙局"]) == (["you"], ["now"])
