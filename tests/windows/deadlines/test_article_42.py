"""行政许可法 art. 42: twenty working days where no statute says otherwise, forty-five together."""

from __future__ import annotations

import datetime as dt
from datetime import timedelta

import chinese_calendar
import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.outbox.drain import drain
from services.catalogue.lawful import lawful_limit
from services.catalogue.spec import DayUnit, Handling
from tests.windows import builders as b
from tests.windows.deadlines import scenes as s
from tests.windows.deadlines.walk import UNHURRIED, stops_and_resumes, walk
from windows.approvals.actions import decide
from windows.approvals.models import Approval
from windows.cases.models import Case
from windows.cases.plans import plan_of
from windows.clock import today
from windows.deadlines.actions import answer_extension, ask_extension
from windows.deadlines.arithmetic import day_tables
from windows.deadlines.models import ClockStop, Extension
from windows.deadlines.reckon import Stretch, ends_before, may_end_before, reckon
from windows.planning import DateUnknown
from windows.splitting.plan_part import part_of
from windows.splitting.split import split_off
from windows.web.days import drawn_days

DAY = dt.date
RECEIPT = DAY(2026, 3, 2)
DEFAULT = "指南没有写法定期限，按法律的 20 个工作日算（行政许可法第四十二条）"
TOGETHER = "几个部门的许可一起办理，合计最多 45 个工作日（行政许可法第四十二条）"
WITH_MORE = (
    "几个部门的许可一起办理，合计最多 45 个工作日，经批准延长 15 个工作日（行政许可法第四十二条）"
)


def table_of(case: Case, code: str):
    return next(one for one in day_tables(case) if one.matter.zh == f"{code}事项")


def last_days(case: Case, code: str) -> tuple[dt.date | None, dt.date | None]:
    one = s.part(case, code)
    return one.due_on, one.statutory_on


def after(days: int) -> dt.date:
    """So many working days after the receipt, by the package's own calendar."""
    day = RECEIPT
    while days:
        day += timedelta(1)
        days -= chinese_calendar.is_workday(day)
    return day


def extended(one: Approval, kind: str, days: int) -> None:
    b.do(ask_extension, one, kind=kind, days=days, reason="复杂", actor=s.officer(one))
    head = s.mayor() if kind == "joint" else s.head(one)
    b.do(answer_extension, one, is_granted=True, actor=head)


# ---- art. 42(1)


@pytest.mark.law("行政许可法 42")
def test_where_the_guide_names_no_limit_the_law_has_twenty_working_days(town):
    case = s.accepted(town, "T5")
    # 25 calendar days are promised, until 27 March; twenty working days end on 30 March.
    assert last_days(case, "T5-B") == (DAY(2026, 3, 27), DAY(2026, 3, 30))
    table = table_of(case, "T5-B")
    assert table.rule.zh == DEFAULT
    assert table.rule.en == (
        "The guide names no limit; the law's 20 working days apply "
        "(Administrative Licensing Law, art. 42)"
    )
    assert "法定最迟 3 月 30 日（周一）" in table.sentence.zh


@pytest.mark.law("行政许可法 42")
def test_a_promise_beyond_the_twenty_days_ends_with_them(town):
    case = s.accepted(town, "T6")
    assert last_days(case, "T6-B") == (DAY(2026, 3, 30), DAY(2026, 3, 30))
    table = table_of(case, "T6-B")
    assert (table.rows[-1].on, table.rows[-1].count) == (DAY(2026, 3, 30), 20)
    assert table.rule.zh == DEFAULT


@pytest.mark.law("行政许可法 42")
def test_a_limit_of_the_matters_own_statute_prevails(town):
    case = s.accepted(town, "T5")
    assert last_days(case, "T5-A") == (after(40), after(60))
    assert table_of(case, "T5-A").rule is None


@pytest.mark.law("行政许可法 42")
def test_what_is_no_licence_or_is_decided_on_the_spot_has_none(town):
    case = s.accepted(town, "T5")
    assert last_days(case, "T5-C") == (DAY(2026, 3, 9), None)
    assert table_of(case, "T5-C").rule is None
    case = s.accepted(town, "T6")
    assert last_days(case, "T6-E") == (RECEIPT, None)


@pytest.mark.law("行政许可法 42")
@pytest.mark.parametrize(
    ("said", "is_named"),
    [
        ("", False),
        ("法律没有规定", False),
        ("第 42 条", False),
        ("第四十二条第一款", False),
        ("《某条例》（2019年修订）", False),
        ("按2020年1月1日施行的办法统一年度办理", False),
        ("60(自然日)", True),
        ("60", True),
        ("60个自然日", True),
        ("60日。", True),
        ("法定期限60日", True),
        ("自受理之日起60日内", True),
        ("六十日", True),
        ("第四十二条：四十五个工作日内", True),
        ("2年", True),
        ("3 个月", True),
        ("48小时", True),
    ],
)
def test_a_limit_that_is_kept_in_words_is_named(said, is_named):
    found = lawful_limit(
        type_="行政许可",
        handling=Handling.PROMISED,
        statutory_days=None,
        unit=DayUnit.WORKING,
        explained=said,
    )
    assert (found is None) is is_named


