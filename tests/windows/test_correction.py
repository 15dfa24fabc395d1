from __future__ import annotations

import datetime as dt

import time_machine

from portal.accounts.roles import Role
from portal.outbox.drain import drain
from services.catalogue.text import Text
from tests.windows import builders as b
from tests.windows.staff import post
from windows.cases import actions
from windows.cases.story import status_line, what_you_must_do
from windows.clock import today
from windows.corrections.actions import Defect, answer_correction, ask_for_correction
from windows.intake.actions import check_material
from windows.models import Notice

DEFECT = Defect(Text("成交价不对", "The price is wrong"), element="price")


def test_one_notice_names_everything_and_stops_the_clock(town):
    case = b.case_under_correction(town)
    drain()
    assert case.state == "correction"
    assert (case.intake_due_on, case.intake_days_left) == (None, 5)
    slot = b.slot(case, "t_contract")
    assert (slot.state, slot.checked, slot.note) == ("missing", "bad", "合同缺页")
    assert Notice.objects.filter(kind="correction", applicant=town.buyer).count() == 1
    assert what_you_must_do(case, town.me).kind == "correct"
    assert "这几天不算在办理时限里" in status_line(case).zh


def test_one_at_a_time(town):
    case = b.case_under_correction(town)
    before = b.snapshot(case)
    with b.refused("correction_open"):
        ask_for_correction(case, defects=[DEFECT], actor=town.clerk)
    assert b.snapshot(case) == before


def test_nothing_to_correct_is_refused(town):
    case = b.submitted_case(town)
    before = b.snapshot(case)
    with b.refused("defects_missing"):
        ask_for_correction(case, defects=[], actor=town.clerk)
    with b.refused("deadline_passed"):
        ask_for_correction(case, defects=[DEFECT], deadline=today(), actor=town.clerk)
    other = b.draft(town)
    elsewhere = Defect(Text("补"), slot=b.slot(other, "t_contract"))
    with b.refused("defect_elsewhere"):
        ask_for_correction(case, defects=[elsewhere], actor=town.clerk)
    assert b.snapshot(case) == before


def test_answer_needs_what_was_asked(town):
    case = b.case_under_correction(town)
    before = b.snapshot(case)
    with b.refused("incomplete_case") as caught:
        answer_correction(case, actor=town.me)
    assert [one["label"] for one in caught.value.details] == ["买卖合同"]
    assert b.snapshot(case) == before


def test_answered_correction_goes_back_with_the_days_that_were_left(town):
    with time_machine.travel(dt.datetime(2026, 11, 23, 2, tzinfo=dt.UTC), tick=False):
        case = b.case_under_correction(town)
    with time_machine.travel(dt.datetime(2026, 12, 2, 2, tzinfo=dt.UTC), tick=False):
        b.do(
            actions.attach_upload, b.slot(case, "t_contract"), upload=b.pdf("全.pdf"), actor=town.me
        )
        case = b.do(answer_correction, case, actor=town.me)
    assert case.state == "submitted"
    assert case.intake_due_on == dt.date(2026, 12, 9)
    assert case.corrections.get().answered_at is not None
    again = Defect(Text("新交的也缺页"), slot=b.slot(case, "t_contract"))
    second = b.do(ask_for_correction, case, defects=[again], actor=town.clerk)
    assert second.round == 2


def test_the_window_asks_only_what_the_guide_asks(town):
    """Neither words without a place nor a field that no matter of the case has."""
    case = b.submitted_case(town)
    before = b.snapshot(case)
    for beyond in (Defect(Text("再交一份担保")), Defect(Text("工资"), element="salary")):
        with b.refused("not_in_guide") as caught:
            ask_for_correction(case, defects=[DEFECT, beyond], actor=town.clerk)
        assert [each["what"] for each in caught.value.details] == [beyond.what.zh]
    assert b.snapshot(case) == before


def test_what_was_handed_in_is_found_wrong_by_the_notice_alone(town):
    case = b.submitted_case(town)
    before = b.snapshot(case)
    contract = b.slot(case, "t_contract")
    with b.refused("tell_in_notice"):
        check_material(contract, is_good=False, remark="看不清", actor=town.clerk)
    assert b.snapshot(case) == before
    b.do(check_material, contract, is_good=True, actor=town.clerk)
    assert b.slot(case, "t_contract").checked == "ok"


def test_the_clerk_ticks_materials_and_fields(town):
    clerk, _ = post("小窗", Role.CLERK)
    case = b.submitted_case(town)
    page = clerk.get(f"/desk/cases/{case.number}/").content.decode()
    assert 'name="bad-price"' in page
    contract = b.slot(case, "t_contract")
    body = {f"bad-{contract.pk}": "1", "bad-price": "1", "why-price": "和合同不一致"}
    assert clerk.post(f"/desk/cases/{case.number}/correct/", body).status_code == 302
    items = case.corrections.get().items.order_by("pk")
    assert [(each.slot_id, each.element, each.what) for each in items] == [
        (contract.pk, "", "请重新提交这份材料"),
        (None, "price", "和合同不一致"),
    ]


def test_a_second_notice_names_what_came_in_after_the_first(town):
    """Words without a place are nobody's new material; neither is what was there all the time."""
    case = b.case_under_correction(town)
    b.do(actions.attach_upload, b.slot(case, "t_contract"), upload=b.pdf("全.pdf"), actor=town.me)
    b.do(actions.save_form, case, values={"phone": "13900139000"}, actor=town.me)
    b.do(answer_correction, case, actor=town.me)
    before = b.snapshot(case)
    for late in (DEFECT, Defect(Text("补一页"))):
        with b.refused("told_already"):
            ask_for_correction(case, defects=[late], actor=town.clerk)
    assert b.snapshot(case) == before
    new = Defect(Text("电话打不通"), element="phone")
    second = b.do(ask_for_correction, case, defects=[new], actor=town.clerk)
    assert second.items.get().renewed_at >= case.corrections.get(round=1).asked_at
