"""A department's system reports what it misses; what goes too far is refused and counted."""

from __future__ import annotations

from uuid import uuid4

import pytest

from portal.accounts.roles import Role
from portal.outbox.drain import drain
from services.models import Department
from tests.windows import builders as b
from tests.windows.api.conftest import Caller, person, staff
from tests.windows.corrections.desks import take, told
from windows.corrections.models import Correction, MissingReport, Overreach


@pytest.fixture
def system(town) -> Caller:
    code = Department.objects.get(name="甲局").code
    return staff(Role.DEPARTMENT_SYSTEM, "system", department_code=code)


@pytest.fixture
def path(case) -> str:
    return f"approvals/{b.approval(case, 'N1-A').pk}/missing/"


def test_it_lists_what_may_be_asked_and_reports_it(town, case, system, path):
    contract = b.slot(case, "n_contract")
    listed = system.read(path)
    assert [(each["slot"], each["element"]) for each in listed["places"]] == [
        (contract.pk, ""),
        (None, "phone"),
        (None, "price"),
    ]
    assert listed["reports"] == []
    body = {"items": [{"slot": contract.pk, "what": "缺页", "what_en": "A page is missing"}]}
    made = system.send(path, body, 201)
    assert [(each["slot"], each["what"], each["notice"]) for each in made] == [
        (contract.pk, {"zh": "缺页", "en": "A page is missing"}, None)
    ]
    take(town, case, "N1-B", "N1-E")
    drain()
    assert [each["notice"] for each in system.read(path)["reports"]] == [1]


def test_it_needs_a_key_and_the_same_key_reports_once(case, system, path):
    body = {"items": [{"element": "price", "what": "不一致"}]}
    address = f"/api/v1/{path}"
    assert system.post(address, body).json()["code"] == "key_missing"
    assert not MissingReport.objects.exists()
    key = uuid4()
    first = system.send(path, body, 201, key=key)
    assert system.send(path, body, 201, key=key) == first
    other = {"items": [{"element": "phone", "what": "不一致"}]}
    assert system.send(path, other, 422, key=key)["code"] == "key_reused"
    assert [each.element for each in MissingReport.objects.all()] == ["price"]


def test_what_is_not_in_the_guide_is_refused_and_counted_once(case, system, path):
    plan = b.slot(case, "n_plan")
    body = {
        "items": [
            {"element": "price", "what": "不一致"},
            {"what": "再交一份担保书"},
            {"slot": plan.pk, "what": "平面图不对"},
        ]
    }
    key = uuid4()
    for _time in range(2):
        refused = system.send(path, body, 422, key=key)
    assert refused["code"] == "not_in_guide"
    assert [each["what"] for each in refused["details"]] == ["再交一份担保书", "平面图不对"]
    assert not MissingReport.objects.exists()
    rows = Overreach.objects.order_by("pk").values_list("kind", "asked", "department__name")
    assert list(rows) == [
        ("not_in_guide", "再交一份担保书", "甲局"),
        ("not_in_guide", "平面图不对", "甲局"),
    ]


def test_a_second_notice_is_refused(town, case, system, path):
    told(town, case)
    body = {"items": [{"element": "phone", "what": "打不通"}]}
    assert system.send(path, body, 409)["code"] == "approval_closed"
    caller = person(town.buyer)
    contract = b.slot(case, "n_contract")
    notice = caller.read(f"cases/{case.number}/correction/")["correction"]
    assert notice["of_departments"] is True
    assert [(each["slot"], each["element"], each["matter"]) for each in notice["items"]] == [
        (contract.pk, "", "N1-A"),
        (None, "price", "N1-A"),
    ]
    missing = caller.send(f"cases/{case.number}/correction/answer/", status=422)
    assert missing["code"] == "incomplete_case"
    sent = caller.post(
        f"/api/v1/cases/{case.number}/slots/{contract.pk}/document/",
        {"file": b.pdf("新.pdf")},
        format="multipart",
        headers={"Idempotency-Key": str(uuid4())},
    )
    assert sent.status_code in (200, 201), sent.content
    assert caller.send(f"cases/{case.number}/correction/answer/")["state"] == "accepted"
    assert system.send(path, body, 409)["code"] == "told_already"
    assert Overreach.objects.get().kind == "told_already"
    again = {"items": [{"slot": contract.pk, "what": "新合同也缺页"}]}
    system.send(path, again, 201)
    drain()
    assert Correction.objects.get(round=2).items.get().what == "新合同也缺页"


def test_it_is_taken_back_until_it_is_told(town, case, system, path):
    made = system.send(path, {"items": [{"element": "price", "what": "不一致"}]}, 201)
    address = f"/api/v1/{path}{made[0]['id']}/"
    assert system.delete(address).json()["reports"] == []
    assert system.delete(address).json()["code"] == "report_gone"
    assert not MissingReport.objects.exists()
