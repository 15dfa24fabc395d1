"""Kept, mended, or revoked with licence and record: by the department, in this order only."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction

from materials.models import Licence
from portal.journal.queries import entries_for
from tests.windows import builders as b
from windows.clock import today
from windows.promises.checking import (
    find_kept,
    find_mended,
    order_mending,
    revoke_decision,
    years_after,
)
from windows.promises.models import BadRecord, CommitmentCheck
from windows.promises.queries import barred_until, check_for, open_checks, overdue_checks
from windows.writs.models import Writ

FOUND = "名下另有一套住房"


@pytest.fixture
def officer(town, check):
    return town.officer(check.approval)


def ordered(check, officer) -> CommitmentCheck:
    return b.do(order_mending, check, found=FOUND, actor=officer)


def row(check) -> dict[str, object]:
    return CommitmentCheck.objects.filter(pk=check.pk).values().get()


def the_licence(case) -> Licence:
    return b.approval(case, "T1-B").licences.get()


def test_kept(case, check, officer):
    b.do(find_kept, check, found="不动产登记没有其他住房", actor=officer)
    found = row(check)
    assert (found["state"], found["found"]) == ("kept", "不动产登记没有其他住房")
    assert (found["checked_by_name"], found["closed_by_name"]) == ("审批员", "审批员")
    assert list(entries_for(case.stream))[-1].verb == "promise.kept"
    assert not BadRecord.objects.exists()


@pytest.mark.law("浙江“最多跑一次”改革规定 14")
def test_broken_is_ordered_to_be_mended_in_writing(town, case, check, officer):
    ordered(check, officer)
    found = row(check)
    assert (found["state"], found["closed_at"]) == ("to_mend", None)
    assert found["mend_by"] > today()
    writ = Writ.objects.get(case=case, kind="mending")
    said = {label[0]: words[0] for label, words in writ.body}
    assert said["核查情况"] == FOUND
    assert said["承诺的内容"] == b.slot(case, "t_only").commitment.text
    assert "撤销决定，记入失信记录" in said["整改期限"]
    b.drain()
    assert case.notices.filter(kind="promise_broken", applicant=town.buyer).count() == 1
    assert the_licence(case).state == "01", "Nothing is revoked yet."
    assert barred_until(town.buyer) is None


def test_mended_nothing_is_revoked(town, case, check, officer):
    ordered(check, officer)
    b.do(find_mended, check, outcome="另一套已过户", actor=officer)
    assert (row(check)["state"], row(check)["outcome"]) == ("mended", "另一套已过户")
    assert the_licence(case).state == "01"
    assert not BadRecord.objects.exists()


@pytest.mark.law("行政许可法 69")
def test_not_mended_the_decision_and_its_licence_are_revoked(town, case, check, officer):
    ordered(check, officer)
    until = row(check)["mend_by"]
    with time_machine.travel(until + dt.timedelta(days=1), tick=False):
        b.do(revoke_decision, check, outcome="到期没有整改", actor=officer)
        b.drain()
        since = today()
    assert row(check)["state"] == "revoked"
    licence = the_licence(case)
    assert (licence.state, licence.state_reason) == ("03", "到期没有整改")
    bad = BadRecord.objects.get()
    assert (bad.applicant, bad.check_of, bad.since) == (town.buyer, check, since)
    assert bad.until == since.replace(year=since.year + 3)
    writ = Writ.objects.get(case=case, kind="rescission")
    said = {label[0]: words[0] for label, words in writ.body}
    assert said["理由"] == "到期没有整改"
    assert "60 日内" in said["不服怎么办"]
    assert "向杭州市人民政府申请行政复议" in said["不服怎么办"]
    assert list(entries_for(case.stream))[-1].verb == "promise.decision_revoked"
    assert case.notices.filter(kind="decision_revoked").count() == 1
    assert Licence.objects.filter(state="01", case_number=case.number).count() == 1, "甲证 stays."


def test_the_years_of_a_record_are_a_setting(town, check, officer, settings):
    settings.BAD_RECORD_YEARS = 1
    ordered(check, officer)
    with time_machine.travel(row(check)["mend_by"] + dt.timedelta(days=1), tick=False):
        b.do(revoke_decision, check, outcome="到期没有整改", actor=officer)
        assert barred_until(town.buyer) == years_after(today(), 1)
    with time_machine.travel(BadRecord.objects.get().until + dt.timedelta(days=1), tick=False):
        assert barred_until(town.buyer) is None


def test_a_leap_day_has_a_day_before():
    assert years_after(dt.date(2028, 2, 29), 3) == dt.date(2031, 2, 28)
    assert years_after(dt.date(2026, 5, 4), 3) == dt.date(2029, 5, 4)


def test_never_revoked_before_the_day_to_mend_is_over(case, check, officer):
    ordered(check, officer)
    before = row(check)
    with (
        time_machine.travel(before["mend_by"], tick=False),
        b.refused("still_mending"),
    ):
        revoke_decision(check, outcome="没有整改", actor=officer)
    assert row(check) == before
    assert the_licence(case).state == "01"
    assert not BadRecord.objects.exists()


@pytest.mark.parametrize(
    ("act", "words", "code"),
    [
        (find_kept, {"found": " "}, "finding_missing"),
        (order_mending, {"found": ""}, "finding_missing"),
        (order_mending, {"found": FOUND, "mend_by": dt.date(2020, 1, 1)}, "mend_by_too_soon"),
        (find_mended, {"outcome": "好了"}, "move_refused"),
        (revoke_decision, {"outcome": "不改"}, "move_refused"),
    ],
)
def test_refused_while_it_is_due(case, check, officer, act, words, code):
    before, entries = row(check), len(entries_for(case.stream))
    with b.refused(code):
        act(check, actor=officer, **words)
    assert row(check) == before
    assert len(entries_for(case.stream)) == entries


def test_closed_it_is_not_opened_again(check, officer):
    b.do(find_kept, check, found="属实", actor=officer)
    before = row(check)
    with b.refused("check_closed"):
        order_mending(check, found=FOUND, actor=officer)
    assert row(check) == before


@pytest.mark.parametrize("who", ["other_department", "clerk", "supervisor", "me"])
def test_nobody_else_may_say_what_was_found(town, case, check, who):
    other = town.officer(b.approval(case, "T1-A"))
    actor = other if who == "other_department" else getattr(town, who)
    before = row(check)
    with b.refused("check_not_found"):
        find_kept(check, found="属实", actor=actor)
    assert row(check) == before


def test_no_record_without_a_revoked_decision(town, check):
    with pytest.raises(IntegrityError, match="nothing was revoked"), transaction.atomic():
        BadRecord.objects.create(
            applicant=town.buyer,
            check_of=check,
            since=dt.date(2026, 1, 1),
            until=dt.date(2029, 1, 1),
            reason="x",
        )


def test_who_sees_what_is_due_and_what_is_overdue(town, case, check, officer):
    assert [one.pk for one in open_checks(officer).rows] == [check.pk]
    assert open_checks(town.officer(b.approval(case, "T1-A"))).rows == ()
    assert [one.pk for one in open_checks(town.supervisor).rows] == [check.pk]
    assert open_checks(town.clerk).rows == ()
    with b.refused("check_not_found"):
        check_for(town.officer(b.approval(case, "T1-A")), check.pk)
    assert list(overdue_checks(town.supervisor)) == []
    with time_machine.travel(row(check)["due_on"] + dt.timedelta(days=1), tick=False):
        assert list(overdue_checks(town.supervisor)) == [check]
        assert list(overdue_checks(officer)) == [check]
        b.do(find_kept, check, found="属实", actor=officer)
        assert list(overdue_checks(town.supervisor)) == []
