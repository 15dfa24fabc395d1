from __future__ import annotations

from datetime import date

from services.catalogue.spec import Condition, DayUnit, ProcedureSpec
from services.catalogue.text import Text
from tests.windows.planning.build import FRIDAY, MONDAY, Weeks, matter, planned


def test_days_are_those_of_the_longest_path():
    plan = planned(
        matter("A", days=1),
        matter("B", days=5),
        matter("C", days=3, after=["A"]),
        matter("D", days=4, after=["A", "B"]),
    )

    assert plan.promise.days == 9
    assert plan.promise.critical_path == ("B", "D")
    assert plan.promise.walked_days == 13
    assert plan.promise.promised_on == date(2026, 3, 13)
    assert plan.promise.sentence == Text(
        "承诺 9 个工作日办结，最晚 2026 年 3 月 13 日",
        "Promised: done within 9 working days, by 13 March 2026",
    )
    assert [(m.code, m.start, m.end) for m in plan.matters] == [
        ("A", 0, 1),
        ("B", 0, 5),
        ("C", 1, 4),
        ("D", 5, 9),
    ]


def test_the_wait_of_a_matter_in_words():
    plan = planned(matter("A"), matter("B", days=1, after=["A"]))

    assert plan.matter("A").wait == Text(
        "受理后马上开始，当天办结", "Starts as soon as the case is accepted; done the same day"
    )
    assert plan.matter("B").wait == Text(
        "等“事项A”办好后开始，1 个工作日办结", "Starts after “Matter A”; done within 1 working day"
    )


def test_the_day_table_shows_what_does_not_count():
    calendar = Weeks(holidays=frozenset({date(2026, 3, 9)}), made_up=frozenset({date(2026, 3, 14)}))

    plan = planned(matter("A", days=6), today=FRIDAY, calendar=calendar)

    assert plan.promise.promised_on == date(2026, 3, 16)
    assert [(row.day.day, row.counted, row.why.zh) for row in plan.promise.day_table] == [
        (7, False, "周末，不算"),
        (8, False, "周末，不算"),
        (9, False, "放假，不算"),
        (10, True, "第 1 天：“事项A”"),
        (11, True, "第 2 天：“事项A”"),
        (12, True, "第 3 天：“事项A”"),
        (13, True, "第 4 天：“事项A”"),
        (14, True, "调休上班，第 5 天：“事项A”"),
        (15, False, "周末，不算"),
        (16, True, "第 6 天：“事项A”"),
    ]


def test_everything_instant_is_done_the_same_day():
    plan = planned(matter("A"), matter("B", after=["A"]))

    assert plan.promise.days == 0
    assert plan.promise.promised_on == MONDAY
    assert plan.promise.sentence.zh == "承诺当天办结，最晚 2026 年 3 月 2 日"
    assert plan.promise.day_table == ()
    assert plan.matter("B").is_instant


def test_what_is_instant_on_a_sunday_is_done_on_monday():
    plan = planned(matter("A"), today=date(2026, 3, 1))

    assert plan.promise.promised_on == MONDAY


def test_natural_and_working_days_mix_by_date_and_are_bounded_in_working_days():
    plan = planned(
        matter("A", days=2, day_unit=DayUnit.NATURAL),
        matter("B", days=2, after=["A"]),
        today=FRIDAY,
    )

    assert plan.matter("A").ends_on == date(2026, 3, 8)
    assert plan.promise.promised_on == date(2026, 3, 10)
    assert (plan.promise.days, plan.promise.unit) == (4, DayUnit.WORKING)
    assert plan.promise.promised_on <= Weeks().add_days(FRIDAY, 4, "working")
    assert plan.promise.unit_note.zh == "有的事项按自然日算，这里都当作工作日，实际只会更短"


def test_the_last_date_may_come_from_another_matter_than_the_most_days():
    plan = planned(matter("A", days=4, day_unit=DayUnit.NATURAL), matter("B", days=3), today=FRIDAY)

    assert plan.promise.critical_path == ("A",)
    assert plan.promise.promised_on == date(2026, 3, 11)
    assert plan.promise.day_table[-1].day == date(2026, 3, 11)
    assert plan.promise.day_table[-1].why.zh == "第 3 天：“事项B”"


def test_all_natural_days():
    plan = planned(matter("A", days=3, day_unit=DayUnit.NATURAL), today=FRIDAY)

    assert plan.promise.unit is DayUnit.NATURAL
    assert plan.promise.promised_on == date(2026, 3, 9)
    assert plan.promise.sentence.en == "Promised: done within 3 natural days, by 9 March 2026"


def test_special_procedures_add_their_days():
    review = ProcedureSpec("专家评审", "Expert review", days=20)
    survey = ProcedureSpec("现场核查", "Site visit")
    other = ProcedureSpec("公示", days=30, condition=Condition(((("q", ("yes",)),),)))

    plan = planned(matter("A", days=5, statutory_days=20, procedures=(review, survey, other)))

    assert plan.promise.days == 25
    assert plan.promise.statutory_days == 40
    assert [(p.name.zh, p.days, p.reason.zh) for p in plan.procedures] == [
        ("专家评审", 20, "“事项A”要做，时间另加在办理期限上"),
        ("现场核查", None, "“事项A”要做，时间由部门书面告知"),
    ]
    assert plan.promise.sentence.zh.endswith("；“现场核查”的时间另算，由部门书面告知")
    assert plan.matter("A").wait.zh == "受理后马上开始，5 个工作日，另加 20 个工作日办结"


def test_the_statutory_limit_runs_along_its_own_longest_path():
    plan = planned(
        matter("A", days=5, statutory_days=10),
        matter("B", days=1, statutory_days=30),
        matter("C", days=2, after=["A", "B"]),
    )

    assert plan.promise.days == 7
    assert plan.promise.statutory_days == 32
    assert plan.promise.statutory_on == Weeks().add_days(MONDAY, 32, "working")
    assert plan.promise.statutory_note.zh == (
        "按法定期限走最长的一条路；“事项C”没有法定期限，按承诺期限算"
    )


def test_without_any_statutory_limit_it_says_so():
    plan = planned(matter("A", days=5))

    assert plan.promise.statutory_days is None
    assert plan.promise.statutory_on is None
    assert plan.promise.statutory_note.en == "The law sets no time limit for these matters"


def test_a_year_whose_holidays_are_not_announced_gives_days_but_no_date():
    plan = planned(matter("A", days=5), matter("B", days=1), today=date(2026, 12, 30))

    assert plan.promise.days == 5
    assert plan.promise.critical_path == ("A",)
    assert plan.promise.promised_on is None
    assert plan.promise.day_table == ()
    assert plan.matter("B").ends_on is None
    assert plan.promise.sentence == Text(
        "承诺 5 个工作日办结，那一年的放假安排还没有公布，公布后才能算出日期",
        "Promised: done within 5 working days, the holidays of that year are not announced yet, "
        "so the date will follow",
    )


def test_only_the_statutory_date_may_be_unknown():
    plan = planned(matter("A", days=1, statutory_days=60), today=date(2026, 12, 1))

    assert plan.promise.promised_on == date(2026, 12, 2)
    assert plan.promise.statutory_days == 60
    assert plan.promise.statutory_on is None


def test_natural_days_need_no_announced_holidays():
    plan = planned(
        matter("A", days=5, day_unit=DayUnit.NATURAL), today=date(2026, 12, 30), calendar=Weeks()
    )

    assert plan.promise.promised_on == date(2027, 1, 4)
    assert len(plan.promise.day_table) == 5
