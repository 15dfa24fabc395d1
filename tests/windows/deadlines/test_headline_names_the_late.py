"""The one sentence says who is late, whatever the others' clocks do."""

from __future__ import annotations

from tests.windows import builders as b
from tests.windows.deadlines import scenes as s
from tests.windows.staff import citizen
from windows.cases.headline import headline
from windows.cases.models import Case
from windows.clock import spoken_day
from windows.deadlines.actions import stop_clock


def _stopped(town, *codes: str) -> Case:
    """甲局 has until 16 March, 乙局 until 17 March, 丁局 until 30 March."""
    case = s.accepted(town)
    for code in codes:
        one = s.part(case, code)
        given = {"ground": "test", "reason": "水质送检", "expected_days": 7}
        b.do(stop_clock, one, actor=s.officer(one), **given)
    return Case.objects.get(pk=case.pk)


def test_one_late_one_in_time_one_stopped(town, monday):
    case = _stopped(town, "T9-A")
    assert case.promised_on is None
    assert headline(case).zh == "乙局、丁局正在办，最迟 3 月 30 日（周一）；甲局的期限暂停了。"
    monday.move_to(s.at(3, 18))
    said = headline(case)
    assert said.zh == (
        "乙局超过了 3 月 17 日（周二），督查员正在催办；"
        "丁局正在办，最迟 3 月 30 日（周一）；甲局的期限暂停了。"
    )
    due, last = spoken_day(s.at(3, 17).date()).en, spoken_day(s.at(3, 30).date()).en
    assert said.en == (
        f"Bureau 乙局 is late (due {due}), and a supervisor is pressing for it. Bureau 丁局 is "
        f"working on it, until {last} at the latest; the clock is stopped at Bureau 甲局."
    )
    page = citizen(town.buyer).get(f"/cases/{case.number}/").content.decode()
    assert f'<p class="line">{said.zh}</p>' in page


def test_all_that_run_are_late(town, monday):
    case = _stopped(town, "T9-A")
    monday.move_to(s.at(4, 1))
    assert headline(case).zh == "乙局、丁局超期了，督查员正在催办；甲局的期限暂停了。"


def test_a_late_department_is_named_while_the_whole_is_in_time(town, monday):
    case = _stopped(town)
    assert case.promised_on == s.at(3, 30).date()
    monday.move_to(s.at(3, 17))
    assert headline(case).zh == (
        "甲局超过了 3 月 16 日（周一），督查员正在催办；"
        "乙局、丁局正在办，最迟 3 月 30 日（周一）全部办好。"
    )
    monday.move_to(s.at(3, 31))
    assert "超过了 3 月 30 日（周一），督查员正在催办" in headline(case).zh
