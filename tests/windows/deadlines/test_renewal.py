"""行政许可法 art. 50: a renewal that nobody decides in time counts as granted."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from materials.licences.actions import move_licence
from materials.models import Licence
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.journal.queries import entries_for
from portal.outbox.drain import drain
from portal.outbox.models import Message
from tests.windows import builders as b
from tests.windows.deadlines import scenes as s
from windows.approvals.actions import decide
from windows.approvals.models import Approval
from windows.approvals.renewals import renewals_of
from windows.assignments.models import SignOffRule
from windows.assignments.signing import sign
from windows.deadlines.actions import renew_by_silence, stop_clock
from windows.deadlines.arithmetic import day_tables
from windows.deadlines.models import ClockStop
from windows.notices.models import Notice
from windows.sweeping import sweep
from windows.writs.models import Writ

DAY = dt.date
RENEWED = "renewed by silence"


def renewing(town, ends=s.PERMIT_ENDS):
    s.permit(town, ends)
    return s.accepted(town)


@pytest.mark.law("行政许可法 50")
def test_undecided_on_the_day_after_the_end_it_counts_as_renewed(town, monday):
    case = renewing(town)
    one = s.part(case, "T9-R")
    monday.move_to(s.at(4, 10, 23))
    assert sweep()[RENEWED] == 0, "the last day belongs to the department"
    monday.move_to(s.at(4, 11))
    assert sweep()[RENEWED] == 1
    one = s.fresh(one)
    assert (one.state, one.is_by_silence, one.decided_by_name) == ("approved", True, "系统")
    (licence,) = one.licences.all()
    assert (licence.name, licence.issued_on, licence.valid_until) == (
        "许可证",
        DAY(2026, 4, 11),
        DAY(2031, 4, 10),
    )
    paper = Writ.objects.get(approval=one, kind="grant")
    said = {label[0]: text[0] for label, text in paper.body}
    assert said["决定"] == "准予"
    assert said["法律依据"].startswith("《中华人民共和国行政许可法》第五十条")
    (entry,) = [e for e in entries_for(case.stream) if e.verb == "approval.renewed_by_silence"]
    assert (entry.actor_kind, entry.data["ends_on"]) == ("system", "2026-04-10")
    drain()
    kinds = set(Notice.objects.filter(case=case).values_list("kind", flat=True))
    assert {"renewed_by_silence", "renewal_silent"} <= kinds
    before = b.snapshot(case)
    assert sweep()[RENEWED] == 0
    assert b.snapshot(case) == before


@pytest.mark.law("行政许可法 50")
def test_a_clock_that_stands_does_not_save_the_department(town, monday):
    case = renewing(town)
    one = s.part(case, "T9-R")
    give = {"reason": "送检", "expected_days": 60, "actor": s.officer(one)}
    b.do(stop_clock, one, ground="test", **give)
    monday.move_to(s.at(4, 11))
    assert sweep()[RENEWED] == 1
    assert s.fresh(one).state == "approved"
    assert ClockStop.objects.get().until == DAY(2026, 4, 11)


@pytest.mark.law("行政许可法 50")
def test_applied_for_too_late_it_is_told_taken_in_and_not_deemed(town, monday):
    case = renewing(town, DAY(2026, 3, 31))
    (told,) = renewals_of(case)
    assert told.is_late
    assert "应当在 3 月 1 日（周日）前申请，已经晚了" in told.sentence.zh
    receipt = Writ.objects.get(case=case, kind="receipt")
    assert receipt.body[-1][1][0] == told.sentence.zh
    one = s.part(case, "T9-R")
    monday.move_to(s.at(4, 1))
    assert sweep()[RENEWED] == 0
    with b.refused("move_refused"):
        renew_by_silence(one)
    b.do(decide, one, granted=True, actor=s.officer(one))
    (licence,) = s.fresh(one).licences.all()
    assert licence.valid_until == DAY(2031, 3, 31)


@pytest.mark.law("行政许可法 50")
def test_thirty_days_before_is_in_time(town):
    case = renewing(town, DAY(2026, 4, 1))
    (told,) = renewals_of(case)
    assert (told.apply_by, told.is_late) == (DAY(2026, 3, 2), False)
    assert "视为准予延续" in told.sentence.zh
    (table,) = [one for one in day_tables(case) if one.matter.zh == "T9-R事项"]
    assert table.sentence.zh.endswith("到那天还没有决定的，视为准予延续")


def test_the_draft_says_so_before_it_is_handed_in(town):
    s.permit(town)
    draft = b.draft(town, code="T9")
    (told,) = renewals_of(draft)
    assert (told.ends_on, told.is_late) == (s.PERMIT_ENDS, False)
    assert renewals_of(b.draft(town)) == []


def test_decided_in_time_the_new_term_follows_the_old_one(town):
    case = renewing(town)
    one = s.part(case, "T9-R")
    b.do(decide, one, granted=True, actor=s.officer(one))
    one = s.fresh(one)
    assert (one.is_by_silence, one.licences.get().valid_until) == (False, DAY(2031, 4, 10))
    with b.refused("move_refused"):
        renew_by_silence(one)


def test_without_a_licence_that_ends_silence_means_nothing(town, monday):
    case = s.accepted(town)
    one = s.part(case, "T9-R")
    assert (one.renews, renewals_of(case)) == (None, [])
    monday.move_to(s.at(11, 2))
    assert sweep()[RENEWED] == 0
    before = b.snapshot(case)
    with b.refused("move_refused"):
        renew_by_silence(one)
    assert b.snapshot(case) == before
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.filter(pk=one.pk).update(is_by_silence=True)


def test_a_licence_that_was_taken_back_is_not_renewed(town):
    held = s.permit(town)
    issuer = Actor(Role.OFFICER, None, "丁局经办", department_code=held.department.code)
    b.do(move_licence, held, move="revoke", reason="隐瞒情况", actor=issuer)
    case = s.accepted(town)
    assert s.part(case, "T9-R").renews is None
    assert Licence.objects.count() == 1


def test_only_the_clockwork_renews(town, monday):
    case = renewing(town)
    one = s.part(case, "T9-R")
    monday.move_to(s.at(4, 11))
    for actor in (s.officer(one), town.clerk, town.me, town.supervisor):
        before = b.snapshot(case)
        with b.refused("move_not_allowed"):
            renew_by_silence(one, actor=actor)
        assert b.snapshot(case) == before


@pytest.mark.law("行政许可法 50")
def test_once_the_licence_has_ended_nobody_denies_though_no_sweep_came(town, monday):
    case = renewing(town)
    one = s.part(case, "T9-R")
    SignOffRule.objects.create(department=one.department, levels=2)
    monday.move_to(s.at(4, 11))
    before = b.snapshot(case)
    for act in (decide, sign):
        with b.refused("renewed_by_silence"):
            act(one, granted=False, reason="不符合条件", actor=s.officer(one))
    assert b.snapshot(case) == before
    assert sweep()[RENEWED] == 1


def test_what_was_promised_is_watched_and_what_was_to_follow_is_over(town, monday, monkeypatch):
    case = renewing(town)
    one = s.part(case, "T9-R")
    closed = []
    monkeypatch.setattr("windows.approvals.actions.promised_for", lambda approval: [approval])
    monkeypatch.setattr("windows.deadlines.actions.renew.close_unneeded", closed.append)
    monday.move_to(s.at(4, 11))
    b.do(renew_by_silence, one)
    assert Message.objects.filter(key=f"promise.watch:{one.pk}").count() == 1
    assert closed == [case]
