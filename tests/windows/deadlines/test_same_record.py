"""Whatever is stopped, resumed and extended: columns, tables, states and the oracle agree."""

from __future__ import annotations

import datetime as dt
from datetime import timedelta

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.windows.deadlines import scenes as s
from tests.windows.deadlines.walk import UNHURRIED, stops_and_resumes, walk
from windows.approvals.models import Approval
from windows.cases.models import Case
from windows.cases.status import status_line
from windows.clock import spoken_day, today
from windows.deadlines.actions import answer_extension, ask_extension
from windows.deadlines.arithmetic import clock_of
from windows.deadlines.models import ClockStop, Extension

STEPS = st.lists(
    st.tuples(
        st.integers(0, 6),
        st.sampled_from(["stop", "resume", "ask", "grant", "refuse"]),
        st.integers(1, 10),
    ),
    max_size=7,
)
"""(days that pass, what is tried, how many days are asked for)."""


def acts(one: Approval, days: int):
    officer, head = s.officer(one), s.head(one)
    return stops_and_resumes(one, days) | {
        "ask": lambda: ask_extension(one, kind="single", days=days, reason="复杂", actor=officer),
        "grant": lambda: answer_extension(one, is_granted=True, actor=head),
        "refuse": lambda: answer_extension(one, is_granted=False, actor=head),
    }


def on_fingers(one: Approval, days: int) -> dt.date | None:
    """The last day by plain counting, with the package's own calendar."""
    stops = list(ClockStop.objects.filter(approval=one))
    granted = Extension.objects.filter(approval=one, is_granted=True).first()
    left, day = days + (granted.days if granted else 0), one.counts_from
    while left:
        day += timedelta(1)
        if any(stop.since < day and (stop.until is None or day <= stop.until) for stop in stops):
            if day > today() + timedelta(400):
                return None
            continue
        left -= chinese_calendar.is_workday(day)
    return day


def agree(one: Approval) -> None:
    case = Case.objects.get(pk=one.case_id)
    stands = ClockStop.objects.filter(approval=one, until=None).exists()
    assert (one.state == "stopped") is stands
    promised, statutory = on_fingers(one, 10), on_fingers(one, 20)
    assert (one.due_on, one.statutory_on) == ((None, None) if stands else (promised, statutory))
    assert case.promised_on == promised
    table = clock_of(Approval.objects.select_related("case", "department").get(pk=one.pk)).table
    assert table.is_standing is (promised is None), "stopped with days left"
    counted = [row.count for row in table.rows if row.count]
    assert counted == list(range(1, len(counted) + 1))
    days = [row.on for row in table.rows]
    assert days == [days[0] + timedelta(ahead) for ahead in range(len(days))]
    line = status_line(case).zh
    assert ("暂停计时" in line) is stands
    if not stands:
        assert table.rows[-1].on == one.due_on
        assert spoken_day(one.due_on).zh in line
        assert spoken_day(one.due_on).zh in table.sentence.zh


@pytest.fixture
def one(town) -> Approval:
    """Made once: every example takes back what it did."""
    return s.part(s.accepted(town, "T8"), "T8-A")


@pytest.mark.law("行政许可法 82")
@settings(UNHURRIED, max_examples=20)
@given(steps=STEPS)
def test_columns_tables_status_and_oracle_agree_after_every_step(one, monday, steps):
    walk(one, monday, steps, acts=acts, agree=agree)
