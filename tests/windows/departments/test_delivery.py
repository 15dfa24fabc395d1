"""A part of a case reaches the department's own system once, however long that is silent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.outbox.drain import drain
from portal.outbox.models import Message
from tests.windows import builders as b
from tests.windows.departments.conftest import connect
from windows.departments.dead_letters import deliver_again
from windows.departments.models import Delivery
from windows.departments.simulator.record import Record, read
from windows.departments.simulator.server import Simulator


@pytest.fixture
def simulator(tmp_path):
    """Takes deliveries for whatever system is connected to it; answers nothing."""
    record = Record(tmp_path / "record.jsonl")
    server = Simulator(port=0, secrets={}, answers_to="", record=record)
    server.path = tmp_path / "record.jsonl"
    import threading

    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()
    record.close()


@pytest.fixture
def system(town, simulator):
    found = connect("甲局", url=f"http://127.0.0.1:{simulator.server_address[1]}/cases")
    simulator.secrets[found.row.key_id] = found.secret
    return found


def only_delivery() -> Delivery:
    return Delivery.objects.get()


def test_told_once_with_what_its_matter_needs_and_no_more(town, system, simulator):
    case = b.accepted_case(town)
    assert only_delivery().state == "delivered"
    told = read(simulator.path)
    assert [(one["event"], one["case"]) for one in told] == [("approval.dispatched", case.number)]


def test_a_copy_after_a_lost_answer_is_taken_for_delivered(town, system, simulator):
    b.accepted_case(town)
    delivery = only_delivery()
    Delivery.objects.update(state="sending", delivered_at=None)
    Message.objects.filter(kind="department.deliver").update(state="queued", done_at=None)
    drain()
    assert only_delivery().state == "delivered"
    assert only_delivery().tries == delivery.tries + 1
    assert len(read(simulator.path)) == 1


def test_a_day_of_silence_costs_nothing(town, system, simulator):
    simulator.mood.down = True
    b.accepted_case(town)
    assert only_delivery().state == "sending"
    start = timezone.now()
    for hours in range(1, 26):
        drain(now=start + timedelta(hours=hours), is_strict=False)
    assert only_delivery().state == "sending"
    simulator.mood.down = False
    # The message is signed with the time at which it is sent.
    drain(now=start + timedelta(hours=27))
    assert only_delivery().state == "delivered"
    assert len(read(simulator.path)) == 1


def test_a_dead_letter_is_seen_and_sent_again(town, system, simulator):
    simulator.secrets[system.row.key_id] = "changed on the other side"
    case = b.accepted_case(town)
    dead = only_delivery()
    assert (dead.state, dead.last_error) == ("dead", "HTTP 401")
    assert case.notices.filter(kind="department_silent", applicant=None).count() == 1
    with b.refused("delivery_not_found"):
        deliver_again(dead, actor=town.clerk)
    simulator.secrets[system.row.key_id] = system.secret
    b.do(deliver_again, dead, actor=town.supervisor)
    drain()
    assert only_delivery().state == "delivered"
    with b.refused("delivery_not_dead"):
        deliver_again(dead, actor=town.supervisor)


def test_a_department_without_a_system_is_not_told(town):
    b.accepted_case(town)
    assert not Delivery.objects.exists()
