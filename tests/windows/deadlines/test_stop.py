"""行政许可法 art. 45: when a clock may stand still, and that it is told in writing."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import override

from portal.accounts.models import Staff
from portal.outbox.drain import drain
from tests.windows import builders as b
from tests.windows.deadlines import scenes as s
from windows.approvals.actions import decide, drop
from windows.approvals.models import Approval
from windows.assignments.models import Assignment
from windows.cases.actions import withdraw
from windows.cases.models import Case
from windows.deadlines.actions import answer_extension, ask_extension, resume_clock, stop_clock
from windows.deadlines.grounds import ARTICLE_45
from windows.deadlines.models import ClockStop
from windows.intake.actions import REFUSED
from windows.notices.models import Notice
from windows.writs.models import Writ

DAY = dt.date


def stop(approval, ground="test", **more):
    given = {"reason": "水质送检", "expected_days": 7, "actor": s.officer(approval), **more}
    return b.do(stop_clock, approval, ground=ground, **given)


def resume(approval, **more):
    return b.do(resume_clock, approval, actor=s.officer(approval), **more)


def papers(case):
    return list(Writ.objects.filter(case=case, kind="procedure").order_by("pk"))


def stand_without_a_stop(approval):
    Approval.objects.filter(pk=approval.pk).update(state="stopped", due_on=None)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.law("行政许可法 45")
@pytest.mark.parametrize("ground", ARTICLE_45)
def test_each_of_the_eight_cases_stops_it_with_a_written_notice(town, ground):
    case = s.accepted(town)
    one = s.part(case, "T9-A")
    made = stop(one, ground)
    assert made.basis == "《中华人民共和国行政许可法》第四十五条"
    assert (made.since, made.until) == (DAY(2026, 3, 2), None)
    one = s.fresh(one)
    assert (one.state, one.due_on, one.statutory_on) == ("stopped", None, None)
    (paper,) = papers(case)
    said = {label[0]: text[0] for label, text in paper.body}
    assert said["法律依据"] == made.basis
    assert said["理由"] == "水质送检"
    assert said["所需时间"] == "预计 7 个工作日，不计入办理期限"
    drain()
    assert Notice.objects.filter(case=case, kind="clock_stopped").count() == 1


@pytest.mark.law("行政许可法 45")
def test_there_are_eight_cases_and_no_ninth():
    assert sorted(one.label for one in ARTICLE_45) == sorted(
        ["听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审"]
    )


@pytest.mark.law("行政许可法 45")
@pytest.mark.parametrize(
    ("ground", "more", "code"),
    [
        ("holiday", {}, "no_such_ground"),
        ("", {}, "no_such_ground"),
        ("correction", {}, "no_such_ground"),
        ("statute", {}, "no_such_ground"),
        ("statute", {"procedure": "现场核查"}, "no_such_ground"),
        ("test", {"reason": " "}, "stop_needs_reason"),
        ("test", {"expected_days": None}, "stop_needs_reason"),
        ("test", {"expected_days": 0}, "stop_needs_reason"),
    ],
)
def test_a_pause_without_ground_changes_nothing(town, ground, more, code):
    case = s.accepted(town)
    one = s.part(case, "T9-A")
    before = b.snapshot(case)
    with b.refused(code):
        stop(one, ground, **more)
    assert b.snapshot(case) == before
    assert (ClockStop.objects.count(), papers(case)) == (0, [])


@pytest.mark.law("行政许可法 45")
def test_a_procedure_of_the_pinned_guide_rests_on_its_own_law(town):
    case = s.accepted(town)
    one = s.part(case, "T9-A")
    assert stop(one, "statute", procedure="公示").basis == "《测试条例》第 8 条"
    with b.refused("no_such_ground"):
        stop(s.part(case, "T9-B"), "statute", procedure="公示")


@pytest.mark.law("行政许可法 45")
def test_the_days_that_were_left_run_on(town, monday):
    case = s.accepted(town)
    one = s.part(case, "T9-A")
    assert (one.due_on, one.statutory_on) == (DAY(2026, 3, 16), DAY(2026, 3, 30))
    monday.move_to(s.at(3, 4))
    stop(one)
    case.refresh_from_db()
    assert (case.promised_on, case.statutory_on) == (None, None)
    monday.move_to(s.at(3, 11))
    resume(one, outcome="合格")
    one = s.fresh(one)
    # Two days were used by 4 March; the third is 12 March.
    assert (one.state, one.due_on, one.statutory_on) == (
        "in_review",
        DAY(2026, 3, 23),
        DAY(2026, 4, 7),
    )
    (over,) = ClockStop.objects.all()
    assert (over.until, over.outcome) == (DAY(2026, 3, 11), "合格")


def test_it_does_not_stop_twice_nor_resume_what_runs(town):
    case = s.accepted(town)
    one = s.part(case, "T9-A")
    with b.refused("clock_runs"):
        resume(one)
    stop(one)
    before = b.snapshot(case)
    with b.refused("move_refused"):
        stop(one, "hearing")
    with b.refused("move_refused"):
        decide(one, granted=True, actor=s.officer(one))
    assert b.snapshot(case) == before


def test_stopped_after_its_last_day_it_is_late_all_the_same(town, monday):
    case = s.accepted(town)
    one = s.part(case, "T9-A")
    monday.move_to(s.at(3, 18))
    stop(one)
    one = s.fresh(one)
    assert (one.state, one.due_on, one.statutory_on) == ("stopped", None, None)
    ask = {"kind": "single", "days": 5, "reason": "案情复杂", "actor": s.officer(one)}
    with b.refused("too_late_to_extend"):
        ask_extension(one, **ask)
    monday.move_to(s.at(3, 20))
    resume(one)
    one = s.fresh(one)
    # Of the twenty days of the law the nineteenth and twentieth of March do not count.
    assert (one.due_on, one.statutory_on) == (DAY(2026, 3, 16), DAY(2026, 4, 1))
    assert one.is_overdue


def test_only_the_department_stops_and_resumes(town):
    case = s.accepted(town)
    one = s.part(case, "T9-A")
    others = (s.officer(s.part(case, "T9-B"), "别局"), town.clerk, town.supervisor, town.me)
    before = b.snapshot(case)
    for actor in others:
        with b.refused("approval_not_found"):
            stop(one, actor=actor)
        with b.refused("approval_not_found"):
            resume_clock(one, actor=actor)
    assert b.snapshot(case) == before


def test_the_other_departments_go_on(town):
    case = s.accepted(town)
    stop(s.part(case, "T9-A"))
    other = s.part(case, "T9-B")
    assert (other.state, other.due_on) == ("dispatched", DAY(2026, 3, 17))


def test_an_end_ends_the_stop(town):
    case = s.accepted(town)
    one = s.part(case, "T9-A")
    stop(one)
    b.do(withdraw, case, actor=town.me)
    (over,) = ClockStop.objects.all()
    assert (over.until, over.resumed_by_name) == (DAY(2026, 3, 2), "系统")
    assert s.fresh(one).state == "not_needed"
    with b.refused("approval_closed"):
        stop(one)
    with b.refused("approval_closed"):
        resume_clock(one, actor=s.officer(one))


def test_the_database_keeps_state_and_clock_together(town):
    case = s.accepted(town)
    one = s.part(case, "T9-A")
    with pytest.raises(IntegrityError), transaction.atomic():
        stand_without_a_stop(one)
    made = stop(one)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClockStop.objects.filter(pk=made.pk).update(ground="holiday")
    with pytest.raises(IntegrityError), transaction.atomic():
        ClockStop.objects.create(
            approval=one,
            ground="test",
            basis="x",
            reason="x",
            since=made.since,
            stopped_at=made.stopped_at,
        )


@pytest.mark.law("浙江“最多跑一次”改革规定 28")
def test_the_time_of_an_intermediary_that_a_law_wants_does_not_count(town):
    case = s.accepted(town)
    made = stop(s.part(case, "T9-B"), "agent", reason="委托测绘")
    assert made.basis == "《测绘条例》第九条"
    (paper,) = papers(case)
    assert paper.body[4][0] == ["特别程序", "Special procedure"]
    assert paper.body[4][1][0] == "法律法规规定的中介服务"


@pytest.mark.law("浙江“最多跑一次”改革规定 28")
def test_the_time_of_any_other_intermediary_counts(town):
    case = s.accepted(town)
    one = s.part(case, "T9-A")
    b.do(decide, one, granted=True, actor=s.officer(one))
    drain()
    named_without_law = s.part(case, "T9-C")
    before = b.snapshot(case)
    with b.refused("agent_time_counts"):
        stop(named_without_law, "agent", reason="委托评估")
    assert b.snapshot(case) == before
    assert ClockStop.objects.count() == 0


def test_a_dropped_part_tells_why(town):
    case = s.accepted(town)
    one = s.part(case, "T9-C")
    b.do(drop, one, because=REFUSED)
    assert s.fresh(one).closed_reason == REFUSED.zh


@pytest.mark.law("行政许可法 45")
def test_a_procedure_whose_days_are_in_the_limit_does_not_stop_it(town):
    case = s.accepted(town, "T7")
    before = b.snapshot(case)
    with b.refused("no_such_ground"):
        stop(s.part(case, "T7-A"), "statute", procedure="现场核查")
    assert b.snapshot(case) == before
    assert ClockStop.objects.count() == 0


def test_the_paper_says_it_in_both_languages_whoever_writes_it(town):
    case = s.accepted(town)
    with override("en"):
        stop(s.part(case, "T9-A"), "test")
    (paper,) = papers(case)
    assert paper.body[4] == [["特别程序", "Special procedure"], ["检测", "Test"]]
    drain()
    assert "要检测，" in Notice.objects.get(case=case, kind="clock_stopped").text


def give(one, user_id):
    """To one officer, or to nobody in particular."""
    now = timezone.now()
    with transaction.atomic():
        Assignment.objects.filter(approval=one, until=None).update(until=now)
        Assignment.objects.create(
            approval=one,
            department_id=one.department_id,
            officer_id=user_id,
            since=now,
            by_name="科长",
            why="分工",
        )
        Approval.objects.filter(pk=one.pk).update(officer=user_id)


def test_who_took_it_in_or_does_not_hold_it_moves_no_clock(town):
    case = s.accepted(town)
    one = s.part(case, "T9-A")
    partial, holder = s.officer(one, "收件"), s.officer(one, "承办")
    ask = {"kind": "single", "days": 5, "reason": "案情复杂"}
    Case.objects.filter(pk=case.pk).update(taken_in_by=partial.user_id)
    before = b.snapshot(case)
    code = one.department.code
    Staff.objects.create(user_id=holder.user_id, role="officer", department_code=code)
    give(one, holder.user_id)
    for actor in (partial, s.officer(one, "同事")):
        with b.refused("given_to_another"):
            stop(one, actor=actor)
        with b.refused("given_to_another"):
            ask_extension(one, actor=actor, **ask)
    give(one, None)
    for act, more in ((stop, {}), (resume_clock, {}), (ask_extension, ask)):
        with b.refused("took_it_in"):
            act(one, actor=partial, **more)
    b.do(ask_extension, one, actor=holder, **ask)
    head = s.head(one)
    Case.objects.filter(pk=case.pk).update(taken_in_by=head.user_id)
    with b.refused("took_it_in"):
        answer_extension(one, is_granted=True, actor=head)
    Case.objects.filter(pk=case.pk).update(taken_in_by=partial.user_id)
    assert {**b.snapshot(case), "entries": 0} == {**before, "entries": 0}
