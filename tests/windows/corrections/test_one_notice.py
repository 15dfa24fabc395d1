"""What all departments miss is told in one notice; only the branches that miss it wait."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import DatabaseError, transaction

from portal.journal.queries import entries_for
from portal.outbox.drain import drain
from services.catalogue.text import Text
from tests.windows import builders as b
from tests.windows.corrections.desks import (
    BAD,
    put_right,
    report,
    states,
    submitted,
    take,
    told,
    too_far,
)
from windows.cases import actions
from windows.cases.story import status_line, timeline
from windows.clock import day_after, today
from windows.corrections.actions import answer_correction
from windows.corrections.models import Correction, CorrectionItem, MissingReport, Overreach
from windows.corrections.reporting import take_back
from windows.deadlines.actions import resume_clock, stop_clock
from windows.deadlines.models import ClockStop
from windows.intake.silence import accept_by_silence
from windows.sweeping import sweep


def later(days: int):
    return time_machine.travel(today() + dt.timedelta(days=days, hours=12), tick=False)


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


@pytest.mark.parametrize(
    ("code", "where", "what", "refusal"),
    [
        ("N1-A", "salary", "工资", "not_in_guide"),
        ("N1-B", "price", "租金不对", "not_in_guide"),
        ("N1-E", "n_contract", "合同", "not_in_guide"),
        ("N1-A", "", "再交一份担保", "not_in_guide"),
        ("N1-A", "price", " ", "nothing_missing"),
    ],
    ids=["no such field", "another's field", "another's paper", "words", "nothing said"],
)
def test_what_cannot_be_asked(town, case, code, where, what, refusal):
    before = b.snapshot(case)
    with too_far(refusal):
        report(town, case, code, where, what=Text(what))
    counted = list(Overreach.objects.values_list("kind", "asked", "department__name"))
    department = b.approval(case, code).department.name
    expected = [(refusal, what, department)] if refusal == "not_in_guide" else []
    assert counted == expected
    assert not MissingReport.objects.exists()
    after = b.snapshot(case)
    assert after["entries"] == before["entries"] + ["missing.refused"] * len(expected)
    assert {**after, "entries": 0} == {**before, "entries": 0}


def test_what_another_matter_produces_is_nobodys_to_hand_in(town, case):
    b.grant(town, case, "N1-A")
    with too_far("not_in_guide"):
        report(town, case, "N1-C", "n_first")
    assert Overreach.objects.get().kind == "not_in_guide"


def test_one_thing_too_many_and_nothing_is_noted(town, case):
    with too_far("not_in_guide") as caught:
        report(town, case, "N1-A", "n_contract", "n_plan")
    assert [each["slot"] for each in caught.value.details] == [b.slot(case, "n_plan").pk]
    assert not MissingReport.objects.exists()


def test_the_same_words_count_once(town, case):
    for _time in range(2):
        with too_far("not_in_guide"):
            report(town, case, "N1-E", "n_contract")
    assert Overreach.objects.count() == 1


def test_after_five_working_days_nothing_may_be_asked(town, case):
    with later(12):
        with too_far("too_late_to_ask"):
            report(town, case, "N1-A", "n_contract")
        assert Overreach.objects.get().kind == "too_late"
        assert not MissingReport.objects.exists()


def test_on_the_last_day_nobody_is_waited_for(town, case):
    """Five working days from its receipt, and the notice goes out within them."""
    last = day_after(b.approval(case, "N1-A").counts_from, 5)
    with time_machine.travel(dt.datetime.combine(last, dt.time(4), dt.UTC), tick=False):
        report(town, case, "N1-A", "n_contract")
        drain()
        assert Correction.objects.count() == 1
    assert states(case)["N1-B"] == "dispatched"


def test_a_silent_office_may_ask_for_nothing(town):
    """行政许可法 art. 32: accepted by silence, what was handed in is enough."""
    case = submitted(town)
    with later(12):
        b.do(accept_by_silence, case)
        drain()
        with too_far("too_late_to_ask"):
            report(town, case, "N1-A", "n_contract")
    assert Overreach.objects.get().kind == "too_late"


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


def answered(town, case) -> None:
    told(town, case)
    put_right(town, case, "n_contract")
    b.do(answer_correction, case, actor=town.me)
    drain()


def test_a_second_notice_only_about_what_came_in_after_the_first(town, case):
    answered(town, case)
    for where in ("phone", "price"):  # the rent was asked for and left as it was
        with too_far("told_already"):
            report(town, case, "N1-A", where)
    assert [each.kind for each in Overreach.objects.all()] == ["told_already"]
    report(town, case, "N1-A", "n_contract", what=Text("新合同也缺页"))
    drain()
    second = Correction.objects.get(round=2)
    item = second.items.get()
    assert (second.is_of_departments, item.what) == (True, "新合同也缺页")
    assert item.renewed_at >= Correction.objects.get(round=1).asked_at


def test_whoever_asked_looks_at_what_is_new_before_it_is_told_again(town, case):
    report(town, case, "N1-A", "n_contract")
    report(town, case, "N1-B", "n_contract")
    take(town, case, "N1-E")
    drain()
    put_right(town, case, "n_contract")
    b.do(answer_correction, case, actor=town.me)
    report(town, case, "N1-A", "n_contract")
    drain()
    assert Correction.objects.count() == 1
    report(town, case, "N1-B", "n_contract")
    drain()
    assert Correction.objects.get(round=2).items.count() == 2


def test_who_receives_the_case_later_may_tell_once_too(town, case):
    """丙局 waits for 甲局's licence: its own days begin when the case reaches it."""
    answered(town, case)
    b.grant(town, case, "N1-A")
    report(town, case, "N1-C", "n_staff", what=Text("过期了"))
    take(town, case, "N1-C")
    drain()
    assert [each.what for each in Correction.objects.get(round=2).items.all()] == ["过期了"]
    with too_far("told_already"):
        report(town, case, "N1-E", "n_fire")


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


