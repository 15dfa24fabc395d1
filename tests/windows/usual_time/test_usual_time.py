"""Median and ninetieth percentile of real cases, in working days; few cases say nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from portal.calendar.queries import the_calendar
from services.catalogue.text import Text
from services.models import Edition
from tests import own_cache
from tests.windows import builders as b
from windows.approvals.models import Approval
from windows.cases.models import Case
from windows.usual_time.figures import UsualTime
from windows.usual_time.plot import plot
from windows.usual_time.queries import usual_time_of_life_event, usual_time_of_matter

NOW = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _this_day(monkeypatch):
    monkeypatch.setattr("windows.usual_time.queries.today", lambda: NOW)
    own_cache.forget()
    yield
    own_cache.forget()


def moment(day: dt.date, hour: int = 10) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))


def finished(town: b.Town, began: dt.date, ended: dt.date, **more: object) -> Case:
    """A row as it would be after such a case; the story of how it came there is told elsewhere."""
    number = f"F{Case.objects.count():04}"
    times = {
        "submitted_at": moment(began, 1),
        "accepted_at": moment(began, 1),
        "finished_at": moment(ended, 23),
    }
    return Case.objects.create(
        number=number,
        applicant=town.buyer,
        channel="online",
        state="results_ready",
        region_id=b.REGION,
        **({"life_event_edition": b.edition("T2")} | times | more),
    )


def taking(town: b.Town, *working_days: int, ending: dt.date = dt.date(2026, 6, 1)) -> None:
    for days in working_days:
        began = ending
        finished(town, began, the_calendar().add_days(began, days, "working"))


def test_exact_percentiles_of_constructed_cases(town):
    taking(town, 1, 2, 2, 3, 4, 10)
    found = usual_time_of_life_event("T2")
    assert (found.count, found.median, found.ninetieth) == (6, 2.5, 7.0)
    assert found.days == ((1, 1), (2, 2), (3, 1), (4, 1), (10, 1))
    assert found.sentence == Text(
        "最近一年 6 件：一半在 3 个工作日内办完，九成在 7 个工作日内办完",
        "6 in the last year: half were done within 3 working days, "
        "nine in ten within 7 working days",
    )


def test_holidays_and_weekends_do_not_count(town):
    """National Day 2026: 1 to 7 October are off, and some weekend days around them are worked."""
    began, ended = dt.date(2026, 9, 30), dt.date(2026, 10, 12)
    expected = the_calendar().working_days_between(began, ended)
    assert 0 < expected < 8
    for _ in range(5):
        finished(town, began, ended)
    assert usual_time_of_life_event("T2").days == ((expected, 5),)


def test_the_same_day_is_none_and_local_time_decides_which_day_it_was(town):
    for _ in range(5):
        finished(town, dt.date(2026, 6, 1), dt.date(2026, 6, 1))
    found = usual_time_of_life_event("T2")
    assert found.days == ((0, 5),)
    assert found.sentence == Text(
        "最近一年 5 件：一半当天办完，九成当天办完",
        "5 in the last year: half were done the same day, nine in ten the same day",
    )


def test_no_case_and_four_cases_are_not_enough(town):
    assert usual_time_of_life_event("T2") == UsualTime()
    own_cache.forget()
    taking(town, 1, 1, 1, 1)
    found = usual_time_of_life_event("T2")
    assert (found.count, found.is_enough) == (4, False)
    taking(town, 1)
    own_cache.forget()
    assert usual_time_of_life_event("T2").is_enough


def test_rehearsals_old_ones_and_other_things_are_not_counted(town):
    taking(town, 2, 2, 2, 2, 2)
    finished(town, dt.date(2026, 6, 1), dt.date(2026, 6, 30), is_rehearsal=True)
    finished(town, dt.date(2025, 10, 1), NOW - dt.timedelta(days=365))
    finished(town, dt.date(2026, 6, 1), dt.date(2026, 6, 30), life_event_edition=b.edition("T1"))
    assert usual_time_of_life_event("T2").days == ((2, 5),)


def test_what_ended_in_a_year_without_a_calendar_is_left_out(town, monkeypatch):
    taking(town, 1, 1, 1, 1, 1)
    later = dt.date(2031, 1, 5)
    monkeypatch.setattr("windows.usual_time.queries.today", lambda: later)
    finished(town, dt.date(2030, 12, 1), later)
    assert usual_time_of_life_event("T2") == UsualTime()


def test_matters_are_told_by_their_approvals(town):
    taking(town, 9, 9, 9, 9, 9)
    edition = Edition.objects.get(matter__code="T2-A")
    for days, case in enumerate(Case.objects.order_by("pk")):
        began = dt.date(2026, 6, 1)
        Approval.objects.create(
            case=case,
            matter_edition=edition,
            department=edition.department,
            state="approved",
            dispatched_at=moment(began),
            counts_from=began,
            decided_at=moment(the_calendar().add_days(began, days, "working")),
        )
    found = usual_time_of_matter("T2-A")
    assert (found.count, found.median, found.ninetieth) == (5, 2.0, 3.6)
    assert usual_time_of_matter("T1-A") == UsualTime()


def test_one_query_in_ten_minutes(town, django_assert_num_queries):
    with django_assert_num_queries(2):  # the years of the calendar, and the figures
        usual_time_of_life_event("T2")
    with django_assert_num_queries(0):
        usual_time_of_life_event("T2")


def test_plot_shows_each_length_and_both_limits():
    usual = UsualTime(7, 1.0, 2.4, ((1, 5), (2, 1), (3, 1)))
    drawn = plot(usual, promised=4, statutory=20)
    assert [bar.height for bar in drawn.bars] == [78, 16, 16]
    assert len({bar.x for bar in drawn.bars}) == 3
    assert [mark.label for mark in drawn.marks] == [
        Text("承诺 4 天", "promised: 4 days"),
        Text("法定 20 天", "by law: 20 days"),
    ]
    assert drawn.description == Text(
        "1 天 5 件，2 天 1 件，3 天 1 件，承诺期限 4 天，法定期限 20 天。",
        "1 day: 5; 2 days: 1; 3 days: 1; promised: 4 days; by law: 20 days.",
    )
    assert max(mark.x for mark in drawn.marks) <= 360


def test_plot_of_very_long_times_has_few_bars():
    usual = UsualTime(5, 100.0, 150.0, tuple((day, 1) for day in (10, 60, 100, 140, 200)))
    drawn = plot(usual, promised=None, statutory=None)
    assert (len(drawn.bars), drawn.marks) == (5, ())
    assert all(10 <= bar.x <= 350 - bar.width for bar in drawn.bars)
