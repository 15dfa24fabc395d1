"""行政许可法 art. 32 and Zhejiang art. 11: silence of the office, silence of the applicant."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from portal.accounts.actor import SYSTEM
from portal.outbox.drain import drain
from services.catalogue.text import Text
from tests.windows import builders as b
from windows.approvals.models import Approval
from windows.cases import actions
from windows.cases.models import Case
from windows.clock import day_after, today
from windows.corrections.actions import Defect, answer_correction, ask_for_correction
from windows.intake.actions import accept, check_material, refuse
from windows.intake.silence import accept_by_silence, lapse
from windows.notices.models import Notice
from windows.sweeping import sweep
from windows.writs.models import Writ

DEFECTS = [Defect(Text("成交价不对"), element="price")]


def day(on: dt.date) -> time_machine.travel:
    return time_machine.travel(dt.datetime.combine(on, dt.time(4), dt.UTC), tick=True)


def swept(what: str) -> int:
    return sweep()[what]


@pytest.mark.law("行政许可法 32")
def test_nothing_told_in_five_working_days_it_is_accepted_from_the_day_of_receipt(town):
    case = b.submitted_case(town)
    assert case.intake_due_on == day_after(today(), 5)
    received = today()
    with day(case.intake_due_on):
        assert swept("not answered in time") == 0, "the last day belongs to the office"
    with day(case.intake_due_on + dt.timedelta(1)):
        assert swept("not answered in time") == 1
        case.refresh_from_db()
        assert (case.state, case.is_accepted_by_silence) == ("accepted", True)
        assert case.accepted_at == case.submitted_at
        drain()
        first = b.approval(case, "T1-A")
        assert (first.state, first.counts_from) == ("dispatched", received)
        assert first.due_on == day_after(received, 0)
        paper = Writ.objects.get(case=case, kind="acceptance")
        assert paper.body[-1][1][0].startswith("《中华人民共和国行政许可法》第三十二条")
        kinds = set(Notice.objects.filter(case=case).values_list("kind", flat=True))
        assert {"accepted", "intake_silent"} <= kinds
        before = b.snapshot(case)
        with b.refused("move_refused"):
            ask_for_correction(case, defects=DEFECTS, actor=town.clerk)
        with b.refused("move_refused"):
            accept(case, actor=town.clerk)
        assert swept("not answered in time") == 0
        assert b.snapshot(case) == before


@pytest.mark.law("行政许可法 32")
def test_the_receipt_says_what_silence_will_mean(town):
    case = b.submitted_case(town)
    paper = Writ.objects.get(case=case, kind="receipt")
    said = {label[0]: text[0] for label, text in paper.body}
    assert said["最迟答复"].endswith("到时不告知的，自收到之日起就是受理")
    assert "买卖合同" in said["收到的材料"]


@pytest.mark.law("行政许可法 32")
def test_told_in_time_it_does_not_accept_itself(town):
    case = b.case_under_correction(town)
    with day(today() + dt.timedelta(12)):
        assert swept("not answered in time") == 0
        before = b.snapshot(case)
        with b.refused("move_refused"):
            accept_by_silence(case)
        assert b.snapshot(case) == before


@pytest.mark.law("浙江“最多跑一次”改革规定 11")
def test_not_put_right_by_its_day_it_counts_as_withdrawn(town):
    case = b.case_under_correction(town)
    until = case.corrections.get().deadline
    with day(until):
        assert swept("not put right in time") == 0
        with b.refused("move_refused"):
            lapse(case)
    with day(until + dt.timedelta(1)):
        assert swept("not put right in time") == 1
        case.refresh_from_db()
        assert (case.state, case.closed_reason) == ("lapsed", "逾期没有补正，视为撤回申请")
        assert case.corrections.get().closed_at is not None
        states = set(Approval.objects.filter(case=case).values_list("state", flat=True))
        assert states == {"not_needed"}
        paper = Writ.objects.get(case=case, kind="lapse")
        assert [label[0] for label, _ in paper.body][-4:] == [
            "理由",
            "以后怎么办",
            "法律依据",
            "不服怎么办",
        ]
        drain()
        assert Notice.objects.filter(case=case, kind="lapsed").count() == 1
        assert swept("not put right in time") == 0


@pytest.mark.law("浙江“最多跑一次”改革规定 11")
def test_the_notice_says_everything_and_until_when(town):
    case = b.case_under_correction(town)
    paper = Writ.objects.get(case=case, kind="correction")
    said = {label[0]: text[0] for label, text in paper.body}
    assert said["需要补正的全部内容"] == "合同缺页"
    assert said["补正期限"].endswith("到时没有补正，视为撤回申请")
    assert Case.objects.get(pk=case.pk).intake_due_on is None


def test_only_the_clockwork_makes_something_of_silence(town):
    case = b.submitted_case(town)
    with day(case.intake_due_on + dt.timedelta(1)):
        for actor in (town.clerk, town.me, town.supervisor):
            before = b.snapshot(case)
            with b.refused("move_not_allowed"):
                accept_by_silence(case, actor=actor)
            assert b.snapshot(case) == before
        assert b.do(accept_by_silence, case, actor=SYSTEM).state == "accepted"


@pytest.mark.law("行政许可法 32")
def test_after_the_last_day_nobody_asks_or_refuses_though_no_sweep_came(town):
    case = b.submitted_case(town)
    slot = b.slot(case, "t_contract")
    with day(case.intake_due_on + dt.timedelta(1)):
        before = b.snapshot(case)
        with b.refused("accepted_by_silence"):
            ask_for_correction(case, defects=DEFECTS, actor=town.clerk)
        with b.refused("accepted_by_silence"):
            refuse(case, reason="不属于本窗口", actor=town.clerk)
        with b.refused("accepted_by_silence"):
            check_material(slot, is_good=False, remark="缺页", actor=town.clerk)
        assert b.snapshot(case) == before
        case = b.do(accept, case, actor=town.clerk)
        assert (case.state, case.is_accepted_by_silence) == ("accepted", True)
        assert case.accepted_at == case.submitted_at


@pytest.mark.law("行政许可法 32")
def test_put_right_and_silent_again_it_counts_from_when_all_was_there(town):
    case = b.case_under_correction(town)
    with day(today() + dt.timedelta(4)):
        b.do(
            actions.attach_upload, b.slot(case, "t_contract"), upload=b.pdf("全.pdf"), actor=town.me
        )
        case = b.do(answer_correction, case, actor=town.me)
        complete = case.corrections.get().answered_at
    with day(case.intake_due_on + dt.timedelta(1)):
        case = b.do(accept_by_silence, case)
        drain()
    assert case.accepted_at == complete > case.submitted_at
    assert b.approval(case, "T1-A").counts_from == timezone.localdate(complete)
    paper = Writ.objects.get(case=case, kind="acceptance")
    assert paper.body[-1][1][0].endswith("自收到补正材料之日起即为受理")
