"""What was granted on a promise gets a check within sixty working days, once, by itself."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.outbox.models import Message
from tests.windows import builders as b
from windows.approvals.actions import decide
from windows.promises.models import CommitmentCheck
from windows.promises.opening import open_commitment_checks
from windows.promises.sweep import unwatched
from windows.sweeping import sweep

MONDAY = dt.datetime(2026, 3, 2, 9, 0, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def case(town):
    """甲局 has granted; 乙局, whose matter rests on a promise, is next."""
    case = b.accepted_case(town)
    b.grant(town, case, "T1-A")
    return case


def test_a_grant_opens_the_check(town, case):
    assert not CommitmentCheck.objects.exists(), "T1-A rests on no promise."
    b.grant(town, case, "T1-B")
    check = CommitmentCheck.objects.get()
    assert check.approval == b.approval(case, "T1-B")
    assert check.commitment == b.slot(case, "t_only").commitment
    assert check.state == "due"


@pytest.mark.law("浙江“最多跑一次”改革规定 14")
def test_within_sixty_working_days_of_the_decision(town):
    with time_machine.travel(MONDAY, tick=False):
        case = b.accepted_case(town)
        b.grant(town, case, "T1-A", "T1-B")
    check = CommitmentCheck.objects.get()
    assert (check.due_on, check.is_day_certain) == (dt.date(2026, 5, 28), True)


def test_where_the_calendar_ends_natural_days_hold_until_it_is_known(town, case, monkeypatch):
    monkeypatch.setattr("windows.promises.opening.day_after", lambda day, days: None)
    b.grant(town, case, "T1-B")
    check = CommitmentCheck.objects.get()
    decided_on = timezone.localdate(b.approval(case, "T1-B").decided_at)
    assert check.due_on == decided_on + dt.timedelta(days=60)
    assert not check.is_day_certain
    later = decided_on + dt.timedelta(days=85)
    monkeypatch.setattr("windows.promises.opening.day_after", lambda day, days: later)
    monkeypatch.setattr("windows.promises.sweep.day_after", lambda day, days: later)
    assert sweep()["promises without a day"] == 1
    check.refresh_from_db()
    assert (check.due_on, check.is_day_certain) == (later, True)
    assert sweep()["promises without a day"] == 0


def test_a_denial_opens_none(town, case):
    part = b.approval(case, "T1-B")
    b.do(decide, part, granted=False, reason="不符合条件", actor=town.officer(part))
    b.drain()
    assert not CommitmentCheck.objects.exists()


def test_opened_twice_it_is_one(town, case):
    b.grant(town, case, "T1-B")
    assert b.do(open_commitment_checks, b.approval(case, "T1-B"), actor=town.clerk) == []
    assert CommitmentCheck.objects.count() == 1


def test_a_lost_message_is_picked_up(town, case):
    part = b.approval(case, "T1-B")
    b.do(decide, part, granted=True, actor=town.officer(part))
    Message.objects.filter(kind="promise.watch").delete()
    b.drain()
    assert not CommitmentCheck.objects.exists()
    soon = timezone.now() + dt.timedelta(minutes=1)
    assert unwatched(soon, 10) == [part.pk]
    with time_machine.travel(dt.timedelta(minutes=5) + timezone.now(), tick=False):
        assert sweep()["promises not watched"] == 1
    assert CommitmentCheck.objects.get().approval_id == part.pk
    assert unwatched(soon, 10) == []


def test_the_database_has_one_check_for_each_promise_and_decision(town, case):
    b.grant(town, case, "T1-B")
    check = CommitmentCheck.objects.get()
    check.pk = None
    with pytest.raises(IntegrityError, match="commitment_check_once"), transaction.atomic():
        check.save(force_insert=True)


def test_the_database_opens_none_where_nothing_was_granted(town, case):
    slot = b.slot(case, "t_only")
    with pytest.raises(IntegrityError, match="nothing was granted"), transaction.atomic():
        CommitmentCheck.objects.create(
            approval=b.approval(case, "T1-C"),
            commitment=slot.commitment,
            slot=slot,
            due_on=dt.date(2027, 1, 4),
        )


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"due_on": None}, "due_on"),
        ({"state": "kept"}, "commitment_check"),
        ({"state": "to_mend", "checked_at": timezone.now(), "found": "租房"}, "broken_has_a_day"),
        ({"closed_at": timezone.now()}, "closed_has_time"),
    ],
)
def test_the_database_keeps_each_check_whole(town, case, changed, rule):
    b.grant(town, case, "T1-B")
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        CommitmentCheck.objects.update(**changed)
