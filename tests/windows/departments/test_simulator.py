"""The simulated system answers what it was told, also after it was killed or its clock was off."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.db import OperationalError

from windows.departments.simulator import answering
from windows.departments.simulator.record import Record, read
from windows.departments.simulator.server import Simulator

TOLD = {
    "key": "approval.dispatched:7:1",
    "key_id": "first",
    "body_hash": "x",
    "event": "approval.dispatched",
    "case": "330100-20261122-000001",
    "approval": 7,
}


ANSWER = ("grant:approval.dispatched:7:1", "grant")


class Portal(ThreadingHTTPServer):
    """Writes down every answer, and replies with the next of `statuses`, the last one for ever."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Door)
        self.statuses, self.heard = [200], []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}/api/v1/callbacks/"

    def wait_for(self, count):
        deadline = time.monotonic() + 10
        while len(self.heard) < count and time.monotonic() < deadline:
            time.sleep(0.01)
        return self.heard


class _Door(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.heard.append((self.headers["Idempotency-Key"], body["verb"]))
        statuses = self.server.statuses
        self.send_response(statuses.pop(0) if len(statuses) > 1 else statuses[0])
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def portal():
    server = Portal()
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def start(tmp_path, portal, monkeypatch):
    monkeypatch.setattr(answering, "TRY_AGAIN_SECONDS", 0.02)
    started = []

    def begin(path=tmp_path / "record.jsonl", *, secrets=None):
        record = Record(path)
        secrets = secrets or {"first": "s"}
        one = Simulator(port=0, secrets=secrets, answers_to=portal.url, record=record)
        started.append((one, record))
        return one

    yield begin
    for one, record in started:
        one.server_close()
        record.close()


def told(path):
    record = Record(path)
    assert record.take(TOLD) == "new"
    record.close()


def test_what_it_was_told_before_it_was_killed_is_answered_once(start, portal, tmp_path):
    told(tmp_path / "record.jsonl")
    first = start()
    assert portal.wait_for(1) == [ANSWER]
    deadline = time.monotonic() + 10
    while first.record.unanswered() and time.monotonic() < deadline:
        time.sleep(0.01)
    start()
    time.sleep(0.1)
    assert len(portal.heard) == 1


def test_a_clock_that_was_off_costs_a_second_try_and_no_answer(start, portal, tmp_path):
    portal.statuses = [401, 200]
    told(tmp_path / "record.jsonl")
    start()
    assert portal.wait_for(2) == [ANSWER] * 2


def test_a_refusal_for_good_is_not_asked_again(start, portal, tmp_path):
    portal.statuses = [404]
    told(tmp_path / "record.jsonl")
    start()
    portal.wait_for(1)
    time.sleep(0.2)
    assert len(portal.heard) == 1


def test_a_line_cut_off_by_a_crash_spoils_no_other(tmp_path):
    path = tmp_path / "record.jsonl"
    told(path)
    with path.open("a") as file:
        file.write('{"key": "half')
    record = Record(path)
    assert record.take(TOLD) == "again"
    assert record.take(TOLD | {"key": "second"}) == "new"
    record.close()
    assert [one["key"] for one in read(path)] == [TOLD["key"], "second"]


def test_a_secret_that_cannot_be_looked_up_for_a_while_costs_no_answer(start, portal, tmp_path):
    """The database may be restarting: whoever answers must not be gone afterwards."""
    told(tmp_path / "record.jsonl")
    looks = []

    def look(key_id: str) -> str:
        looks.append(key_id)
        if len(looks) <= 2 * answering.PEOPLE:
            raise OperationalError("the database system is starting up")
        return "s"

    start(secrets=look)
    assert portal.wait_for(1) == [ANSWER]
    assert len(looks) == 2 * answering.PEOPLE + 1
