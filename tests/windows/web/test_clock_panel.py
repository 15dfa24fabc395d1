"""The officer's page: the days, stop, resume, ask for more, answer as the head."""

from __future__ import annotations

import pytest
import time_machine

from portal.accounts.models import SignLevel
from portal.accounts.roles import Role
from tests.windows import builders as b
from tests.windows.staff import post
from windows.approvals.models import Approval
from windows.cases.models import Case
from windows.deadlines.actions import ask_extension
from windows.deadlines.arithmetic import clock_of
from windows.deadlines.models import ClockStop, Extension
from windows.writs.models import Writ

MONDAY = "2026-06-15T10:00+08:00"
STOP = {"ground": "expert_review", "expected_days": "12", "stop_reason": "请专家看图纸"}
ASK = {"kind": "single", "days": "5", "extend_reason": "案情复杂"}


@pytest.fixture(autouse=True)
def _on_a_monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def part(town) -> Approval:
    return b.approval(b.accepted_case(town), "T1-E")


@pytest.fixture
def officer(part):
    return post("小戊", Role.OFFICER, department=part.department.code)


@pytest.fixture
def head(part):
    return post("戊局长", Role.OFFICER, department=part.department.code, level=SignLevel.HEAD)


def page(client, part) -> str:
    return client.get(f"/inbox/{part.pk}/").content.decode()


def act(client, part, verb, body=None):
    return client.post(f"/inbox/{part.pk}/clock/{verb}/", body or {})


def fresh(part) -> Approval:
    return Approval.objects.get(pk=part.pk)


REFUSED_STOPS = [
    ({"ground": "lunch"}, "这不是可以暂停计时的情形"),
    ({"ground": "procedure:午休"}, "这不是可以暂停计时的情形"),
    ({"ground": "correction"}, "这不是可以暂停计时的情形"),
    ({"stop_reason": " "}, "没有写明为什么暂停"),
    ({"expected_days": "99999"}, "没有写明为什么暂停"),
    ({"expected_days": "很久"}, "没有写明为什么暂停"),
]


def test_a_refusal_keeps_what_was_typed_and_changes_nothing(part, officer):
    before = b.snapshot(part.case)
    for change, said in REFUSED_STOPS:
        typed = STOP | change
        answer = act(officer[0], part, "stop", typed)
        shown = answer.content.decode()
        assert answer.status_code == 422
        assert said in shown
        assert f'value="{typed["expected_days"]}"' in shown
        assert f">{typed['stop_reason']}</textarea>" in shown
        assert '<textarea id="reason" name="reason" rows="3" maxlength="1000"></textarea>' in shown
    for days in ("11", "0", "-3", "九十", "1e3"):
        answer = act(officer[0], part, "extend", ASK | {"days": days})
        shown = answer.content.decode()
        assert answer.status_code == 422
        assert "最多可以延长 10" in shown
        assert f'value="{days}"' in shown
        assert ">案情复杂</textarea>" in shown
    answer = act(officer[0], part, "resume", {"outcome": "好"})
    assert answer.status_code == 409
    assert "没有暂停" in answer.content.decode()
    assert act(officer[0], part, "rewind").status_code == 404
    department = b.approval(part.case, "T1-A").department.code
    stranger, _ = post("小甲", Role.OFFICER, department=department)
    for verb in ("stop", "resume", "extend", "allow", "decline"):
        assert act(stranger, part, verb, STOP | ASK).status_code == 404
    assert b.unchanged(part.case, before, *["clock.stop_refused"] * len(REFUSED_STOPS))
    assert not ClockStop.objects.exists()
    assert not Extension.objects.exists()


