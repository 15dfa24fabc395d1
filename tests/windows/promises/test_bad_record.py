"""With an open bad record no promise is taken: not in a plan, not when signing, not at hand-in."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from services.catalogue.spec import SourceKind
from tests.windows import builders as b
from windows.cases import actions
from windows.cases.plans import plan_of
from windows.clock import today
from windows.planning.sentences import BARRED
from windows.promises.checking import order_mending, revoke_decision
from windows.promises.models import BadRecord, CommitmentCheck


@pytest.fixture
def after(town, case, check):
    """The day after a record was opened about the buyer."""
    officer = town.officer(check.approval)
    b.do(order_mending, check, found="另有住房", actor=officer)
    until = CommitmentCheck.objects.get(pk=check.pk).mend_by
    day = until + dt.timedelta(days=1)
    with time_machine.travel(day, tick=False):
        yield officer, day


def put_on_record(check, officer) -> BadRecord:
    b.do(revoke_decision, check, outcome="到期没有整改", actor=officer)
    return BadRecord.objects.get()


def material(case, code: str):
    return next(one for one in plan_of(case).materials if one.material == code)


def test_the_plan_asks_for_the_paper_and_says_why(town, check, after):
    put_on_record(check, after[0])
    case = b.draft(town)
    only = material(case, "t_only")
    assert only.source.kind is SourceKind.APPLICANT
    assert only.reason.zh.startswith(BARRED.zh)
    assert SourceKind.COMMITMENT not in {
        source.kind for one in plan_of(case).materials for source in (one.source, *one.fallbacks)
    }
    slot = b.slot(case, "t_only")
    assert (slot.state, slot.planned_source, slot.note) == ("missing", "applicant", BARRED.zh)
    before = b.snapshot(case)
    with b.refused("no_commitment_here"):
        actions.sign_slot_commitment(slot, actor=town.me)
    assert b.snapshot(case) == before
    b.do(actions.attach_upload, slot, upload=b.pdf("证明.pdf"), actor=town.me)
    assert b.slot(case, "t_only").state == "provided"


@pytest.mark.law("浙江“最多跑一次”改革规定 14")
def test_a_draft_begun_before_takes_no_promise_after(town, check, after):
    case = b.draft(town)
    bad = put_on_record(check, after[0])
    before = b.snapshot(case)
    with b.refused("promise_barred") as caught:
        actions.sign_slot_commitment(b.slot(case, "t_only"), actor=town.me)
    until = f"{bad.until.year} 年 {bad.until.month} 月 {bad.until.day} 日"
    assert until in caught.value.said
    assert b.snapshot(case) == before


def test_a_promise_signed_before_does_not_carry_a_hand_in_after(town, check, after):
    case = b.complete_draft(town)
    put_on_record(check, after[0])
    before = b.snapshot(case)
    with b.refused("promise_barred") as caught:
        actions.submit(case, actor=town.me)
    assert [each["label"] for each in caught.value.details] == ["唯一住房声明"]
    assert b.snapshot(case) == before
    slot = b.slot(case, "t_only")
    b.do(actions.choose_upload, slot, actor=town.me)
    b.do(actions.attach_upload, slot, upload=b.pdf("证明.pdf"), actor=town.me)
    assert b.do(actions.submit, case, actor=town.me).state == "submitted"


def test_others_go_on_promising(town, check, after):
    put_on_record(check, after[0])
    other = b.Town(town.stranger, town.seller, town.buyer)
    case = b.draft(other)
    assert material(case, "t_only").source.kind is SourceKind.COMMITMENT
    b.do(actions.sign_slot_commitment, b.slot(case, "t_only"), actor=other.me)
    assert b.slot(case, "t_only").state == "committed"


def test_when_the_record_has_expired_promises_are_taken_again(town, check, after):
    bad = put_on_record(check, after[0])
    with time_machine.travel(bad.until, tick=False):
        assert material(b.draft(town), "t_only").source.kind is SourceKind.APPLICANT
    with time_machine.travel(bad.until + dt.timedelta(days=1), tick=False):
        assert today() > bad.until
        assert material(b.draft(town), "t_only").source.kind is SourceKind.COMMITMENT
