"""The supervisor's pages: who is near or late, silent, stopped for too long, asking too much."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.utils import timezone

from portal.accounts.models import Staff
from portal.accounts.roles import Role
from portal.outbox.drain import drain
from tests.windows import builders as b
from tests.windows.letters.conftest import me, posted
from tests.windows.letters.test_send import moody, tell
from tests.windows.staff import post
from windows.approvals.models import Approval
from windows.corrections.models import Overreach
from windows.deadlines.actions import stop_clock
from windows.intake.silence import accept_by_silence
from windows.letters.transports.base import Refused
from windows.messages.actions import ask
from windows.pickup.models import Pickup

__all__ = ["me", "moody", "posted"]
MONDAY = "2026-06-15T10:00+08:00"


@pytest.fixture(autouse=True)
def _on_a_monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def supervisor():
    return post("督查", Role.SUPERVISOR)[0]


def page(client, name, query="") -> str:
    answer = client.get(f"/supervision/{name}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def due(part, day) -> None:
    Approval.objects.filter(pk=part.pk).update(due_on=day)


def test_every_page_says_so_when_there_is_nothing(town, supervisor):
    assert "没有快到期的，也没有超期的" in page(supervisor, "days/")
    assert "没有暂停的" in page(supervisor, "stops/")
    assert "没有等答复的延长" in page(supervisor, "extensions/")
    assert "都按时答复了" in page(supervisor, "silence/")
    assert "没有多要的" in page(supervisor, "overreach/")
    assert "没有超期的" in page(supervisor, "")


def test_the_overview_says_first_what_is_red_and_what_turns_red(town, supervisor):
    case = b.accepted_case(town)
    red, turning = b.approval(case, "T1-A"), b.approval(case, "T1-E")
    due(red, dt.date(2026, 6, 1))
    due(turning, dt.date(2026, 6, 8))
    shown = page(supervisor, "")
    said = shown.index("1 件已经是红牌。")
    assert said < shown.index("1 件在 2 个工作日内会变红。") < shown.index("哪些部门快到期")
    only = page(supervisor, "days/", "?card=turning")
    rows = only.partition("<tbody>")[2]
    assert turning.matter_edition.name in rows
    assert red.matter_edition.name not in rows


def test_the_overview_counts_late_messages_and_letters_that_were_given_up(
    town, supervisor, me, moody
):
    case = b.accepted_case(town)
    moody.mood = [Refused("HTTP 401")]
    tell(case)
    drain()
    with time_machine.travel("2026-06-10T10:00+08:00", tick=False):
        b.do(ask, case, text="还要多久？", actor=town.me)
    shown = page(supervisor, "")
    tiles = re.findall(r"<b>(\d+)</b><strong>([^<]+)</strong>", shown)
    counted = {name: int(number) for number, name in tiles}
    assert (counted["过期没有答复的留言"], counted["没有发出的信"]) == (1, 1)
    assert (counted["红牌"], len(counted)) == (0, 8)


def test_cards_by_department_and_one_by_one(town, supervisor):
    case = b.accepted_case(town)
    first, alone = b.approval(case, "T1-A"), b.approval(case, "T1-E")
    due(first, dt.date(2026, 6, 1))
    due(alone, dt.date(2026, 6, 16))
    shown = page(supervisor, "days/")
    assert "红牌 1" in shown
    assert "预警 1" in shown
    assert "超 10 个工作日" in shown
    assert shown.index("甲局</td>") < shown.index("戊局</td>")
    assert f'href="/supervision/cases/{case.number}/"' in shown
    red = page(supervisor, "days/", "?card=red")
    assert "甲局</td>" in red
    assert "戊局</td>" not in red
    of_one = page(supervisor, "days/", f"?department={alone.department.code}")
    assert "戊局</td>" in of_one
    assert "甲局</td>" not in of_one
    assert "一件也没有" in page(supervisor, "days/", "?card=yellow")
    assert "一件也没有" in page(supervisor, "days/", "?thing=T2")
    assert "红牌 1" in page(supervisor, "")
    Staff.objects.filter(user__username="督查").update(region_code="330200")
    assert "没有快到期的，也没有超期的" in page(supervisor, "days/")


def test_stops_with_how_long_beyond_what_was_said(town, supervisor):
    case = b.accepted_case(town)
    first, alone = b.approval(case, "T1-A"), b.approval(case, "T1-E")
    for part, ground, days in ((first, "hearing", 3), (alone, "test", 30)):
        how = {"ground": ground, "reason": f"要{ground}", "expected_days": days}
        b.do(stop_clock, part, actor=town.officer(part), **how)
    with time_machine.travel("2026-06-24T10:00+08:00", tick=False):
        shown = page(supervisor, "stops/")
        assert "1 件超过预计时间" in shown
        # said until the 18th; then come the 22nd, 23rd and 24th, after the Dragon Boat holidays
        assert "6 月 18 日（周四）" in shown
        assert '<span class="chip amber">3 个工作日</span>' in shown
        assert "要test" in shown
        late = page(supervisor, "stops/", "?show=late")
        assert "要hearing" in late
        assert "要test" not in late
        assert "要hearing" not in page(supervisor, "stops/", "?ground=test")
        assert "没有暂停的" in page(supervisor, "stops/", "?ground=auction")


def test_what_was_accepted_by_silence(town, supervisor):
    case = b.submitted_case(town)
    with time_machine.travel("2026-06-30T10:00+08:00", tick=False):
        b.do(accept_by_silence, case)
        drain()
        shown = page(supervisor, "silence/")
        assert f'href="/supervision/cases/{case.number}/"' in shown
        assert "6 月 15 日（周一）" in shown
        assert "1 件" in shown
        assert "一件也没有" in page(supervisor, "silence/", "?thing=T2")
    Staff.objects.filter(user__username="督查").update(region_code="330200")
    assert "都按时答复了" in page(supervisor, "silence/")


def test_results_that_did_not_reach_the_person_in_time(town, supervisor):
    case = b.finished_case(town)
    assert "没有逾期没送达的" in page(supervisor, "deliveries/")
    Pickup.objects.filter(case=case).update(method="post", deliver_by=dt.date(2026, 6, 11))
    shown = page(supervisor, "deliveries/")
    assert f'href="/supervision/cases/{case.number}/"' in shown
    assert "6 月 11 日（周四）" in shown
    assert "2 个工作日</td>" in shown
    assert case.number in page(supervisor, "deliveries/", "?method=post")
    assert "没有逾期没送达的" in page(supervisor, "deliveries/", "?method=locker")


def test_what_was_asked_too_much_is_counted_by_department(town, supervisor):
    part = b.approval(b.accepted_case(town), "T1-A")
    for kind, asked in (
        ("not_in_guide", "社区证明"),
        ("told_already", "合同"),
        ("too_late", "照片"),
    ):
        Overreach.objects.create(
            approval=part,
            department=part.department,
            kind=kind,
            asked=asked,
            at=timezone.now(),
            by_name="小甲",
        )
    shown = page(supervisor, "overreach/")
    assert "指南没有 1" in shown
    assert "再次告知 1" in shown
    assert "过期才要 1" in shown
    assert "社区证明" in shown
    only = page(supervisor, "overreach/", "?kind=told_already")
    assert "合同" in only
    assert "社区证明" not in only
    assert "一条也没有" in page(supervisor, "overreach/", "?department=nobody")


def test_only_supervisors(town):
    officer, _ = post("小甲", Role.OFFICER, department="330100-甲局")
    for name in ("days", "stops", "extensions", "silence", "overreach", "deliveries"):
        assert officer.get(f"/supervision/{name}/").status_code == 403
