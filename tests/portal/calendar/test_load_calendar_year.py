from __future__ import annotations

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from portal.accounts.actor import SYSTEM
from portal.calendar.actions import load_year
from portal.calendar.errors import CalendarYearRefused, CalendarYearUnknown
from portal.calendar.models import CalendarYear
from portal.calendar.queries import the_calendar
from portal.journal.models import Entry

pytestmark = pytest.mark.django_db
NOTICE = {
    "source": "国务院办公厅关于2031年部分节假日安排的通知",
    "holidays": ["2031-01-01", "2031-10-01", "2031-10-02", "2031-10-03"],
    "workdays": ["2031-10-11"],
}


def test_a_loaded_year_is_known_at_once(tmp_path, capsys):
    file = tmp_path / "2031.json"
    file.write_text(json.dumps(NOTICE), encoding="utf-8")
    with pytest.raises(CalendarYearUnknown):
        the_calendar().is_workday(date(2031, 1, 1))

    call_command("load_calendar_year", "2031", str(file))

    assert "4 days off and 1 weekend days worked are loaded" in capsys.readouterr().out
    calendar = the_calendar()
    assert not calendar.is_workday(date(2031, 10, 1))
    assert calendar.is_workday(date(2031, 10, 11))
    assert not calendar.is_workday(date(2031, 10, 12))
    assert calendar.add_days(date(2031, 9, 30), 5, "working") == date(2031, 10, 10)
    assert calendar.last_known_day == date(2031, 12, 31)
    entry = Entry.objects.get(stream="calendar:2031")
    assert (entry.verb, entry.data["source"]) == ("calendar.year_loaded", NOTICE["source"])


def test_a_loaded_year_stands_above_the_built_in_one():
    assert not the_calendar().is_workday(date(2026, 10, 1))
    notice = {"source": "更正通知", "holidays": ["2026-10-02"], "workdays": []}
    load_year(2026, notice, actor=SYSTEM)
    assert the_calendar().is_workday(date(2026, 10, 1))
    assert not the_calendar().is_workday(date(2026, 10, 2))


def test_the_calendar_costs_one_query(django_assert_num_queries):
    the_calendar()
    with django_assert_num_queries(1, connection=connection):
        the_calendar().is_workday(date(2026, 10, 1))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"source": " "}, "source"),
        ({"holidays": []}, "holidays"),
        ({"holidays": ["2031-13-01"]}, "holidays"),
        ({"holidays": ["2030-10-01"]}, "holidays"),
        ({"holidays": "2031-10-01"}, "holidays"),
        ({"workdays": ["2031-10-10"]}, "workdays"),  # a Friday
        ({"workdays": [20311011]}, "workdays"),
    ],
)
def test_a_wrong_notice_is_refused_and_changes_nothing(change, field):
    with pytest.raises(CalendarYearRefused) as refusal:
        load_year(2031, NOTICE | change, actor=SYSTEM)
    assert refusal.value.field == field
    assert not CalendarYear.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize("text", ["", "[1]", "{"])
def test_a_file_that_is_no_notice_is_refused(tmp_path, text):
    file = tmp_path / "notice.json"
    file.write_text(text)
    with pytest.raises(CommandError):
        call_command("load_calendar_year", "2031", str(file))
    assert not CalendarYear.objects.exists()