def test_stop_and_resume(part, officer):
    client = officer[0]
    shown = page(client, part)
    assert "戊局在办，6 月 15 日（周一）起算，最迟 6 月 16 日（周二）" in shown
    assert "到今天用了 0 日，共 1 日，还剩 1 日" in shown
    table = clock_of(part).table
    assert table is not None
    assert table.sentence.zh in shown, "What the case page says, in the same words."
    assert 'class="begins gone today"' in shown
    assert 'class="counts last"' in shown
    for ground in ("听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审"):
        assert f">{ground}</option>" in shown
    assert "等申请人补正</option>" not in shown
    answer = act(client, part, "stop", STOP)
    assert (answer.status_code, answer.url) == (302, f"/inbox/{part.pk}/#clock")
    stop = ClockStop.objects.get(approval=part)
    assert (stop.ground, stop.expected_days, stop.reason) == ("expert_review", 12, "请专家看图纸")
    writ = Writ.objects.get(approval=part)
    assert writ.kind == "procedure"
    shown = page(client, part)
    assert "戊局在办；6 月 15 日（周一）起暂停：请专家看图纸" in shown
    assert f"/cases/{part.case.number}/writs/{writ.pk}/" in shown
    assert 'id="ground"' not in shown
    number = part.case.number
    assert number not in client.get("/inbox/").content.decode()
    assert number in client.get("/inbox/?state=stopped").content.decode()
    with time_machine.travel("2026-06-18T09:00+08:00", tick=False):
        assert act(client, part, "resume", {"outcome": "专家同意"}).status_code == 302
        shown = page(client, part)
    assert "结果：专家同意" in shown
    assert "6 月 18 日（周四）恢复" in shown
    # 19 to 21 June are the Dragon Boat holidays: the one day left is the Monday after.
    assert fresh(part).due_on.isoformat() == "2026-06-22"
    assert "没有暂停的" in client.get("/inbox/?state=stopped").content.decode()


def test_the_head_finds_a_request_and_grants_it(part, officer, head):
    due = part.due_on
    assert act(officer[0], part, "extend", ASK).status_code == 302
    assert fresh(part).due_on == due
    shown = page(officer[0], part)
    assert "小戊于 6 月 15 日（周一） 10:00申请延长 5 个工作日" in shown
    assert "等本部门负责人答复，提出的人不能自己批准" in shown
    assert "批准延长</button>" not in shown
    assert act(officer[0], part, "allow").status_code == 403
    assert f'href="/inbox/{part.pk}/#clock"' in head[0].get("/inbox/").content.decode()
    assert "请您答复" not in officer[0].get("/inbox/").content.decode()
    assert "批准延长</button>" in page(head[0], part)
    assert act(head[0], part, "allow").status_code == 302
    # One day and five more, over the Dragon Boat holidays of 19 to 21 June.
    assert fresh(part).due_on.isoformat() == "2026-06-24"
    writ = Writ.objects.get(approval=part)
    assert (writ.kind, writ.issued_by_name) == ("extension", "戊局长")
    assert "已批准" in page(officer[0], part)
    assert "请您答复" not in head[0].get("/inbox/").content.decode()


def test_the_head_declines_and_never_answers_a_request_of_their_own(part, officer, head):
    due = part.due_on
    b.do(ask_extension, part, kind="single", days=5, reason="案情复杂", actor=head[1])
    assert "请您答复" not in head[0].get("/inbox/").content.decode()
    assert "批准延长</button>" not in page(head[0], part)
    assert act(head[0], part, "allow").status_code == 403
    assert Extension.objects.get().answered_at is None
    deputy, _ = post("副局长", Role.OFFICER, department=part.department.code, level=SignLevel.HEAD)
    assert act(deputy, part, "decline").status_code == 302
    assert Extension.objects.get().is_granted is False
    assert fresh(part).due_on == due
    assert not Writ.objects.filter(approval=part).exists()


def test_a_joint_one_is_for_the_head_of_the_government(part, officer, head):
    plan = part.case.plan | {"jointly": ["T1-E"]}
    Case.objects.filter(pk=part.case_id).update(plan=plan)
    b.do(ask_extension, part, kind="joint", days=15, reason="几个部门会商", actor=officer[1])
    assert "等本级政府负责人答复" in page(head[0], part)
    assert act(head[0], part, "allow").status_code == 404
    watcher, _ = post("督查", Role.SUPERVISOR)
    shown = watcher.get("/supervision/extensions/").content.decode()
    assert "几个部门会商" in shown
    assert "您不是负责人，只能查看" in shown
    assert "批准延长</button>" not in shown
    address = f"/supervision/extensions/{part.pk}/allow/"
    refused = watcher.post(address)
    assert refused.status_code == 403
    assert "延长要由负责人批准" in refused.content.decode()
    assert Extension.objects.get().answered_at is None
    mayor, _ = post("副市长", Role.SUPERVISOR, level=SignLevel.HEAD)
    assert "批准延长</button>" in mayor.get("/supervision/extensions/").content.decode()
    assert mayor.post(f"/supervision/extensions/{part.pk}/perhaps/").status_code == 404
    assert mayor.post(address).status_code == 302
    # One day and fifteen more, over the Dragon Boat holidays of 19 to 21 June.
    assert fresh(part).due_on.isoformat() == "2026-07-08"
    assert "没有等答复的延长" in mayor.get("/supervision/extensions/").content.decode()
