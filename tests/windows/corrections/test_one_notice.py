"""What all departments miss is told in one notice; only the branches that miss it wait."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import transaction

from portal.outbox.drain import drain
from services.catalogue.text import Text
from tests.windows import builders as b
from windows.approvals.actions import take_up
from windows.approvals.models import Approval
from windows.cases import actions
from windows.cases.models import Case
from windows.clock import today
from windows.corrections.actions import answer_correction
from windows.corrections.models import Correction, MissingReport, Overreach
from windows.corrections.reporting import counted, report_missing
from windows.deadlines.models import ClockStop
from windows.sweeping import sweep

BAD = Text("合同缺第 3 页", "Page 3 of the contract is missing")


@pytest.fixture
def case(town) -> Case:
    return b.accepted_case(town)


def report(town, part: Approval, *, slot=None, element="", what=BAD) -> None:
    """As a door does it: one transaction, and what goes too far is counted."""
    actor = town.officer(part)
    with counted(part, asked=what.zh, actor=actor), transaction.atomic():
        report_missing(
            part, what=what, slot_id=slot.pk if slot else None, element=element, actor=actor
        )


def take(town, part: Approval) -> None:
    b.do(take_up, part, actor=town.officer(part))


def states(case: Case) -> dict[str, str]:
    rows = Approval.objects.filter(case=case)
    return dict(rows.values_list("matter_edition__matter__code", "state"))


def notified(town, case: Case) -> Correction:
    """甲局 misses the contract, 戊局 has looked and misses nothing."""
    report(town, b.approval(case, "T1-A"), slot=b.slot(case, "t_contract"))
    take(town, b.approval(case, "T1-E"))
    drain()
    return Correction.objects.get(case=case, is_of_departments=True)


def test_nothing_is_told_before_all_have_looked(town, case):
    report(town, b.approval(case, "T1-A"), slot=b.slot(case, "t_contract"))
    drain()
    assert not Correction.objects.exists()
    assert states(case)["T1-A"] == "dispatched"
    take(town, b.approval(case, "T1-E"))
    drain()
    correction = Correction.objects.get()
    assert [(each.slot, each.what) for each in correction.items.all()] == [
        (b.slot(case, "t_contract"), BAD.zh)
    ]


def test_only_the_branch_that_misses_something_waits(town, case):
    notified(town, case)
    assert (states(case)["T1-A"], states(case)["T1-E"]) == ("stopped", "in_review")
    stop = ClockStop.objects.get()
    assert (stop.ground, stop.approval.due_on) == ("correction", None)
    b.grant(town, case, "T1-E")
    assert states(case)["T1-E"] == "approved"
    assert b.slot(case, "t_contract").state == "missing"


def test_one_notice_of_all_departments(town, case):
    first, last = b.approval(case, "T1-A"), b.approval(case, "T1-E")
    report(town, first, slot=b.slot(case, "t_contract"))
    report(town, first, element="price", what=Text("成交价和合同不一致"))
    report(town, last, slot=b.slot(case, "t_form"), what=Text("申请书要签字"))
    drain()
    correction = Correction.objects.get()
    assert correction.items.count() == 3
    assert case.notices.filter(kind="correction").count() == 1
    assert {states(case)[code] for code in ("T1-A", "T1-E")} == {"stopped"}


def test_reported_twice_it_is_told_once(town, case):
    part, contract = b.approval(case, "T1-A"), b.slot(case, "t_contract")
    report(town, part, slot=contract)
    report(town, part, slot=contract, what=Text("合同缺第 3、4 页"))
    assert [each.what for each in MissingReport.objects.all()] == ["合同缺第 3、4 页"]


def test_whoever_stays_silent_does_not_hold_up_the_notice(town, case):
    report(town, b.approval(case, "T1-A"), slot=b.slot(case, "t_contract"))
    drain()
    with time_machine.travel(today() + dt.timedelta(days=12), tick=False):
        assert sweep()["reports not told"] == 1
    assert Correction.objects.get().items.count() == 1


@pytest.mark.parametrize(
    ("where", "what"),
    [
        ({"element": "salary"}, "工资"),
        ({"element": "phone"}, ""),
    ],
    ids=["a field that no matter asks", "nothing said"],
)
def test_what_cannot_be_asked(town, case, where, what):
    part = b.approval(case, "T1-A")
    code = "not_in_guide" if what else "nothing_missing"
    with b.refused(code):
        report(town, part, what=Text(what), **where)
    assert not MissingReport.objects.exists()


def test_what_the_guide_of_this_matter_does_not_ask_is_counted_against_it(town, case):
    """The contract is a paper of 甲局's matter; 戊局 may not ask for it."""
    part = b.approval(case, "T1-E")
    with pytest.raises(Exception, match="not_in_guide"):
        report(town, part, slot=b.slot(case, "t_contract"))
    counted_once = Overreach.objects.get()
    assert (counted_once.kind, counted_once.department) == ("not_in_guide", part.department)
    assert not MissingReport.objects.exists()
    assert states(case)["T1-E"] == "dispatched"


def test_answered_the_days_that_were_left_run_on(town, case):
    notified(town, case)
    with b.refused("incomplete_case"):
        answer_correction(case, actor=town.me)
    b.do(actions.attach_upload, b.slot(case, "t_contract"), upload=b.pdf("新.pdf"), actor=town.me)
    b.do(answer_correction, case, actor=town.me)
    assert states(case)["T1-A"] == "in_review"
    assert b.approval(case, "T1-A").due_on is not None
    assert not ClockStop.objects.filter(until=None).exists()
    case.refresh_from_db()
    assert (case.state, case.promised_on is not None) == ("accepted", True)


def answered(town, case: Case) -> None:
    notified(town, case)
    b.do(actions.attach_upload, b.slot(case, "t_contract"), upload=b.pdf("新.pdf"), actor=town.me)
    b.do(answer_correction, case, actor=town.me)


def test_a_second_notice_only_about_what_was_handed_in_anew(town, case):
    answered(town, case)
    part = b.approval(case, "T1-A")
    with pytest.raises(Exception, match="told_already"):
        report(town, part, element="price", what=Text("成交价不对"))
    assert Overreach.objects.get().kind == "told_already"
    report(town, part, slot=b.slot(case, "t_contract"), what=Text("新合同也缺页"))
    drain()
    assert Correction.objects.filter(is_of_departments=True).count() == 2


def test_not_answered_only_that_branch_ends(town, case):
    notified(town, case)
    with time_machine.travel(today() + dt.timedelta(days=60), tick=False):
        assert sweep()["parts not put right in time"] == 1
        drain()
    found = states(case)
    assert found["T1-A"] == "not_needed"
    assert found["T1-B"] == "not_needed", "It needed the output of the first."
    assert found["T1-E"] == "in_review"
    case.refresh_from_db()
    assert case.state == "accepted"


def test_nothing_else_may_be_changed_after_acceptance(town, case):
    notified(town, case)
    with b.refused("move_refused"):
        actions.sign_slot_commitment(b.slot(case, "t_only"), actor=town.me)
    with b.refused("move_refused"):
        actions.save_form(case, values={"price": "1"}, actor=town.me)
