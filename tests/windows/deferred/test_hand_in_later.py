"""A paper that follows: handed in in time, asked for once, given more days once."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from portal.accounts.actor import SYSTEM
from portal.journal.queries import entries_for
from portal.outbox.drain import drain
from services.catalogue.text import Text
from tests.windows import builders as b
from tests.windows.deferred.shops import accepted, submitted
from windows.approvals.actions import decide, take_up
from windows.cases import actions
from windows.cases.models import Case, CaseParty, MaterialSlot
from windows.cases.queries import cases_of
from windows.cases.story import status_line, what_you_must_do
from windows.clock import spoken_day, today
from windows.corrections.actions import answer_correction
from windows.corrections.models import Correction, MissingReport
from windows.corrections.reporting import report_missing
from windows.deadlines.actions import stop_clock
from windows.deferred.missed import remind
from windows.deferred.models import Deferral
from windows.deferred.more_time import ask_more_time
from windows.intake.actions import accept
from windows.sweeping import sweep


def deferral(case, code: str) -> Deferral:
    return Deferral.objects.get(slot=b.slot(case, code))


def hand_in(case, code: str, actor) -> None:
    b.do(actions.attach_upload, b.slot(case, code), upload=b.pdf(), actor=actor)


@pytest.mark.parametrize("who", ["me", "clerk"])
def test_handed_in_after_acceptance(town, case, who):
    hand_in(case, "t_drawing", getattr(town, who))
    found = deferral(case, "t_drawing")
    assert (found.state, found.closed_at is not None) == ("handed_in", True)
    assert b.slot(case, "t_drawing").state == "provided"
    assert list(entries_for(case.stream))[-1].verb == "deferral.handed_in"
    assert deferral(case, "t_photo").state == "open"


def test_handed_in_it_is_not_changed_any_more(town, case):
    hand_in(case, "t_drawing", town.me)
    before = b.snapshot(case)
    with b.refused("move_refused"):
        hand_in(case, "t_drawing", town.me)
    assert b.snapshot(case) == before


def test_what_does_not_follow_stays_closed(town, case):
    before = b.snapshot(case)
    with b.refused("move_refused"):
        hand_in(case, "t_lease", town.me)
    assert b.snapshot(case) == before


def test_nothing_is_granted_before_it_is_there(town, case):
    part = b.approval(case, "T3-A")
    before = b.snapshot(case)
    with b.refused("still_to_follow") as caught:
        decide(part, granted=True, actor=town.officer(part))
    assert b.snapshot(case) == before
    assert caught.value.status == 409
    assert [each["label"] for each in caught.value.details] == ["平面图"]
    hand_in(case, "t_drawing", town.me)
    b.grant(town, case, "T3-A")
    assert b.approval(case, "T3-A").state == "approved"
    assert b.approval(case, "T3-C").state == "dispatched", "The photo is another matter's."


def test_a_denial_need_not_wait(town, case):
    part = b.approval(case, "T3-C")
    b.do(decide, part, granted=False, reason="不在可设范围", actor=town.officer(part))
    assert b.approval(case, "T3-C").state == "denied"


@pytest.mark.law("浙江“最多跑一次”改革规定 7")
def test_a_department_does_not_ask_for_it_again(town, case):
    part = b.approval(case, "T3-A")
    before = b.snapshot(case)
    with b.refused("may_follow"):
        report_missing(
            part,
            what=Text("缺平面图"),
            slot_id=b.slot(case, "t_drawing").pk,
            actor=town.officer(part),
        )
    assert b.snapshot(case) == before
    assert not MissingReport.objects.exists()


def find_bad(case, actor) -> MissingReport:
    return b.do(
        report_missing,
        b.approval(case, "T3-A"),
        what=Text("平面图没有比例"),
        slot_id=b.slot(case, "t_drawing").pk,
        actor=actor,
    )


def hours_after(days: int):
    return time_machine.travel(today() + dt.timedelta(days=days, hours=12), tick=False)


def test_found_bad_within_the_days_from_when_it_came(town, case):
    """Nobody could look at it before; the days of all the rest are over by then."""
    officer = town.officer(b.approval(case, "T3-A"))
    with hours_after(11):
        hand_in(case, "t_drawing", town.me)
        report = find_bad(case, officer)
        drain()
        assert report.renewed_at == deferral(case, "t_drawing").closed_at
        report.refresh_from_db()
        assert report.correction is None, "Another department has not looked yet."
        with b.refused("too_late_to_ask"):
            report_missing(
                b.approval(case, "T3-A"),
                what=Text("合同缺页"),
                slot_id=b.slot(case, "t_lease").pk,
                actor=officer,
            )
        assert MissingReport.objects.count() == 1


def test_found_bad_after_the_days_from_when_it_came(town, case):
    hand_in(case, "t_drawing", town.me)
    with hours_after(14), b.refused("too_late_to_ask"):
        find_bad(case, town.officer(b.approval(case, "T3-A")))
    assert not MissingReport.objects.exists()


def test_found_bad_after_acceptance_by_silence(town, case):
    Case.objects.filter(pk=case.pk).update(is_accepted_by_silence=True)
    hand_in(case, "t_drawing", town.me)
    assert find_bad(case, town.officer(b.approval(case, "T3-A"))).what == "平面图没有比例"


def test_found_bad_after_the_notice_of_all_once(town, case):
    """Handed in before the notice went out, looked at after it; named by a notice, not again."""
    officer = town.officer(b.approval(case, "T3-A"))
    other = b.approval(case, "T3-C")
    hand_in(case, "t_photo", town.me)
    b.do(
        report_missing,
        other,
        what=Text("效果图看不清"),
        slot_id=b.slot(case, "t_photo").pk,
        actor=town.officer(other),
    )
    hand_in(case, "t_drawing", town.me)
    b.do(take_up, b.approval(case, "T3-A"), actor=officer)
    drain()
    first = Correction.objects.get(case=case)
    assert [each.what for each in first.items.all()] == ["效果图看不清"]
    assert find_bad(case, officer).renewed_at == deferral(case, "t_drawing").closed_at
    hand_in(case, "t_photo", town.me)
    b.do(answer_correction, case, actor=town.me)
    with hours_after(8):
        assert sweep()["reports not told"] == 1
    second = Correction.objects.get(case=case, round=2)
    assert [each.what for each in second.items.all()] == ["平面图没有比例"]
    assert b.approval(case, "T3-A").state == "stopped"
    with b.refused("told_already"):
        report_missing(
            other, what=Text("再看"), slot_id=b.slot(case, "t_photo").pk, actor=town.officer(other)
        )


def test_more_time_once(town, case):
    photo = deferral(case, "t_photo")
    was = photo.due_on
    b.do(ask_more_time, photo, actor=town.me)
    photo.refresh_from_db()
    assert photo.due_on > was
    assert photo.due_on <= b.approval(case, "T3-C").due_on
    now = photo.due_on
    with b.refused("more_time_given"):
        ask_more_time(photo, actor=town.me)
    photo.refresh_from_db()
    assert photo.due_on == now


def test_no_more_time_after_the_last_day_or_for_strangers(town, case):
    photo = deferral(case, "t_photo")
    with b.refused("case_not_found"):
        ask_more_time(photo, actor=town.nobody)
    with time_machine.travel(today() + dt.timedelta(days=20), tick=False):
        with b.refused("no_more_time"):
            ask_more_time(photo, actor=town.me)
    photo.refresh_from_db()
    assert (photo.state, photo.more_time_at) == ("open", None)


def test_not_beyond_what_the_department_has_promised(town, case, settings):
    settings.DEFERRED_WORKING_DAYS = 90
    drawing = deferral(case, "t_drawing")
    b.do(ask_more_time, drawing, actor=town.me)
    drawing.refresh_from_db()
    assert drawing.due_on == b.approval(case, "T3-A").due_on


def test_the_page_says_what_is_still_to_come(town, case):
    """The nearest day first; one duty, and nothing once all is there."""
    first = spoken_day(deferral(case, "t_photo").due_on).zh
    said = status_line(case).zh
    assert f"；还要补交效果图、平面图，最早的一份最迟 {first}，" in said
    duty = what_you_must_do(case, town.me)
    assert (duty.kind, duty.where) == ("material", str(b.slot(case, "t_photo").pk))
    assert duty.text.zh == f"请在 {first}前补交：效果图"
    hand_in(case, "t_photo", town.me)
    hand_in(case, "t_drawing", town.me)
    assert "还要补交" not in status_line(case).zh
    assert what_you_must_do(case, town.me) is None


def test_another_person_whose_paper_it_is_is_told_and_has_the_duty(town, shops):
    case = submitted(town)
    seller = {"role": "seller", "applicant": town.seller}
    confirmed = {"confirmed_at": timezone.now(), "confirmed_via": "online"}
    CaseParty.objects.create(case=case, **seller, **confirmed)
    MaterialSlot.objects.filter(pk=b.slot(case, "t_photo").pk).update(party_role="seller")
    b.do(accept, case, actor=town.clerk)
    drain()
    case.refresh_from_db()
    theirs = case.notices.filter(applicant=town.seller)
    assert [(each.kind, "由您补交：效果图" in each.text) for each in theirs] == [("deferred", True)]
    duty = what_you_must_do(case, town.other)
    assert (duty.kind, duty.where) == ("material", str(b.slot(case, "t_photo").pk))
    assert what_you_must_do(case, town.me).where == str(b.slot(case, "t_drawing").pk)
    b.do(remind, deferral(case, "t_photo"), actor=SYSTEM)
    drain()
    told = case.notices.filter(kind="deferred_due").values_list("applicant", flat=True)
    assert sorted(told) == sorted([town.buyer.pk, town.seller.pk])


def test_a_list_costs_the_same_however_many_clocks_stand(
    town, case, shops, django_assert_num_queries
):
    """The line and the duty of each case are told from what the list has fetched."""
    other = accepted(town)
    for each in (case, other):
        part = b.approval(each, "T3-A")
        how = {"ground": "inspection", "reason": "现场检验", "expected_days": 5}
        b.do(stop_clock, part, actor=town.officer(part), **how)
    found = cases_of(town.me).rows
    assert len(found) == 2
    with django_assert_num_queries(0):
        said = [status_line(each).zh for each in found]
        duties = [what_you_must_do(each, town.me) for each in found]
    assert all("暂停计时（现场检验）" in each and "还要补交" in each for each in said)
    assert [duty.text.zh[-3:] for duty in duties] == ["效果图", "效果图"]
