"""行政许可法 art. 42 in a plan: what the law allows where the guide names nothing, and together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from services.catalogue.elements import MatterElements
from services.catalogue.spec import DayUnit, Handling, ProcedureSpec
from services.checks.findings import Severity
from services.checks.registry import Coverage
from tests.windows.planning.build import MONDAY, Weeks, life_event, matter, planned
from windows.catalogue.checks import check_limit, check_plans, check_together
from windows.planning import Known, Plan
from windows.planning.weigh import weigh
from windows.splitting.plan_part import part_of

LICENCE = {"type": "行政许可"}


def licence(code, **more):
    return matter(code, **LICENCE, **more)


def in_working_days(days: int) -> date:
    return Weeks().add_days(MONDAY, days, "working")


@pytest.mark.law("行政许可法 42")
def test_a_licence_without_a_named_limit_has_twenty_working_days():
    plan = planned(licence("A", days=5))

    assert (plan.promise.days, plan.promise.statutory_days) == (5, 20)
    assert plan.promise.statutory_on == in_working_days(20)
    assert plan.promise.statutory_note.zh == (
        "按法定期限走最长的一条路；“事项A”的指南没有写法定期限，按法律的 20 个工作日算"
        "（行政许可法第四十二条）"
    )
    assert "the law's 20 working days apply" in plan.promise.statutory_note.en


@pytest.mark.law("行政许可法 42")
def test_a_longer_promise_ends_with_the_twenty_days():
    plan = planned(licence("A", days=25), matter("B", days=1, after=["A"]))

    assert plan.promise.days == 21
    assert plan.promise.promised_on == in_working_days(21)
    assert weigh(life_event(licence("A", days=25)), {}, Known()).days == 20


@pytest.mark.law("行政许可法 42")
@pytest.mark.parametrize(
    "more",
    [
        {"type": "行政确认"},
        {"type": "行政许可", "handling": Handling.INSTANT},
        {"type": "行政许可", "elements": MatterElements(anticipate_explain="60(自然日)")},
    ],
)
def test_others_have_none(more):
    plan = planned(matter("A", days=5, **more))

    assert plan.promise.statutory_days is None


@pytest.mark.law("行政许可法 42")
def test_licences_of_several_departments_have_forty_five_working_days_together():
    plan = planned(
        licence("A", days=30, statutory_days=60),
        licence("B", days=5, statutory_days=20),
        licence("C", days=5, statutory_days=60, after=["B"]),
        matter("D", days=5, statutory_days=50),
        licence("E", handling=Handling.INSTANT),
    )

    assert plan.jointly == ("A", "B")
    # C begins when B is over, after its twenty days, and keeps its own sixty.
    assert plan.promise.statutory_days == 80
    assert "“事项A”和其他部门的许可一起办理，最多 45 个工作日" in plan.promise.statutory_note.zh
    assert "“事项B”" not in plan.promise.statutory_note.zh
    assert Plan.from_json(plan.to_json()) == plan
    assert part_of(plan, ("B", "C")).jointly == ("B",)


@pytest.mark.law("行政许可法 42")
def test_together_their_own_procedures_are_left_out():
    review = ProcedureSpec("专家评审", "Expert review", days=10)
    plan = planned(
        licence("A", days=50, statutory_days=60, procedures=(review,)),
        licence("B", days=5, statutory_days=20),
    )

    assert (plan.promise.days, plan.promise.statutory_days) == (55, 55)


@pytest.mark.law("行政许可法 42")
def test_what_is_decided_on_the_spot_makes_nothing_joint_though_its_guide_states_days():
    plan = planned(
        licence("A", days=30, statutory_days=60),
        licence("B", handling=Handling.INSTANT, statutory_days=20),
    )

    assert (plan.jointly, plan.promise.statutory_days) == ((), 60)


@pytest.mark.law("行政许可法 42")
def test_two_licences_of_one_department_keep_their_own():
    plan = planned(
        licence("A", days=30, statutory_days=60, department="甲局"),
        licence("B", days=5, statutory_days=20, department="甲局"),
    )

    assert (plan.jointly, plan.promise.statutory_days) == ((), 60)


@pytest.mark.law("行政许可法 42")
def test_natural_days_end_first_where_they_do_so_by_the_calendar():
    holidays = frozenset(date(2026, 4, day) for day in range(1, 31))
    two = [
        licence("A", days=70, statutory_days=70, day_unit=DayUnit.NATURAL),
        licence("B", days=5, statutory_days=20),
    ]

    assert planned(*two).promise.statutory_on == in_working_days(45)
    # A month of holidays later the seventy calendar days end first.
    found = planned(*two, calendar=Weeks(holidays))
    assert found.promise.statutory_on == date(2026, 5, 11)
    # Where no dates are known, five working days last as long as seven natural ones.
    unknown = planned(*two, calendar=Weeks(last_known_day=MONDAY))
    assert unknown.promise.statutory_on is None
    assert (unknown.promise.statutory_days, unknown.promise.statutory_unit) == (
        45,
        DayUnit.WORKING,
    )


@pytest.mark.law("行政许可法 42")
def test_a_promise_keeps_its_day_where_the_laws_days_go_beyond_the_calendar():
    calendar = Weeks(last_known_day=date(2026, 3, 13))
    one, two = licence("A", days=5), licence("B", days=5)

    alone = planned(one, calendar=calendar).promise
    assert (alone.promised_on, alone.statutory_on) == (date(2026, 3, 9), None)
    together = planned(one, two, matter("C", days=2, after=["A"]), calendar=calendar)
    assert together.jointly == ("A", "B")
    assert together.promise.promised_on == date(2026, 3, 11)


@pytest.mark.law("行政许可法 42")
@pytest.mark.parametrize(("days", "promised_on"), [(20, date(2026, 3, 22)), (23, None)])
def test_a_day_is_promised_only_where_it_is_certainly_the_first(days, promised_on):
    """Of twenty working days nine are known; the others end on 24 March at the earliest."""
    calendar = Weeks(last_known_day=date(2026, 3, 13))
    plan = planned(licence("A", days=days, day_unit=DayUnit.NATURAL), calendar=calendar)

    assert plan.promise.promised_on == promised_on


def finding(**more):
    return list(check_limit(licence("A", **more).matter))


@pytest.mark.law("行政许可法 42")
def test_the_check_finds_a_promise_beyond_the_laws_own_days():
    (found,) = finding(days=21)

    assert found.rule == "plan.over_statute"
    assert found.message.zh == (
        "“事项A”承诺 21 日，指南没有写法定期限，法律最多给 20 个工作日（行政许可法第四十二条）"
    )
    assert finding(days=20) == []
    assert finding(days=28, day_unit=DayUnit.NATURAL) == []
    assert len(finding(days=29, day_unit=DayUnit.NATURAL)) == 1
    assert finding(days=21, statutory_days=30) == []


@pytest.mark.law("行政许可法 42")
def test_natural_days_within_the_twenty_working_days_are_no_overrun_of_a_path():
    spec = life_event(
        licence("A", days=25, day_unit=DayUnit.NATURAL),
        matter("B", days=5, statutory_days=5, after=["A"]),
    )

    assert [each.rule for each in check_plans(spec, Coverage())] == []
    longer = replace(spec, matters=(spec.matters[0], matter("B", days=9, statutory_days=5)))
    assert "plan.over_statute" in [each.rule for each in check_plans(longer, Coverage())]


@pytest.mark.law("行政许可法 42")
def test_the_check_finds_a_promise_beyond_the_days_in_common_though_a_plan_shows_it_cut():
    long, short = licence("A", days=46, statutory_days=60), licence("B", days=5)

    def found(*matters):
        return [each.spot.matter for each in check_together(life_event(*matters), Coverage())]

    assert planned(long, short).promise.days == 45
    (finding_,) = check_together(life_event(long, short), Coverage())
    assert (finding_.rule, finding_.severity, finding_.spot.matter) == (
        "plan.over_joint",
        Severity.WARNING,
        "A",
    )
    assert "“事项A”承诺 46 日；和“事项B”一起办理时，法律合计最多给 45 个工作日" in (
        finding_.message.zh
    )
    assert found(licence("A", days=45, statutory_days=60), short) == []
    assert found(licence("A", days=63, statutory_days=80, day_unit=DayUnit.NATURAL), short) == []
    assert found(licence("A", days=64, statutory_days=80, day_unit=DayUnit.NATURAL), short) == ["A"]
    assert found(long, licence("B", days=5, after=["A"])) == []
    assert found(long, licence("B", handling=Handling.INSTANT)) == []
    assert found(long, matter("B", days=5)) == []
    assert found(long, licence("B", days=5, department="部门A")) == []


@pytest.mark.law("行政许可法 42")
def test_each_matter_of_a_plan_names_the_laws_days():
    plan = planned(
        licence("A", days=5),
        licence("B", days=5, day_unit=DayUnit.NATURAL),
        licence("C", days=5, statutory_days=30, day_unit=DayUnit.NATURAL),
        matter("D", days=5),
    )

    assert [each.statutory for each in plan.matters] == [20, None, 30, None]
