"""The clock over HTTP: the same acts, the same refusals, each done once."""

from __future__ import annotations

import pytest

from portal.accounts.models import SignLevel, Staff
from portal.accounts.roles import Role
from services.models import Department
from tests.windows import builders as b
from tests.windows.api.conftest import Caller, staff
from windows.approvals.models import Approval
from windows.deadlines.models import ClockStop, Extension
from windows.writs.models import Writ

STOP = {"ground": "test", "reason": "水质送检", "expected_days": 7}


@pytest.fixture
def part(town) -> Approval:
    return b.approval(b.accepted_case(town), "T1-E")


@pytest.fixture
def head(town) -> Caller:
    code = Department.objects.get(name="戊局").code
    caller = staff(Role.OFFICER, "head", region_code=b.REGION, department_code=code)
    Staff.objects.filter(user__username="head").update(level=SignLevel.HEAD)
    return caller


def test_stop_and_resume(part, systems):
    system, path = systems["戊局"], f"approvals/{part.pk}"
    running = system.read(f"{path}/clock/")
    assert (running["state"], running["stops"], running["extension"]) == ("dispatched", [], None)
    assert running["days"]["rows"][-1]["on"] == running["due_on"]
    told = system.send(f"{path}/stop/", STOP)
    assert (told["state"], told["due_on"]) == ("stopped", None)
    assert told["days"]["is_standing"] is True
    (stop,) = told["stops"]
    assert (stop["basis"], stop["until"]) == ("《中华人民共和国行政许可法》第四十五条", None)
    told = system.send(f"{path}/resume/", {"outcome": "合格"})
    assert (told["state"], told["due_on"]) == ("in_review", running["due_on"])
    assert told["stops"][0]["outcome"] == "合格"


def test_the_same_key_stops_it_once(part, systems):
    path = f"approvals/{part.pk}/stop/"
    first = systems["戊局"].send(path, STOP, key="once")
    assert systems["戊局"].send(path, STOP, key="once") == first
    assert ClockStop.objects.count() == Writ.objects.filter(kind="procedure").count() == 1
    told = systems["戊局"].send(path, {**STOP, "ground": "hearing"}, 422, key="once")
    assert told["code"] == "key_reused"


@pytest.mark.law("行政许可法 45")
@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({**STOP, "ground": "holiday"}, 422, "bad_input"),
        ({**STOP, "ground": "correction"}, 422, "bad_input"),
        ({**STOP, "ground": "statute"}, 422, "no_such_ground"),
        ({**STOP, "ground": "agent"}, 422, "agent_time_counts"),
        ({**STOP, "reason": ""}, 422, "stop_needs_reason"),
        ({"ground": "test", "reason": "送检"}, 422, "stop_needs_reason"),
    ],
)
def test_a_pause_without_ground_is_refused_and_nothing_changes(part, systems, body, status, code):
    before = b.snapshot(part.case)
    assert systems["戊局"].send(f"approvals/{part.pk}/stop/", body, status)["code"] == code
    assert b.unchanged(part.case, before, "clock.stop_refused")
    assert not ClockStop.objects.exists()


def test_another_department_and_other_people_find_nothing(part, systems, supervisor, me):
    before = b.snapshot(part.case)
    for act in ("stop", "resume", "extension", "extension/answer"):
        path = f"approvals/{part.pk}/{act}/"
        body = {**STOP, "days": 1, "is_granted": True}
        assert systems["甲局"].send(path, body, 404)["code"] == "approval_not_found"
        assert me.send(path, body, 403)["code"] == "role_not_allowed"
    assert supervisor.send(f"approvals/{part.pk}/stop/", STOP, 403)["code"] == "role_not_allowed"
    assert b.snapshot(part.case) == before
    assert systems["戊局"].send(f"approvals/{part.pk}/resume/", {}, 409)["code"] == "clock_runs"


@pytest.mark.law("行政许可法 42")
def test_asked_by_the_system_granted_by_the_head(part, systems, head):
    system, path = systems["戊局"], f"approvals/{part.pk}/extension/"
    assert system.send(path, {"days": 11, "reason": "复杂"}, 422)["code"] == "extension_too_long"
    told = system.send(path, {"days": 5, "reason": "案情复杂"})
    assert (told["extension"]["days"], told["extension"]["is_granted"]) == (5, None)
    assert system.send(path, {"days": 5, "reason": "再来"}, 409)["code"] == "extended_already"
    answer = f"{path}answer/"
    assert system.send(answer, {"is_granted": True}, 403)["code"] == "not_the_head"
    granted = head.send(answer, {"is_granted": True})
    assert granted["extension"]["is_granted"] is True
    assert granted["due_on"] > told["due_on"]
    assert head.send(answer, {"is_granted": False}, 409)["code"] == "extension_answered"
    assert Extension.objects.get().is_granted is True
