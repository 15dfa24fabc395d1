"""A source that never ends its answer is given up in time, and fills no worker."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from psycopg2.extensions import parse_dsn

from datasharing.connections.limits import Limits
from datasharing.connectors import registry as ways
from datasharing.connectors import sql_view
from datasharing.connectors.base import SourceDown
from datasharing.connectors.csv_drop import CsvDrop
from datasharing.connectors.http_json import HttpJson
from datasharing.exchanges import going_out
from datasharing.models import Connection, DataResource, Exchange, LedgerEntry
from portal.outbox.handlers import TryAgain
from tests.datasharing.conftest import CASE
from tests.datasharing.connectors.conftest import question

QUICK = Limits(connect_seconds=0.5, read_seconds=0.5, longest_seconds=0.8)


@contextmanager
def dribbling(first: bytes, drop: bytes) -> Iterator[int]:
    """A port that says `first` and then `drop` ten times a second, for ten seconds at most."""
    server = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def serve() -> None:
        try:
            client, _ = server.accept()
            with client:
                client.sendall(first)
                for _ in range(100):
                    if over.wait(0.1):
                        return
                    client.sendall(drop)
        except OSError:
            return

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield server.getsockname()[1]
    over.set()
    server.close()
    thread.join(2)


@pytest.mark.parametrize("first", [b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_dribble_ends_at_the_deadline(first):
    with dribbling(first, b"x") as port:
        began = time.monotonic()
        with pytest.raises(SourceDown):
            HttpJson().ask(question(f"http://127.0.0.1:{port}", limits=QUICK))
    assert time.monotonic() - began < 3


def test_all_steps_of_a_folder_over_the_network_share_one_deadline():
    """A greeting without an end: each single line of it comes in time."""
    with dribbling(b"welcome\r\n", b"-\r\n") as port:
        limits = replace(QUICK, connect_seconds=8.0, read_seconds=8.0)
        began = time.monotonic()
        with pytest.raises(SourceDown):
            CsvDrop().ask(question(f"sftp://x:y@127.0.0.1:{port}/", limits=limits))
    assert time.monotonic() - began < 4


def test_a_database_that_goes_silent_is_noticed(monkeypatch):
    seen = []
    monkeypatch.setattr(sql_view.psycopg2, "connect", seen.append)
    sql_view._session(question("host=127.0.0.1 dbname=x", limits=QUICK))
    given = parse_dsn(seen[0])
    assert {name: given.get(name) for name in ("keepalives", "tcp_user_timeout")} == {
        "keepalives": "1", "tcp_user_timeout": "500",
    }  # fmt: skip
    assert given["connect_timeout"] == "1"


class Hanging:
    """A connector that keeps no deadline at all."""

    def __init__(self) -> None:
        self.over, self.asked = threading.Event(), 0

    def ask(self, _question):
        self.asked += 1
        self.over.wait(30)
        raise SourceDown("late")

    def withdraw(self, _question):
        return


@pytest.mark.django_db
def test_what_never_ends_is_not_answered_and_fills_no_worker(
    registry, seller, asked, read, monkeypatch, settings
):
    hanging = Hanging()
    monkeypatch.setitem(ways._CONNECTORS, "hanging", hanging)
    monkeypatch.setattr(going_out, "MARGIN_SECONDS", 0.1)
    monkeypatch.setattr(going_out, "MOST_STUCK", 2)
    settings.DATA_SOURCES = {"DS13": "hanging://"}
    resource = DataResource.objects.get(code="DS13")
    resource.connector = "hanging"
    resource.save()
    Connection.objects.create(resource=resource, read_seconds=0.2, longest_seconds=0.2)
    failures = []
    monkeypatch.setattr(going_out, "note_failure", lambda code, _limits: failures.append(code))
    exchange = asked(seller, "DS13")
    try:
        for _ in range(3):
            with pytest.raises(TryAgain):
                read(exchange)
        told = (exchange.state, exchange.last_outcome, exchange.attempts, exchange.failures)
        assert told == ("failed", "unavailable", 2, 3)
        assert hanging.asked == 2
        assert failures == ["DS13", "DS13"]
        assert [line.outcome for line in LedgerEntry.objects.all()] == ["unavailable"] * 2
        assert read(asked(seller, "DS07", case=f"{CASE[:-1]}2")).state == "answered"
    finally:
        hanging.over.set()
    give_up_at = time.monotonic() + 5
    while going_out._STUCK.count("DS13") and time.monotonic() < give_up_at:
        time.sleep(0.01)
    assert going_out._STUCK.count("DS13") == 0
    assert Exchange.objects.filter(reading_since__isnull=False).count() == 0
