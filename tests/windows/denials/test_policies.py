"""A denial under each of the three words of the edition that the case began with."""

from __future__ import annotations

from django.utils import timezone

from portal.journal.queries import entries_for, sentence
from services.catalogue.spec import OnDenial
from tests.windows import builders as b
from tests.windows.denials.conftest import deny, say, states
from windows.cases.plans import plan_of
from windows.deadlines.actions import stop_clock
from windows.models import ClockStop, Correction, DenialQuestion, Notice, Pickup
from windows.planning.plan import Plan


def texts(case, kind):
    return [(n.text, n.text_en) for n in Notice.objects.filter(case=case, kind=kind)]


def test_continue_lets_the_others_go_on(town):
    case = b.accepted_case(town)
    deny(town, case, "T1-A")
    assert states(case) == {
        "A": "denied",
        "B": "not_needed",
        "C": "not_needed",
        "D": "dispatched",
        "E": "dispatched",
    }
    assert b.approval(case, "T1-B").closed_reason == "“T1-A事项”没有办成，缺少它的结果"
    assert (
        b.approval(case, "T1-B").closed_reason_en
        == "“Matter T1-A” was not granted, so its result is missing"
    )
    assert (
        b.approval(case, "T1-C").closed_reason
        == "“T1-A事项”没有办成，“T1-B事项”因此办不了，缺少它的结果"
    )
    assert (
        b.approval(case, "T1-C").closed_reason_en
        == "“Matter T1-A” was not granted and “Matter T1-B” ended with it, so its result is missing"
    )
    assert not DenialQuestion.objects.exists()
    zh = f"办件（{case.number}）的“T1-A事项”不予许可，理由和救济途径请看办件页面。其余事项照常办。"
    en = (
        f"“Matter T1-A” ({case.number}) was denied. The case page says why and where to turn. "
        "Everything else goes on."
    )
    assert texts(case, "denied") == [(zh, en)]


def test_stop_ends_all_that_is_undecided_and_keeps_what_was_granted(town):
    say(OnDenial.STOP)
    case = b.accepted_case(town)
    b.grant(town, case, "T1-A")
    deny(town, case, "T1-E")
    assert states(case) == {
        "A": "approved",
        "B": "not_needed",
        "C": "not_needed",
        "D": "not_needed",
        "E": "denied",
    }
    ended = b.approval(case, "T1-D")
    assert ended.closed_reason == "“T1-E事项”不予许可。这件事要每一项都准予才能办成，其余的不再办"
    assert (
        ended.closed_reason_en
        == "“Matter T1-E” was denied. Every part must be granted here, so the others end"
    )
    assert ended.closed_at is not None
    assert case.state == "results_ready"
    assert Pickup.objects.filter(case=case).count() == 1
    assert b.approval(case, "T1-A").licences.count() == 1
    entry = entries_for(case.stream).get(verb="denial.stopped")
    assert sentence(entry).zh == "“T1-E事项”（戊局）不予许可，这件事要每一项都准予，其余 3 项不再办"
    assert not DenialQuestion.objects.exists()


def test_stop_still_names_the_missing_result_where_that_is_the_reason(town):
    say(OnDenial.STOP)
    case = b.accepted_case(town)
    deny(town, case, "T1-A")
    assert b.approval(case, "T1-B").closed_reason == "“T1-A事项”没有办成，缺少它的结果"
    assert b.approval(case, "T1-D").closed_reason.startswith("“T1-A事项”不予许可。这件事要每一项")
    assert case.state == "results_ready"


def test_stop_ends_what_stands_still_and_what_waits_for_the_applicant(town):
    say(OnDenial.STOP)
    case = b.accepted_case(town)
    one = b.approval(case, "T1-E")
    b.do(
        stop_clock,
        one,
        ground="hearing",
        reason="听证",
        expected_days=5,
        actor=town.officer(one),
    )
    correction = Correction.objects.create(
        case=case,
        round=1,
        asked_at=timezone.now(),
        asked_by_name="甲局",
        deadline=timezone.localdate(),
        is_of_departments=True,
    )
    assert states(case)["E"] == "stopped"
    deny(town, case, "T1-A")
    assert states(case)["E"] == "not_needed"
    assert ClockStop.objects.get(approval=one).until is not None
    correction.refresh_from_db()
    assert correction.closed_at is not None
    assert case.state == "results_ready"


def test_ask_asks_once_and_the_others_run_meanwhile(asked, town):
    question = DenialQuestion.objects.get()
    assert (question.case, question.approval) == (asked, b.approval(asked, "T1-E"))
    assert (question.answer, question.how, question.answered_at) == ("", "", None)
    assert states(asked)["A"] == "dispatched"
    b.grant(town, asked, "T1-A")
    deny(town, asked, "T1-D")
    assert DenialQuestion.objects.get() == question
    assert len(texts(asked, "denied")) == 2
    assert states(asked)["B"] == "dispatched"


def test_nobody_is_asked_when_nothing_is_left(town):
    say(OnDenial.ASK)
    case = b.accepted_case(town)
    b.grant(town, case, "T1-A", "T1-B", "T1-C", "T1-D")
    deny(town, case, "T1-E")
    assert not DenialQuestion.objects.exists()
    assert case.state == "results_ready"
    assert "其余事项都已有结果" in texts(case, "denied")[0][0]


def test_a_case_keeps_the_word_it_began_with(town):
    case = b.accepted_case(town)
    say(OnDenial.STOP)
    deny(town, case, "T1-E")
    assert states(case)["A"] == "dispatched"
    assert plan_of(case).on_denial is OnDenial.CONTINUE


def test_the_plan_says_it_and_an_old_plan_reads_as_continue(town):
    say(OnDenial.STOP)
    case = b.draft(town)
    assert case.plan["on_denial"] == "stop"
    assert Plan.from_json(case.plan).on_denial is OnDenial.STOP
    old = {key: value for key, value in case.plan.items() if key != "on_denial"}
    assert Plan.from_json(old).on_denial is OnDenial.CONTINUE