@pytest.mark.law("行政许可法 42")
def test_ten_days_more_are_added_to_the_twenty(town):
    case = s.accepted(town, "T5")
    extended(s.part(case, "T5-B"), "single", 10)
    assert last_days(case, "T5-B") == (DAY(2026, 4, 13), after(30))


# ---- art. 42(2)


@pytest.mark.law("行政许可法 42")
def test_licences_of_several_departments_end_forty_five_working_days_after_acceptance(town):
    case = s.accepted(town, "T6")
    assert plan_of(case).jointly == ("T6-A", "T6-B", "T6-F")
    assert last_days(case, "T6-A") == (after(40), DAY(2026, 5, 8))
    table = table_of(case, "T6-A")
    assert table.rule.zh == TOGETHER
    assert table.rule.en == (
        "Licences of several departments are handled together: 45 working days in all at most "
        "(Administrative Licensing Law, art. 42)"
    )
    assert "法定最迟 5 月 8 日（周五）" in table.sentence.zh
    # Where the matter's own limit ends first, that one holds.
    assert last_days(case, "T6-B")[1] == after(20)


@pytest.mark.law("行政许可法 42")
def test_what_a_procedure_takes_is_left_out_as_of_its_own_limit(town):
    case = s.accepted(town, "T6")
    assert last_days(case, "T6-F") == (after(10), after(50))


@pytest.mark.law("行政许可法 42")
def test_what_is_no_licence_or_comes_later_is_not_handled_together(town, monday):
    case = s.accepted(town, "T6")
    assert last_days(case, "T6-C") == (after(50), after(60))
    assert table_of(case, "T6-C").rule is None
    first = s.part(case, "T6-B")
    b.do(decide, first, granted=True, actor=s.officer(first))
    drain()
    assert last_days(case, "T6-D") == (after(5), after(60))


@pytest.mark.law("行政许可法 42")
def test_two_licences_of_one_department_are_not_handled_together(town):
    case = s.accepted(town, "T5")
    assert plan_of(case).jointly == ()
    assert last_days(case, "T5-A")[1] == after(60)


@pytest.mark.law("行政许可法 42")
def test_only_the_head_of_the_government_makes_the_forty_five_days_longer(town):
    case = s.accepted(town, "T6")
    extended(s.part(case, "T6-A"), "joint", 15)
    assert last_days(case, "T6-A") == (after(55), after(60))
    assert table_of(case, "T6-A").rule.zh == WITH_MORE
    # It was granted for this one: the other's own last day stays.
    assert last_days(case, "T6-F")[1] == after(50)


@pytest.mark.law("行政许可法 42")
def test_another_statute_makes_the_own_limit_longer_and_not_the_one_in_common(town):
    case = s.accepted(town, "T6")
    extended(s.part(case, "T6-A"), "single", 30)
    # 40 + 30 working days are promised now, and 60 + 30 its own statute allows.
    assert last_days(case, "T6-A") == (after(45), after(45))
    table = table_of(case, "T6-A")
    assert (table.rule.zh, table.rows[-1].count) == (TOGETHER, 45)
    assert table.rows[-1].on == table.due == after(45)


@pytest.mark.law("行政许可法 42")
def test_the_last_day_of_the_case_follows(town):
    case = s.accepted(town, "T6")
    # T6-D may begin when T6-B's twenty days are over, and has sixty of its own.
    assert case.statutory_on == after(80)
    one = s.part(case, "T6-A")
    assert {each.matter.zh: each.due for each in day_tables(case)}["T6-A事项"] == one.due_on


@pytest.mark.law("行政许可法 42")
def test_what_was_accepted_together_stays_so_after_a_split(town):
    case = s.accepted(town, "T6")
    young = b.do(split_off, case, s.part(case, "T6-A").pk, actor=town.me)
    assert plan_of(young).jointly == ("T6-A",)
    assert (young.statutory_on, s.part(young, "T6-A").statutory_on) == (after(45), after(45))


@pytest.mark.law("行政许可法 42")
def test_a_plan_of_before_names_nothing_handled_together(town):
    case = s.accepted(town, "T6")
    case.plan = {key: held for key, held in case.plan.items() if key != "jointly"}
    assert plan_of(case).jointly is None
    assert table_of(case, "T6-A").rule is None
    young = part_of(plan_of(case), ("T6-A",))
    assert young.jointly is None


