"""Answers of departments' systems: whatever is wrong is refused, recorded, and changes nothing."""

from __future__ import annotations

import time

import pytest

from tests.windows import builders as b
from tests.windows.departments.conftest import connect
from windows.departments.models import Callback


@pytest.fixture
def said(town, first):
    """A case that has reached 甲局, and what its system would say to grant it."""
    case = b.accepted_case(town)
    approval = b.approval(case, "T1-A")
    assert approval.state == "dispatched"
    return {"case": case.number, "approval": approval.pk, "verb": "grant"}


def state_of(said) -> str:
    return b.Approval.objects.get(pk=said["approval"]).state


def records() -> list[tuple[int, str]]:
    return list(Callback.objects.order_by("pk").values_list("status", "outcome"))


def test_a_signed_answer_decides(first, said):
    reply = first.call(said)
    assert (reply.status_code, reply.json()["state"]) == (200, "approved")
    assert state_of(said) == "approved"
    assert records() == [(200, "done")]


WRONG = {
    "wrong signature": ({"secret": "another"}, 401, "signature_wrong"),
    "no signature": ({"signature": ""}, 401, "signature_wrong"),
    "signed for another path": ({"path": "/api/v1/other/"}, 401, "signature_wrong"),
    "unknown key": ({"key_id": "nobody"}, 401, "signature_wrong"),
    "old timestamp": ({"timestamp": int(time.time()) - 301}, 401, "timestamp_old"),
    "from the future": ({"timestamp": int(time.time()) + 4000}, 401, "timestamp_old"),
    "no time at all": ({"timestamp": "yesterday"}, 401, "timestamp_old"),
    "no key": ({"key": ""}, 422, "callback_key_missing"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_not_genuine(first, said, what):
    odd, status, code = WRONG[what]
    reply = first.call(said, **odd)
    assert (reply.status_code, reply.json()["code"]) == (status, code)
    assert state_of(said) == "dispatched"
    assert records() == [(status, code)]


CONTENT = {
    "unknown case": ({"case": "330100-20200101-000001-1"}, 404, "approval_not_found"),
    "unknown approval": ({"approval": 999_999_999}, 404, "approval_not_found"),
    "unknown verb": ({"verb": "burn"}, 422, "callback_unreadable"),
    "denied without a reason": ({"verb": "deny"}, 422, "reason_missing"),
    "a pause without a ground": (
        {"verb": "stop", "reason": "再看看", "expected_days": 5},
        422,
        "no_such_ground",
    ),
}


@pytest.mark.parametrize("what", CONTENT)
def test_what_cannot_be_done(first, said, what):
    odd, status, code = CONTENT[what]
    reply = first.call(said | odd)
    assert (reply.status_code, reply.json()["code"]) == (status, code)
    assert state_of(said) == "dispatched"
    assert records() == [(status, code)]


def test_a_decision_for_another_department(first, said):
    other = connect("乙局")
    reply = other.call(said)
    assert (reply.status_code, reply.json()["code"]) == (404, "approval_not_found")
    assert state_of(said) == "dispatched"


@pytest.mark.parametrize("body", [b"{", b"[]", b'"x"', b"[" * 100_000], ids=len)
def test_what_is_no_answer(first, said, body):
    reply = first.call(body)
    assert (reply.status_code, reply.json()["code"]) == (422, "callback_unreadable")


def test_fifty_megabytes_are_not_read(first, said):
    reply = first.call(b"x" * (50 * 1024 * 1024))
    assert (reply.status_code, reply.json()["code"]) == (413, "callback_too_large")
    assert records() == [(413, "callback_too_large")]
    assert state_of(said) == "dispatched"


def test_twice_is_once(first, said):
    one, two = first.call(said), first.call(said)
    assert one.json() == two.json()
    assert records() == [(200, "done")]


def test_the_same_decision_under_another_key_is_no_fault(first, said):
    first.call(said)
    reply = first.call(said, key="k2")
    assert (reply.status_code, reply.json()["state"]) == (200, "approved")


def test_the_same_key_with_another_body(first, said):
    first.call(said)
    reply = first.call(said | {"verb": "deny", "reason": "改主意了"})
    assert (reply.status_code, reply.json()["code"]) == (409, "callback_key_reused")
    assert state_of(said) == "approved"


def test_out_of_order_a_take_up_after_the_decision_is_refused_without_harm(first, said):
    first.call(said)
    reply = first.call(said | {"verb": "take_up"}, key="k0")
    assert (reply.status_code, reply.json()["code"]) == (409, "approval_closed")
    assert state_of(said) == "approved"


def test_a_disconnected_system_is_a_stranger(first, said):
    first.row.is_active = False
    first.row.save()
    assert first.call(said).status_code == 401
    assert state_of(said) == "dispatched"
