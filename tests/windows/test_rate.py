from __future__ import annotations

import datetime as dt

import time_machine

from portal.outbox.drain import drain
from tests.windows import builders as b
from windows.clock import day_after
from windows.models import Notice, Rating
from windows.ratings.actions import call_back, rate
from windows.ratings.queries import callbacks_due
from windows.supervision.queries import visit_figures


def test_rated_once_then_filed(town):
    case = b.collected_case(town)
    b.do(rate, case, grade=5, options=["510"], comment="很快", actor=town.me)
    before = b.snapshot(case)
    with b.refused("rated_already"):
        rate(case, grade=1, actor=town.me)
    assert b.snapshot(case) == before
    drain()
    case.refresh_from_db()
    assert case.state == "archived"


def test_results_come_before_the_rating(town):
    case = b.finished_case(town)
    with b.refused("move_refused"):
        rate(case, grade=5, actor=town.me)
    assert Rating.objects.count() == 0


def test_grades_and_options_are_fixed(town):
    case = b.collected_case(town)
    with b.refused("bad_grade"):
        rate(case, grade=6, actor=town.me)
    with b.refused("unknown_rating_option"):
        rate(case, grade=5, options=["207"], actor=town.me)
    with b.refused("not_your_applicant"):
        rate(case, grade=5, actor=town.clerk)
    assert Rating.objects.count() == 0


def test_bad_rating_opens_a_call_back(town):
    with time_machine.travel(dt.datetime(2026, 11, 27, 4, tzinfo=dt.UTC), tick=False):
        case = b.collected_case(town)
        rating = b.do(rate, case, grade=2, options=["209"], actor=town.me)
        drain()
    # Friday: one working day later is Monday.
    assert rating.callback_due_on == dt.date(2026, 11, 30) == day_after(dt.date(2026, 11, 27), 1)
    notice = Notice.objects.get(kind="callback")
    assert (notice.applicant_id, notice.region_id) == (None, "330100")
    assert list(callbacks_due(town.supervisor)) == [rating]
    assert list(callbacks_due(town.clerk)) == []
    b.do(call_back, rating, outcome="已致歉并整改", actor=town.supervisor)
    assert list(callbacks_due(town.supervisor)) == []
    with b.refused("no_callback_due"):
        call_back(rating, outcome="再次", actor=town.supervisor)


def test_figures_count_real_visits(town):
    case = b.finished_case(town)
    (figure,) = visit_figures(town.supervisor)
    assert (figure.code, figure.cases, figure.visits, figure.at_most_once) == ("T1", 1, 0, 1)
    assert figure.planned == case.plan["visits"]["count"]
    assert visit_figures(town.clerk) == []
