"""A part of a case reaches the department's own system once, however long that is silent."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import time_machine
from django.utils import timezone

from portal.accounts.roles import Role
from portal.outbox.drain import drain
from portal.outbox.models import Message
from services.models import Department
from tests.windows import builders as b
from tests.windows.departments.conftest import ADMIN
from tests.windows.staff import post
from windows.approvals.queries import approvals
from windows.assignments.routing import reroute
from windows.cases import actions
from windows.deadlines.actions import resume_clock, stop_clock
from windows.departments.actions import (
    connect_system,
    disconnect_system,
    go_on_sending,
    pause_system,
)
from windows.departments.content import content_of
from windows.departments.dead_letters import deliver_again, settle_delivery
from windows.departments.models import Delivery, DepartmentSystem
from windows.departments.sending import bury, deliver
from windows.departments.simulator.record import read
from windows.departments.stranded import pick_up, stranded
from windows.sweeping import sweep


def events() -> list[tuple[str, str]]:
    return list(Delivery.objects.order_by("pk").values_list("event", "state"))


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


def test_after_24_hours_of_refusal_the_next_try_succeeds_and_nothing_is_lost(
    town, system, simulator
):
    simulator.mood.down = True
    start = timezone.now()
    with time_machine.travel(start) as clock:
        case = b.accepted_case(town)
        keys = {only_delivery().key}
        for hours in range(1, 25):
            clock.move_to(start + timedelta(hours=hours))
            drain()
            assert only_delivery().state == "sending"
        keys.add(only_delivery().key)
        assert read(simulator.path) == []
        simulator.mood.down = False
        clock.move_to(start + timedelta(hours=25))
        drain()
        delivery = only_delivery()
    assert (delivery.state, delivery.last_error, delivery.body) == ("delivered", "", "")
    (told,) = read(simulator.path)
    assert {told["key"]} == keys
    assert (told["case"], told["event"]) == (case.number, "approval.dispatched")
    history = list(delivery.history.values_list("status", "said"))
    assert history[0] == (202, '{"outcome": "new"}')
    assert {status for status, _ in history[1:]} == {503}
    assert len(history) == delivery.tries


def test_every_try_has_the_same_bytes_whatever_changes_meanwhile(town, system, simulator):
    simulator.mood.down = True
    case = b.accepted_case(town)
    body = only_delivery().body
    assert case.number in body
    assert '"state": "dispatched"' in body
    b.approval(case, "T1-A")
    b.Approval.objects.filter(case=case).update(due_on=None)
    simulator.mood.down = False
    drain(now=timezone.now() + timedelta(hours=2))
    (told,) = read(simulator.path)
    assert told["body_hash"] == hashlib.sha256(body.encode()).hexdigest()


def test_it_is_given_up_only_after_forty_tries(town, system, simulator):
    simulator.mood.down = True
    start = timezone.now()
    case = b.accepted_case(town)
    while only_delivery().state == "sending":
        last = Message.objects.get(kind="department.deliver").not_before
        drain(now=last)
    assert (only_delivery().state, only_delivery().last_error) == ("dead", "HTTP 503")
    assert only_delivery().tries == 40
    assert timedelta(hours=30) < last - start < timedelta(hours=31)
    assert case.notices.filter(kind="department_silent").count() >= 1


def test_what_follows_waits_behind_what_did_not_arrive(town, system, simulator):
    simulator.mood.down = True
    case = b.accepted_case(town)
    b.do(actions.withdraw, case, reason="不买了", actor=town.me)
    drain()
    assert events() == [("approval.dispatched", "sending"), ("approval.ended", "sending")]
    assert Delivery.objects.get(event="approval.ended").tries == 0
    simulator.mood.down = False
    drain(now=timezone.now() + timedelta(hours=2))
    assert events() == [("approval.dispatched", "settled"), ("approval.ended", "delivered")]
    assert Delivery.objects.get(event="approval.dispatched").body == ""
    (told,) = read(simulator.path)
    assert told["event"] == "approval.ended"


def test_nobodys_data_is_sent_late_about_what_ended_meanwhile(town, system, simulator):
    b.do(pause_system, system.row, actor=ADMIN)
    case = b.accepted_case(town)
    b.do(actions.withdraw, case, reason="不买了", actor=town.me)
    b.do(go_on_sending, system.row, actor=ADMIN)
    drain()
    assert events() == [("approval.dispatched", "settled"), ("approval.ended", "settled")]
    assert read(simulator.path) == []
    assert set(Delivery.objects.values_list("body", "tries")) == {("", 0)}


def test_moved_away_and_back_before_anything_was_sent_it_is_told_once(town, system, simulator):
    b.do(pause_system, system.row, actor=ADMIN)
    part = b.approval(b.accepted_case(town), "T1-A")
    there, here = Department.objects.get(name="乙局"), part.department
    post("乙", Role.OFFICER, department=there.code)
    for department in (there, here):
        b.do(reroute, part, department=department, why="归他们管", actor=town.supervisor)
    b.do(go_on_sending, system.row, actor=ADMIN)
    drain()
    assert [state for _, state in events()] == ["settled", "settled", "delivered"]
    assert [each["event"] for each in read(simulator.path)] == ["approval.dispatched"]


def test_a_pause_of_the_days_that_is_over_is_still_told_as_what_it_was(town, system, simulator):
    case = b.accepted_case(town)
    part = b.approval(case, "T1-A")
    b.do(pause_system, system.row, actor=ADMIN)
    stop = {"ground": "test", "reason": "送检", "expected_days": 7}
    b.do(stop_clock, part, **stop, actor=town.officer(part))
    told_at = Delivery.objects.get(event="approval.stopped").created_at
    b.do(resume_clock, part, outcome="合格", actor=town.officer(part))
    said = content_of(approvals().get(pk=part.pk), "approval.stopped", told_at=told_at)
    assert said["stop"] == stop


def test_a_message_that_a_pause_left_behind_is_found_by_the_sweep(town, system, simulator):
    b.do(pause_system, system.row, actor=ADMIN)
    b.accepted_case(town)
    drain(now=timezone.now() + timedelta(hours=1))
    later = timezone.now() + timedelta(hours=1)
    assert list(stranded(before=later)) == []
    DepartmentSystem.objects.update(paused_at=None)  # its round was spent just before
    (found,) = stranded(before=later)
    assert list(stranded(before=found.created_at)) == []
    pick_up(found.pk, before=later)
    assert list(stranded(before=later)) == []
    drain()
    assert events() == [("approval.dispatched", "delivered")]
    assert len(read(simulator.path)) == 1


def test_a_message_that_a_disconnection_left_behind_is_closed(town, system, simulator):
    b.do(pause_system, system.row, actor=ADMIN)
    b.accepted_case(town)
    DepartmentSystem.objects.update(is_active=False)  # at the moment it was made
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        assert sweep()["messages to departments' systems stranded"] == 1
    assert events() == [("approval.dispatched", "settled")]


def test_connected_again_it_is_told_what_it_never_got_and_nothing_else(town, system, simulator):
    case = b.accepted_case(town)
    b.do(disconnect_system, system.row, actor=ADMIN)
    late = b.accepted_case(town)
    row, secret = b.do(
        connect_system,
        system.row.department,
        url=system.row.url,
        key_id=system.row.key_id,
        actor=ADMIN,
    )
    simulator.secrets[row.key_id] = secret
    drain()
    assert [each["case"] for each in read(simulator.path)] == [case.number, late.number]
    assert [state for _, state in events()] == ["delivered", "delivered"]


def test_what_a_disconnection_kept_back_is_told_after_the_next_connection(town, system, simulator):
    b.do(pause_system, system.row, actor=ADMIN)
    case = b.accepted_case(town)
    b.do(disconnect_system, system.row, actor=ADMIN)
    row, secret = b.do(
        connect_system,
        system.row.department,
        url=system.row.url,
        key_id=system.row.key_id,
        actor=ADMIN,
    )
    simulator.secrets[row.key_id] = secret
    drain()
    assert events() == [("approval.dispatched", "settled"), ("approval.dispatched", "delivered")]
    assert [each["case"] for each in read(simulator.path)] == [case.number]


def test_a_decision_in_the_portal_is_told_and_its_own_is_not(town, system, simulator):
    case = b.accepted_case(town)
    b.grant(town, case, "T1-A")
    assert [each["event"] for each in read(simulator.path)] == [
        "approval.dispatched",
        "approval.ended",
    ]


def test_its_own_decision_is_not_told_to_it(town, system, simulator):
    case = b.accepted_case(town)
    part = b.approval(case, "T1-A")
    assert (
        system.call({"case": case.number, "approval": part.pk, "verb": "grant"}).status_code == 200
    )
    drain()
    assert events() == [("approval.dispatched", "delivered")]


def test_a_settled_dead_letter_lets_the_next_one_go(town, system, simulator):
    simulator.secrets[system.row.key_id] = "changed on the other side"
    case = b.accepted_case(town)
    b.do(actions.withdraw, case, reason="不买了", actor=town.me)
    drain()
    dead = Delivery.objects.get(event="approval.dispatched")
    assert dead.state == "dead"
    with b.refused("note_missing"):
        settle_delivery(dead, note=" ", actor=town.supervisor)
    with b.refused("delivery_not_found"):
        settle_delivery(dead, note="电话说过了", actor=town.clerk)
    simulator.secrets[system.row.key_id] = system.secret
    b.do(settle_delivery, dead, note="电话说过了", actor=town.supervisor)
    drain()
    assert events() == [("approval.dispatched", "settled"), ("approval.ended", "delivered")]
    dead.refresh_from_db()
    assert (dead.settled_note, dead.body) == ("电话说过了", "")


def test_a_pause_keeps_everything_and_uses_up_no_try(town, system, simulator):
    b.do(pause_system, system.row, actor=ADMIN)
    b.accepted_case(town)
    assert (only_delivery().state, only_delivery().tries) == ("sending", 0)
    drain(now=timezone.now() + timedelta(days=5))
    assert (only_delivery().state, only_delivery().tries) == ("sending", 0)
    b.do(go_on_sending, system.row, actor=ADMIN)
    drain()
    assert (only_delivery().state, only_delivery().tries) == ("delivered", 1)
    assert len(read(simulator.path)) == 1


def test_an_older_round_does_nothing(town, system, simulator):
    b.do(pause_system, system.row, actor=ADMIN)
    b.accepted_case(town)
    b.do(go_on_sending, system.row, actor=ADMIN)
    deliver(only_delivery().key, woken=1)
    assert only_delivery().tries == 0
    bury(delivery_key=only_delivery().key, reason="too late", woken=1)
    assert only_delivery().state == "sending"
    drain()
    assert only_delivery().state == "delivered"


def test_a_disconnected_system_is_told_no_more(town, system, simulator):
    simulator.mood.down = True
    case = b.accepted_case(town)
    b.do(disconnect_system, system.row, actor=ADMIN)
    assert events() == [("approval.dispatched", "settled")]
    drain(now=timezone.now() + timedelta(hours=2))
    assert read(simulator.path) == []
    part = b.approval(case, "T1-A")
    assert (
        system.call({"case": case.number, "approval": part.pk, "verb": "grant"}).status_code == 401
    )


def test_sent_away_and_back_it_is_told_again(town, system, simulator):
    case = b.accepted_case(town)
    part = b.approval(case, "T1-A")
    there, here = Department.objects.get(name="乙局"), part.department
    post("乙", Role.OFFICER, department=there.code)
    b.do(reroute, part, department=there, why="不归我们管", actor=town.supervisor)
    drain()
    b.do(reroute, part, department=here, why="还是归他们管", actor=town.supervisor)
    drain()
    told = read(simulator.path)
    assert [each["event"] for each in told] == [
        "approval.dispatched",
        "approval.moved",
        "approval.dispatched",
    ]
    assert len({each["key"] for each in told}) == 3


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
