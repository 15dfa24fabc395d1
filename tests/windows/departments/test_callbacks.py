"""Answers of departments' systems: whatever is wrong is refused, recorded, and changes nothing."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from rest_framework.authtoken.models import Token

from tests.windows import builders as b
from tests.windows.departments.conftest import ADMIN, connect
from windows.assignments.routing import reroute
from windows.corrections.actions import answer_correction
from windows.corrections.collecting import collect_reports
from windows.corrections.models import MissingReport, Overreach
from windows.departments import receiving
from windows.departments.actions import GRACE, renew_secret
from windows.departments.models import Callback
from windows.departments.queries import last_answers


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
    "years from now": ({"timestamp": 999_999_999_999}, 401, "timestamp_old"),
    "from before 1970": ({"timestamp": -5}, 401, "timestamp_old"),
    "from the future": ({"timestamp": int(time.time()) + 4000}, 401, "timestamp_old"),
    "no time at all": ({"timestamp": "yesterday"}, 401, "timestamp_old"),
    "no key": ({"key": ""}, 422, "callback_key_missing"),
    "too long a key": ({"key": "k" * 121}, 422, "callback_key_missing"),
    "a key with spaces": ({"key": "k 1"}, 422, "callback_key_missing"),
    "a recording with a fresh time": (
        {"timestamp": int(time.time()) + 1, "signature": "v1=" + "0" * 64},
        401,
        "signature_wrong",
    ),
    "another body under the same signature": ({"raw": b"{}"}, 401, "signature_wrong"),
    "signature that is no text": ({"signature": "v1=\u00e9"}, 401, "signature_wrong"),
    "key id that is no text": ({"key_id": "\u00e9"}, 401, "signature_wrong"),
    "a form": (
        {"content_type": "application/x-www-form-urlencoded"},
        415,
        "callback_wrong_type",
    ),
    "plain text": ({"content_type": "text/plain"}, 415, "callback_wrong_type"),
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
    "an approval out of all bounds": ({"approval": 10**30}, 422, "callback_unreadable"),
    "a case that is a list": ({"case": ["x"]}, 422, "callback_unreadable"),
    "NUL in a reason": ({"verb": "deny", "reason": "a\x00b"}, 422, "callback_unreadable"),
    "NUL in a verb": ({"verb": "gr\x00nt"}, 422, "callback_unreadable"),
    "half a character": ({"verb": "deny", "reason": "\ud800"}, 422, "callback_unreadable"),
    "half a character as a verb": ({"verb": "\ud800"}, 422, "callback_unreadable"),
    "nothing that is missing": ({"verb": "missing"}, 422, "callback_unreadable"),
    "missing, in no words": (
        {"verb": "missing", "missing": [{"element": "price", "what": " "}]},
        422,
        "callback_unreadable",
    ),
    "a pause without a reason": (
        {"verb": "stop", "ground": "hearing", "expected_days": 5},
        422,
        "stop_needs_reason",
    ),
    "going on before it stood": ({"verb": "resume"}, 409, "clock_runs"),
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


NO_ANSWER = {
    "cut off": b"{",
    "a list": b"[]",
    "a text": b'"x"',
    "nothing but a space": b" ",
    "deep lists": b"[" * 100_000,
    "deep objects": b'{"a":' * 100_000,
    "NaN": b'{"case": "x", "approval": NaN, "verb": "grant"}',
    "no end": b'{"case": "x", "approval": -Infinity, "verb": "grant"}',
    "a number of 5000 digits": b'{"approval": ' + b"9" * 5000 + b"}",
    "not UTF-8": '{"verb": "准予"}'.encode("gbk"),
    "UTF-16": '{"verb": "grant"}'.encode("utf-16"),
    "a name twice": b'{"verb": "grant", "verb": "deny"}',
}


@pytest.mark.parametrize("what", NO_ANSWER)
def test_what_is_no_answer(first, said, what):
    reply = first.call(NO_ANSWER[what])
    assert (reply.status_code, reply.json()["code"]) == (422, "callback_unreadable")
    assert state_of(said) == "dispatched"
    assert records() == [(422, "callback_unreadable")]


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


def test_a_refused_answer_frees_its_key(first, said):
    assert first.call(said | {"verb": "deny"}).status_code == 422
    reply = first.call(said | {"verb": "deny", "reason": "不符合条件"})
    assert (reply.status_code, state_of(said)) == (200, "denied")
    assert records() == [(422, "reason_missing"), (200, "done")]


def test_a_copy_is_answered_as_such(first, said):
    assert "Idempotency-Replayed" not in first.call(said)
    assert first.call(said)["Idempotency-Replayed"] == "true"


def test_it_begins_stops_and_goes_on(first, said):
    steps = {
        "take_up": ({}, "in_review"),
        "stop": ({"ground": "hearing", "reason": "听证", "expected_days": 10}, "stopped"),
        "resume": ({"reason": "听证完毕"}, "in_review"),
        "grant": ({}, "approved"),
    }
    for verb, (more, state) in steps.items():
        for key in (verb, f"{verb}, said again"):
            if (verb, key) != ("resume", "resume, said again"):
                reply = first.call(said | {"verb": verb} | more, key=key.replace(" ", "-"))
                assert (reply.status_code, reply.json().get("state")) == (200, state)
    assert state_of(said) == "approved"


def test_a_stop_that_arrives_after_its_own_end_is_overtaken(first, said):
    stop = {"verb": "stop", "ground": "hearing", "reason": "听证", "expected_days": 10, "order": 1}
    early = first.call(said | {"verb": "resume", "order": 2}, key="resume")
    assert (early.status_code, early.json()["code"]) == (409, "clock_runs")
    late = first.call(said | stop, key="stop")
    assert (late.status_code, late.json()["code"]) == (409, "callback_overtaken")
    assert late.json()["details"] == [{"latest": 2, "state": "dispatched"}]
    assert state_of(said) == "dispatched"
    assert first.call(said | {"order": 3}, key="grant").status_code == 200


def test_each_system_counts_by_itself(town, first, said):
    assert first.call(said | {"verb": "take_up", "order": 9}, key="begun").status_code == 200
    other = connect("乙局")
    part = b.Approval.objects.get(pk=said["approval"])
    b.do(reroute, part, department=other.row.department, why="归乙局管", actor=town.supervisor)
    reply = other.call(said | {"order": 1})
    assert (reply.status_code, reply.json()["state"]) == (200, "approved")


RECORDED = {
    "old timestamp": {"timestamp": int(time.time()) - 301},
    "no key": {"key": ""},
}


@pytest.mark.parametrize("what", RECORDED)
def test_what_is_genuine_and_refused_is_on_the_systems_own_record(first, said, what):
    first.call(said, **RECORDED[what])
    assert Callback.objects.get().system == first.row


def test_what_claims_its_key_is_shown_with_it_and_is_not_its_own(first, said):
    first.call(said, secret="another")
    first.call(said, key_id="nobody")
    (shown,) = last_answers(first.row)
    assert (shown.outcome, shown.system) == ("signature_wrong", None)


def test_a_recording_sent_again_and_again_does_not_fill_the_database(first, said, monkeypatch):
    monkeypatch.setattr(receiving, "STRANGERS_A_MINUTE", 2)
    for _ in range(4):
        assert first.call(said, timestamp=int(time.time()) - 301).status_code == 401
    assert records() == [(401, "timestamp_old")] * 2


def test_a_decision_before_the_beginning_is_one(first, said):
    assert first.call(said | {"order": 2}, key="answer").status_code == 200
    reply = first.call(said | {"verb": "take_up", "order": 1}, key="begun")
    assert (reply.status_code, reply.json()["code"]) == (409, "callback_overtaken")
    assert state_of(said) == "approved"


def test_a_decision_after_the_withdrawal(first, said, town):
    case = b.Case.objects.get(number=said["case"])
    b.do(b.actions.withdraw, case, reason="不买了", actor=town.me)
    before = b.snapshot(case)
    reply = first.call(said)
    assert (reply.status_code, reply.json()["code"]) == (409, "approval_closed")
    assert b.snapshot(case) == before
    assert records() == [(409, "approval_closed")]


def test_it_says_what_is_missing(first, said):
    case = b.Case.objects.get(number=said["case"])
    item = {"slot": b.slot(case, "t_contract").pk, "what": "合同缺第 3 页"}
    reply = first.call(said | {"verb": "missing", "missing": [item]})
    assert reply.status_code == 200
    report = MissingReport.objects.get()
    assert (report.approval_id, report.what) == (said["approval"], "合同缺第 3 页")
    assert report.slot_id == item["slot"]


def test_said_again_after_it_was_told_it_is_known_and_not_counted(first, said, town):
    """A copy under a new key that arrives late; what came in anew may be found wrong again."""
    case = b.Case.objects.get(number=said["case"])
    item = {"slot": b.slot(case, "t_contract").pk, "what": "合同缺第 3 页"}
    missing = said | {"verb": "missing", "missing": [item]}
    first.call(missing)
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=True):
        b.do(collect_reports, case)
        assert state_of(said) == "stopped"
        before = b.snapshot(case)
        reply = first.call(missing, key="k2")
        assert (reply.status_code, reply.json()["state"]) == (200, "stopped")
        assert b.snapshot(case) == before
        assert not Overreach.objects.exists()
        contract = b.slot(case, "t_contract")
        b.do(b.actions.attach_upload, contract, upload=b.pdf(), actor=town.me)
        b.do(answer_correction, case, actor=town.me)
        assert first.call(missing, key="k3").status_code == 200
        assert MissingReport.objects.filter(correction=None).count() == 1


def test_what_the_guide_does_not_ask_is_refused_and_counted(first, said):
    items = [
        {"element": "price", "what": "金额不对"},
        {"element": "shoe_size", "what": "鞋码"},
    ]
    reply = first.call(said | {"verb": "missing", "missing": items})
    assert (reply.status_code, reply.json()["code"]) == (422, "not_in_guide")
    assert not MissingReport.objects.exists()
    (counted,) = Overreach.objects.values_list("kind", "asked")
    assert counted == ("not_in_guide", "鞋码")
    assert records() == [(422, "not_in_guide")]


def test_the_old_secret_is_good_for_a_while_and_then_not(first, said):
    old = first.secret
    with time_machine.travel(timezone.now(), tick=True) as clock:
        _, new = b.do(renew_secret, first.row, actor=ADMIN)
        assert first.call(said | {"verb": "take_up"}, secret=old).status_code == 200
        clock.shift(GRACE + timedelta(seconds=1))
        late = first.call(said, key="k2", secret=old)
        assert (late.status_code, late.json()["code"]) == (401, "signature_wrong")
        assert state_of(said) == "in_review"
        assert first.call(said, key="k2", secret=new).status_code == 200


def test_a_leaked_secret_ends_at_once(first, said):
    old = first.secret
    token = Token.objects.get(user=first.row.account_id).key
    b.do(renew_secret, first.row, grace=timedelta(), actor=ADMIN)
    assert first.call(said, secret=old).status_code == 401
    assert Token.objects.get(user=first.row.account_id).key != token
    assert state_of(said) == "dispatched"


def test_a_flood_of_strangers_does_not_fill_the_database(first, said, monkeypatch):
    monkeypatch.setattr(receiving, "STRANGERS_A_MINUTE", 2)
    for number in range(4):
        assert first.call(said, key=f"k{number}", secret="another").status_code == 401
    assert records() == [(401, "signature_wrong")] * 2
    assert first.call(said, key="k9", signature="").status_code == 401


def test_the_installations_key_was_changed(first, said, settings):
    settings.SECRET_KEY = "another key of the installation, long enough for anybody"
    reply = first.call(said)
    assert (reply.status_code, reply.json()["code"]) == (503, "secret_unreadable")
    assert state_of(said) == "dispatched"
