"""Real HTTP both ways on loopback: the portal tells the simulator, which decides by callback."""

from __future__ import annotations

import time
from datetime import timedelta

import httpx2
import pytest
from django.utils import timezone

from portal.outbox.drain import drain
from tests.windows import builders as b
from tests.windows.departments.conftest import PATH, connect
from windows.departments.models import Callback, Delivery
from windows.departments.simulator import answering
from windows.departments.simulator.record import Record, read
from windows.departments.simulator.server import Simulator

pytestmark = pytest.mark.django_db(transaction=True)
DEPARTMENTS = ("甲局", "乙局", "丙局", "丁局", "戊局")


@pytest.fixture
def other_side(town, live_server, tmp_path, monkeypatch):
    """All five departments are one simulator, which answers to the portal over HTTP."""
    monkeypatch.setattr(answering, "TRY_AGAIN_SECONDS", 0.2)
    record = Record(tmp_path / "record.jsonl")
    server = Simulator(port=0, secrets={}, answers_to=live_server.url + PATH, record=record)
    server.path = tmp_path / "record.jsonl"
    server.url = f"http://127.0.0.1:{server.server_address[1]}"
    import threading

    threading.Thread(target=server.serve_forever, daemon=True).start()
    for name in DEPARTMENTS:
        system = connect(name, url=f"{server.url}/cases")
        server.secrets[system.row.key_id] = system.secret
    yield server
    server.shutdown()
    server.server_close()
    record.close()


def until_finished(case, *, later: timedelta = timedelta()) -> None:
    """The worker works until all five have decided."""
    until = time.monotonic() + 60
    while case.state != "results_ready" and time.monotonic() < until:
        drain(now=timezone.now() + later)
        time.sleep(0.1)
        case.refresh_from_db()
    assert case.state == "results_ready"


def assert_told_exactly_once(case, other_side) -> None:
    told = read(other_side.path)
    assert len(told) == len({entry["key"] for entry in told}) == 5
    parts = set(case.approvals.values_list("pk", flat=True))
    assert {entry["approval"] for entry in told} == parts
    assert {entry["event"] for entry in told} == {"approval.dispatched"}
    assert set(Delivery.objects.values_list("state", flat=True)) == {"delivered"}


def test_a_case_is_finished_by_five_systems(town, other_side):
    case = b.accepted_case(town)
    until_finished(case)
    assert_told_exactly_once(case, other_side)
    assert list(Callback.objects.values_list("status", "outcome")) == [(200, "done")] * 5
    deciders = set(case.approvals.values_list("decided_by_name", flat=True))
    assert deciders == {f"{name}业务系统" for name in DEPARTMENTS}


def test_down_and_up_again(town, other_side):
    httpx2.post(f"{other_side.url}/_control", json={"down": True})
    case = b.accepted_case(town)
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sending"}
    assert read(other_side.path) == []
    httpx2.post(f"{other_side.url}/_control", json={})
    until_finished(case, later=timedelta(hours=1))
    assert_told_exactly_once(case, other_side)


def test_every_answer_twice_first_signed_wrongly_late_and_in_the_wrong_order(town, other_side):
    wish = {"duplicate": True, "wrong": True, "late_ms": 100, "slow_ms": 50, "out_of_order": True}
    assert httpx2.post(f"{other_side.url}/_control", json=wish).json()["wrong"] is True
    case = b.accepted_case(town)
    until_finished(case)
    until = time.monotonic() + 20
    while Callback.objects.filter(outcome="callback_overtaken").count() < 10:
        assert time.monotonic() < until
        time.sleep(0.1)
    assert_told_exactly_once(case, other_side)
    assert Callback.objects.filter(outcome="done").count() == 5
    assert set(Callback.objects.values_list("outcome", flat=True)) == {
        "done",
        "signature_wrong",
        "callback_overtaken",
    }


def test_an_unknown_wish_is_refused(other_side):
    answer = httpx2.post(f"{other_side.url}/_control", json={"rude": True})
    assert (answer.status_code, other_side.mood.down) == (400, False)
    assert httpx2.post(f"{other_side.url}/_control", json={"down": 1}).status_code == 400


def test_started_again_it_answers_what_it_had_not(town, other_side, live_server, tmp_path):
    """Killed between taking the delivery and deciding."""
    other_side.answering.about = lambda *_args, **_more: None
    case = b.accepted_case(town)
    part = b.approval(case, "T1-A")
    assert not Callback.objects.exists()
    record = Record(other_side.path)
    again = Simulator(
        port=0, secrets=other_side.secrets, answers_to=live_server.url + PATH, record=record
    )
    until = time.monotonic() + 20
    while again.answered < 2 and time.monotonic() < until:
        time.sleep(0.1)
    part.refresh_from_db()
    assert part.state == "approved"
    again.server_close()
    record.close()