def test_what_was_told_cannot_be_changed(town, case):
    correction = told(town, case)
    item = correction.items.first()
    reported = MissingReport.objects.first()
    for change in (
        lambda: CorrectionItem.objects.filter(pk=item.pk).update(what="别的"),
        lambda: CorrectionItem.objects.filter(pk=item.pk).delete(),
        lambda: Correction.objects.filter(pk=correction.pk).update(deadline=today()),
        lambda: MissingReport.objects.filter(pk=reported.pk).update(what="别的"),
        lambda: MissingReport.objects.filter(pk=reported.pk).delete(),
    ):
        with pytest.raises(DatabaseError, match="has been told"), transaction.atomic():
            change()
    item.refresh_from_db()
    assert item.what == BAD.zh


def test_the_database_itself_tells_once(town, case):
    answered(town, case)
    second = Correction.objects.create(
        case=case,
        round=2,
        asked_at=Correction.objects.get().asked_at + dt.timedelta(days=1),
        asked_by_name="系统",
        deadline=today() + dt.timedelta(days=9),
        is_of_departments=True,
    )
    part = b.approval(case, "N1-A")
    with pytest.raises(DatabaseError, match="not new"), transaction.atomic():
        CorrectionItem.objects.create(
            correction=second, approval=part, element="phone", what="电话不对"
        )
    with pytest.raises(DatabaseError, match="names no matter"), transaction.atomic():
        CorrectionItem.objects.create(correction=second, approval=part, what="别的")
    assert second.items.count() == 0


def test_what_departments_noted_is_no_business_of_the_page_before_it_is_told(town, case):
    report(town, case, "N1-A", "n_contract")
    verbs = [entry.verb for entry in entries_for(case.stream)]
    assert verbs[-1] == "missing.reported"
    assert "missing.reported" not in [each.verb for each in timeline(case, town.me)]
    assert "missing.reported" in [each.verb for each in timeline(case, town.supervisor)]
