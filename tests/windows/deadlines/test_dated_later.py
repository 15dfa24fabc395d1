"""Days that were unknown, or not kept yet, when a licence was dispatched."""

from __future__ import annotations

import datetime as dt
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from portal.calendar.errors import CalendarYearUnknown
from portal.calendar.work_calendar import WorkCalendar
from portal.journal.models import Entry
from portal.outbox.drain import drain
from tests.windows import builders as b
from tests.windows.deadlines import scenes as s
from windows.approvals.models import Approval
from windows.cases import actions
from windows.cases.models import Case
from windows.deadlines.arithmetic import day_tables
from windows.sweeping import sweep
from windows.writs.models import Writ

DAY = dt.date


def swept() -> dict[str, int]:
    with time_machine.travel(timezone.now() + timedelta(minutes=10), tick=False):
        return {what: times for what, times in sweep().items() if times}


def days_of(case: Case) -> dict[str, tuple[dt.date | None, dt.date | None]]:
    rows = case.approvals.select_related("matter_edition__matter")
    return {one.matter_edition.matter.code: (one.due_on, one.statutory_on) for one in rows}


@pytest.mark.law("行政许可法 42")
@pytest.mark.parametrize("code", ["T5", "T6"])
def test_a_case_of_before_the_rule_gets_the_days_of_its_day_table(town, code):
    case = s.accepted(town, code)
    days, of_case = days_of(case), (case.promised_on, case.statutory_on)
    assert swept() == {}
    # As it was: no limit by law, and the promise uncut.
    licences = case.approvals.filter(state="dispatched", statutory_on__isnull=False)
    number = licences.count()
    licences.update(statutory_on=None, due_on=DAY(2026, 7, 1))
    Case.objects.filter(pk=case.pk).update(statutory_on=None, promised_on=DAY(2026, 7, 1))
    assert swept() == {"approvals without a day": number}
    assert days_of(case) == days
    case.refresh_from_db()
    assert (case.promised_on, case.statutory_on) == of_case
    tables = {one.matter.zh: one.due for one in day_tables(case)}
    assert all(tables[f"{code}事项"] == days[code][0] for code in days if days[code][0])
    entries = Entry.objects.filter(verb="approval.dated")
    assert entries.count() == number
    assert Entry.objects.filter(verb="case.dated").count() == 1
    assert swept() == {}


@pytest.mark.law("行政许可法 42")
def test_a_case_that_lacks_only_the_laws_day_gets_it(town):
    case = s.accepted(town, "T5")
    day = case.statutory_on
    Case.objects.filter(pk=case.pk).update(statutory_on=None)
    assert swept() == {"cases without a day": 1}
    case.refresh_from_db()
    assert case.statutory_on == day
    assert swept() == {}


@pytest.mark.law("行政许可法 42")
def test_what_has_no_limit_is_left_alone(town):
    case = s.accepted(town, "T5")
    one = s.part(case, "T5-C")
    Approval.objects.filter(pk=one.pk).update(due_on=DAY(2026, 7, 1))
    assert swept() == {}
    assert s.fresh(one).due_on == DAY(2026, 7, 1)


@pytest.mark.law("行政许可法 42")
def test_the_paper_says_that_the_laws_day_follows_where_the_calendar_ends_before_it(
    town, monkeypatch
):
    """Five working days are promised, sixty allowed; the calendar ends in March."""
    whole = WorkCalendar.is_workday

    def known(self, day):
        if day > DAY(2026, 3, 31):
            raise CalendarYearUnknown(day.year)
        return whole(self, day)

    case = b.draft(town, code="T3")
    with monkeypatch.context() as patch:
        patch.setattr(WorkCalendar, "is_workday", known)
        b.do(actions.submit, case, actor=town.me)
        drain()
    case.refresh_from_db()
    assert (case.state, case.promised_on, case.statutory_on) == ("accepted", DAY(2026, 3, 9), None)
    said = {label[0]: text for label, text in Writ.objects.get(kind="acceptance").body}
    assert said["承诺办结日"][0] == "3 月 9 日（周一）"
    assert said["法定办结日"] == ["另行告知", "To be told"]
    assert swept() == {"approvals without a day": 1}
    case.refresh_from_db()
    assert case.statutory_on == s.part(case, "T3-A").statutory_on == DAY(2026, 5, 28)
