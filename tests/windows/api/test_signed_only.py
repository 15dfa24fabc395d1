"""A connected system says what it says by signed callbacks; its token only reads."""

from __future__ import annotations

import pytest
from rest_framework.authtoken.models import Token

from tests.windows import builders as b
from tests.windows.api.conftest import Caller
from tests.windows.departments.conftest import ADMIN, connect
from windows.departments.actions import disconnect_system

WRITES = {
    "take-up/": {},
    "decide/": {"granted": True},
    "stop/": {"ground": "test", "reason": "送检", "expected_days": 7},
    "resume/": {},
    "extension/": {"days": 5, "reason": "案情复杂"},
    "missing/": {"items": [{"element": "price", "what": "不一致"}]},
}


def by_token(account_id: int) -> Caller:
    caller = Caller()
    caller.credentials(HTTP_AUTHORIZATION=f"Token {Token.objects.get(user=account_id).key}")
    return caller


@pytest.fixture
def part(town):
    return b.approval(b.accepted_case(town), "T1-A")


def test_its_token_reads_and_does_nothing_else(part):
    first = connect("甲局")
    caller = by_token(first.row.account_id)
    before = b.snapshot(part.case)
    for path in ("", "missing/", "clock/"):
        caller.read(f"approvals/{part.pk}/{path}")
    for path, body in WRITES.items():
        told = caller.send(f"approvals/{part.pk}/{path}", body, 403)
        assert told["code"] == "use_callbacks"
        assert "/api/v1/callbacks/" in told["what_to_do"]
    gone = caller.delete(f"/api/v1/approvals/{part.pk}/missing/1/")
    assert (gone.status_code, gone.json()["code"]) == (403, "use_callbacks")
    assert b.snapshot(part.case) == before


def test_a_program_without_a_connection_decides_by_token(part, systems):
    told = systems["甲局"].send(f"approvals/{part.pk}/decide/", {"granted": True})
    assert told["state"] == "approved"


def test_a_disconnected_systems_token_opens_nothing(part):
    first = connect("甲局")
    caller = by_token(first.row.account_id)
    b.do(disconnect_system, first.row, actor=ADMIN)
    assert caller.send(f"approvals/{part.pk}/decide/", {"granted": True}, 401)


def test_the_document_says_what_a_decision_may_be_told(nobody):
    document = nobody.get("/api/schema/", {"format": "json"}).content.decode()
    for code in (
        "took_it_in",
        "own_case",
        "given_to_another",
        "level_too_low",
        "signed_already",
        "proposal_differs",
        "still_to_follow",
        "use_callbacks",
    ):
        assert code in document
    assert "is a proposal until the last level" in document