@pytest.mark.law("行政许可法 42")
def test_the_case_page_and_the_officers_page_say_it_in_both_languages(town):
    case = s.accepted(town, "T6")
    drawn = next(one for one in drawn_days(case) if one.matter.zh == "T6-A事项")
    assert TOGETHER in render_to_string("components/days.html", {"drawn": drawn})
    with translation.override("en"):
        shown = render_to_string("components/days.html", {"drawn": drawn})
    assert "45 working days in all at most (Administrative Licensing Law, art. 42)" in shown
    plain = next(one for one in drawn_days(case) if one.matter.zh == "T6-C事项")
    assert "行政许可法" not in render_to_string("components/days.html", {"drawn": plain})


# ---- whatever is stopped, resumed and extended

STEPS = st.lists(
    st.tuples(
        st.integers(0, 12),
        st.sampled_from(["stop", "resume", "own", "joint", "refuse"]),
        st.integers(1, 15),
    ),
    max_size=6,
)
"""(days that pass, what is tried, how many days are asked for)."""


def acts(one: Approval, days: int):
    return stops_and_resumes(one, days) | {
        "own": lambda: extended(one, "single", days),
        "joint": lambda: extended(one, "joint", days),
        "refuse": lambda: answer_extension(one, is_granted=False, actor=s.head(one)),
    }


def on_fingers(one: Approval, days: int) -> dt.date | None:
    """The last day by plain counting, with the package's own calendar; None while it stands."""
    stops = list(ClockStop.objects.filter(approval=one))
    if any(stop.until is None for stop in stops):
        return None
    day = RECEIPT
    while days:
        day += timedelta(1)
        if not any(stop.since < day <= stop.until for stop in stops):
            days -= chinese_calendar.is_workday(day)
    return day


def agree(one: Approval) -> None:
    granted = Extension.objects.filter(approval=one, is_granted=True).first()
    more = granted.days if granted else 0
    together = granted.days if granted and granted.kind == "joint" else 0
    by_law = min(60 + more, 45 + together)
    promised = min(40 + more, by_law)
    assert (one.due_on, one.statutory_on) == (on_fingers(one, promised), on_fingers(one, by_law))
    table = table_of(Case.objects.get(pk=one.case_id), "T6-A")
    assert (table.rule is not None) is (by_law < 60 + more)
    assert table.due == one.due_on
    assert one.due_on is not None or table.rows[-1].on == max(one.counts_from, today())


@pytest.fixture
def one(town) -> Approval:
    """Made once: every example takes back what it did."""
    return s.part(s.accepted(town, "T6"), "T6-A")


@pytest.mark.law("行政许可法 42")
@settings(UNHURRIED, max_examples=15)
@given(steps=STEPS)
def test_the_limit_in_common_agrees_with_the_oracle_after_every_step(one, monday, steps):
    walk(one, monday, steps, acts=acts, agree=agree)


# ---- which of two limits ends first


class KnownUntil:
    """Every day is worked; after `last` nothing is known."""

    def __init__(self, last: dt.date) -> None:
        self.last = last

    def is_workday(self, day):
        if day > self.last:
            raise DateUnknown(day)
        return True

    def add_days(self, start, n, unit):
        return start + timedelta(n)

    def working_days_between(self, start, end):
        return (end - start).days


@pytest.mark.parametrize(
    ("natural", "working", "is_natural_first"),
    [(9, 12, True), (12, 12, True), (13, 12, False), (3, 5, True), (5, 5, False), (6, 5, False)],
)
def test_which_ends_first_is_known_as_far_as_the_calendar_goes(natural, working, is_natural_first):
    """Ten days are known: what needs more working days ends after them, nobody knows when."""
    calendar = KnownUntil(RECEIPT + timedelta(10))
    one, other = (
        reckon(RECEIPT, [Stretch(days, unit, s.Text(""))], (), calendar, today=RECEIPT)
        for days, unit in ((natural, DayUnit.NATURAL), (working, DayUnit.WORKING))
    )
    assert ends_before(one, other) is is_natural_first
    assert not (ends_before(one, other) and ends_before(other, one))


@pytest.mark.parametrize(
    ("natural", "working", "is_natural_first", "may_working_be_first"),
    [(10, 20, True, False), (20, 20, True, False), (21, 20, False, True), (20, 10, False, True)],
)
def test_an_end_beyond_the_calendar_takes_a_day_for_each_that_is_left(
    natural, working, is_natural_first, may_working_be_first
):
    """From 16 March with four days known, of twenty working days sixteen are left on the 20th."""
    begins = DAY(2026, 3, 16)
    calendar = KnownUntil(DAY(2026, 3, 20))
    one, other = (
        reckon(begins, [Stretch(days, unit, s.Text(""))], (), calendar, today=begins)
        for days, unit in ((natural, DayUnit.NATURAL), (working, DayUnit.WORKING))
    )
    assert ends_before(one, other) is is_natural_first
    assert ends_before(other, one) is False
    assert may_end_before(other, one) is may_working_be_first
    assert may_end_before(one, other) is is_natural_first
