"""Which papers people hand in, counted day by day, and which days are counted again."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils import timezone

from materials.models import Document
from portal.accounts.actor import SYSTEM
from portal.errors import NotAllowed
from tests.windows import builders as b
from windows.cases.models import Case, MaterialSlot
from windows.gaps.counting import count_day, count_papers
from windows.gaps.models import PaperCount, PaperDay
from windows.gaps.rounds import days_due

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 6, 15)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _on_a_monday():
    with time_machine.travel("2026-06-15T10:00+08:00", tick=False):
        yield


def counted(day: dt.date = MONDAY) -> list[tuple[str, str, int, int]]:
    b.do(count_day, day, actor=SYSTEM)
    rows = PaperCount.objects.filter(day=day).order_by("matter_code", "requirement")
    return list(rows.values_list("matter_code", "requirement", "cases", "at_window"))


def test_only_what_somebody_handed_in_counts(town):
    b.submitted_case(town)
    assert counted() == [("T1-A", "a_contract", 1, 0)]
    assert PaperDay.objects.get().cases == 1
    assert counted(MONDAY - DAY) == []


def test_at_the_window_and_originals_are_told_apart(town):
    case = b.submitted_case(town)
    MaterialSlot.objects.filter(case=case).update(original_at_window=True)
    assert counted() == [("T1-A", "a_contract", 1, 1)]
    MaterialSlot.objects.filter(case=case).update(original_at_window=False)
    Case.objects.filter(pk=case.pk).update(channel="window")
    assert counted() == [("T1-A", "a_contract", 1, 1)]


def test_a_paper_for_two_matters_counts_for_each(town):
    case = b.submitted_case(town)
    pairs = [["T1-A", "a_contract"], ["T1-B", "b_contract"]]
    MaterialSlot.objects.filter(case=case, key__startswith="t_contract").update(
        requirement_keys=pairs
    )
    assert [row[:3] for row in counted()] == [
        ("T1-A", "a_contract", 1),
        ("T1-B", "b_contract", 1),
    ]


def test_rehearsals_and_documents_from_the_library_do_not_count(town):
    case = b.submitted_case(town)
    Document.objects.update(created_at=timezone.now() - DAY)
    assert counted() == []
    Document.objects.update(created_at=timezone.now())
    assert len(counted()) == 1
    Case.objects.filter(pk=case.pk).update(is_rehearsal=True)
    assert counted() == []
    assert PaperDay.objects.get(day=MONDAY).cases == 0


def test_a_day_is_written_anew_not_twice(town):
    case = b.submitted_case(town)
    assert counted() == counted()
    MaterialSlot.objects.filter(case=case, state="provided").update(state="missing")
    assert counted() == []


def test_days_begin_at_midnight_of_the_city(town):
    case = b.submitted_case(town)
    last_minute = dt.datetime.fromisoformat("2026-06-15T23:59+08:00")
    Case.objects.filter(pk=case.pk).update(submitted_at=last_minute)
    assert len(counted()) == 1
    Case.objects.filter(pk=case.pk).update(submitted_at=last_minute + dt.timedelta(minutes=1))
    assert counted() == []
    assert len(counted(MONDAY + DAY)) == 1


def test_a_round_counts_so_many_days_the_newest_first(town):
    b.submitted_case(town)
    assert count_papers(actor=SYSTEM, most=3) == 3
    days = [each.day for each in PaperDay.objects.all()]
    assert days == [MONDAY, MONDAY - DAY, MONDAY - 2 * DAY]
    assert count_papers(actor=SYSTEM, most=2) == 2
    assert PaperDay.objects.count() == 5


def test_when_a_day_is_counted_again():
    now = timezone.now()
    ages = {0: HOUR, 1: HOUR / 2, 2: HOUR, 34: DAY, 35: 300 * DAY}
    counted_then = {MONDAY - back * DAY: now - age for back, age in ages.items()}
    due = set(days_due(MONDAY, counted_then, now))
    assert [back for back in ages if MONDAY - back * DAY in due] == [0, 34]
    assert MONDAY - 36 * DAY in due


def test_only_the_clockwork_counts(town):
    with pytest.raises(NotAllowed):
        b.do(count_day, MONDAY, actor=town.supervisor)
    assert not PaperDay.objects.exists()


def test_no_more_at_the_window_than_there_are():
    day = PaperDay.objects.create(day=MONDAY, counted_at=timezone.now(), cases=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        PaperCount.objects.create(day=day, matter_code="A", requirement="a", cases=1, at_window=2)
